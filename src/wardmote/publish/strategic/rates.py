"""Rates: each with its likely range, of what, and of which year."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.analysis.rates import Rate
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.assessment.rates import RESIDENTS
from wardmote.publish import words
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.evidence import OTHERS, WARDS
from wardmote.publish.tables import Column, Row, Table

LEAST = 0.05  # a rate below it rounds to nothing, and somebody is behind it
NO_RESIDENTS = "no residents"
CANNOT_SAY = "cannot say: no residents held"
RANGE = "Likely range of the rate"
RANGE_NOTE = (
    "Likely ranges are exact 95% intervals, as if each record were independent of the others; "
    "where a few addresses or people account for many, they are too narrow."
)
NOT_A_TEST = "Whether a count changed is tested on counts, not on rates."


def rate_cell(one: Finding, found: Assessment) -> float | str:
    """A rate for a column per 1,000 residents; one of something else says of what."""
    rate = found.rates.get(one.id)
    if rate is None:
        return NO_RESIDENTS
    if rate.denominator.of == RESIDENTS:
        return rate.value if not 0 < rate.value < LEAST else rate_text(rate.value)
    return f"{rate_text(rate.value)} {rate.denominator.of}"


def rate_unit(found: Assessment) -> str:
    """What the rates of a table are of: a cell that is of something else says so."""
    of = {one.denominator.of for one in found.rates.values()}
    return "per 1,000 residents" + (", or as said" if of - {RESIDENTS} else "")


def rate_text(value: float) -> str:
    """A rate to one place; what would round to nothing is under the last.

    Examples
    --------
    >>> rate_text(7.83), rate_text(0.009), rate_text(0.0)
    ('7.8', 'under 0.1', '0.0')
    """
    return "under 0.1" if 0 < value < LEAST else words.decimal(value, 1)


def rates_table(found: Assessment) -> Table | None:
    """Every category's rate with its likely range; None where no residents are held."""
    if not found.rates:
        return None
    shown = (*found.categories, found.total)
    return Table(
        id="rates",
        caption=f"How much was recorded for each 1,000, {found.area.name}, "
        f"{words.year_to(found.total.months[1])}",
        row_header="What was recorded",
        columns=(
            Column("Last twelve months", "number", 0),
            Column("For each 1,000"),
            Column(rate_header(found.rates.values()), "per 1,000", 1),
            Column(RANGE),
        ),
        rows=tuple(_row(one, found) for one in shown),
        figure_id=found.total.id,
        notes=tuple(_notes(found)),
        as_cards=True,
    )


def rate_header(rates: Iterable[Rate]) -> str:
    """What a column of rates is called: the word is a rule where any denominator is old."""
    return "Approximate rate" if any(one.is_approximate for one in rates) else "Rate"


def _row(one: Finding, found: Assessment) -> Row:
    rate = found.rates[one.id]
    return Row(
        one.measure.title,
        (
            Number(one.after, one.id),
            of_words(rate),
            _linked_rate(rate, one),
            range_of(rate),
        ),
        stands_out=one is found.total,
    )


def _linked_rate(rate: Rate, one: Finding) -> Number | str:
    """A rate that leads to where it comes from; one that rounds to nothing is words."""
    text = rate_text(rate.value)
    return text if 0 < rate.value < LEAST else Number(rate.value, one.id, text)


def of_words(rate: Rate) -> str:
    """What a rate is of, and of which year."""
    of = rate.denominator
    return f"{of.of}, {'mid-' if of.of == RESIDENTS else 'census '}{of.year}"


def range_of(rate: Rate) -> str:
    """A rate's likely range, rounded as the rate is."""
    if 0 < rate.upper < LEAST:
        return rate_text(rate.upper)
    return f"{words.decimal(rate.lower, 1)} to {words.decimal(rate.upper, 1)}"


def _notes(found: Assessment) -> list[Sentence]:
    wanting: dict[str, list[str]] = {}
    for one in found.rates.values():
        if instead := one.denominator.instead_of:
            wanting.setdefault(one.denominator.of, []).append(instead)
    stands_in = [
        f"{of.capitalize()} stand in for {words.listed(list(dict.fromkeys(named)))}, of which no "
        "number is held."
        for of, named in wanting.items()
    ]
    return [f"{RANGE_NOTE} {NOT_A_TEST}", *stands_in]


def ward_rates(found: Assessment) -> Table | None:
    """Every ward's count and rate with its likely range; None where no ward has residents."""
    known = [one.rate for one in found.wards if one.rate]
    if not known:
        return None
    return Table(
        id="ward-rates",
        caption=f"{found.total.measure.title} by ward, {words.year_to(found.series.months[-1])}",
        row_header="Ward",
        columns=(
            Column("Recorded", "number", 0),
            Column("Residents", "number", 0),
            Column(rate_header(known), "per 1,000 residents", 1),
            Column(RANGE),
        ),
        rows=tuple(
            Row(
                one.name,
                (one.count, one.residents or 0, one.rate.value, range_of(one.rate))
                if one.rate
                else (one.count, "not held", "cannot say", CANNOT_SAY),
            )
            for one in found.wards
        ),
        figure_id=WARDS,
        notes=(
            f"In order of name. Of {words.count(len(found.wards))} wards alike, some ranges would "
            "lie apart by chance. Residents are not the people at risk where many come to shop, "
            f"work or go out. {RANGE_NOTE}",
        ),
    )


def district_rates(found: Assessment) -> Table | None:
    """Every district of the police force with its rate and likely range."""
    compared = found.compared
    if compared is None:
        return None
    return Table(
        id="district-rates",
        caption=f"Recorded crime in the {compared.result.group.name}, "
        f"{words.year_to(compared.year_ending)}",
        row_header="District",
        columns=(
            Column("Recorded", "number", 0),
            Column("Residents", f"mid-{compared.residents_year}", 0),
            Column(rate_header(compared.rates.values()), "per 1,000 residents", 1),
            Column(RANGE),
        ),
        rows=tuple(
            Row(
                compared.names.get(code, code),
                (rate.count, int(rate.denominator.size), rate.value, range_of(rate)),
                stands_out=code == compared.result.area,
            )
            for code, rate in compared.rates.items()
        ),
        figure_id=OTHERS,
        notes=(RANGE_NOTE,),
    )
