"""Changes of one series between two years, judged as one family, siblings read together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wardmote.analysis.breaks import Break as BreakInSeries
from wardmote.analysis.change import Change, compare_years
from wardmote.analysis.siblings import judge_with_siblings
from wardmote.analysis.verdicts import LEAST_CHANGE, JudgedChange, judge_family
from wardmote.assessment.findings import FileRows, Finding
from wardmote.assessment.measures import Measure, counts_of, measures_of
from wardmote.assessment.series import ASB, Series
from wardmote.evidence.partnership_area import PartnershipArea
from wardmote.evidence.tally import RowsBehind
from wardmote.places.residents import Residents
from wardmote.vocabulary.breaks import Break, breaks_affecting
from wardmote.vocabulary.categories import category
from wardmote.vocabulary.districts import districts
from wardmote.vocabulary.months import last_day

YEAR = 12
ALL = "all"


@dataclass(frozen=True)
class Context:
    """What every change of an assessment is judged with.

    Parameters
    ----------
    area
        Where.
    known
        Breaks of the register and of the partnership.
    residents
        People of the area, for rates; None where none are held.
    """

    area: PartnershipArea
    known: tuple[Break, ...]
    residents: Residents | None

    @property
    def places(self) -> tuple[str, ...]:
        """Codes, and slugs of forces, that a break may name."""
        return places_of(self.area)


def places_of(area: PartnershipArea) -> tuple[str, ...]:
    """Codes of an area, and slugs of its forces, that a break may name."""
    forces = [one.force for one in districts() if one.code in area.districts]
    return tuple(dict.fromkeys(filter(None, (area.code, *area.districts, *forces))))


@dataclass(frozen=True)
class Counted:
    """A measure with its monthly counts and its change, before the family is judged."""

    measure: Measure
    series: Series
    change: Change
    behind: tuple[RowsBehind, ...]


def both_years(series: Series) -> tuple[date, date]:
    """First month of the earlier year (or of what is held), last of the later."""
    months = series.months
    return months[-2 * YEAR] if len(months) >= 2 * YEAR else months[-YEAR], months[-1]


def changes_of(
    series: Series, behind: Sequence[RowsBehind], context: Context, *, only: str | None = None
) -> list[Counted]:
    """Every measure of a series compared between its two last years.

    Parameters
    ----------
    series
        One series.
    behind
        Rows behind both years, by category.
    context
        Breaks and residents.
    only
        One category: the others of this series are judged elsewhere.
    """
    held = [one for one in series.counts if only in (None, one)]
    counted = []
    for measure in measures_of(series.chosen.scheme, held):
        line = counts_of(measure, series.counts)
        if not sum(line[-2 * YEAR :]):
            continue  # a category that has ended is not a finding, though its family's past is
        rows = tuple(one for one in behind if one.category in measure.members)
        counted.append(Counted(measure, series, _change(measure, line, series, context), rows))
    return counted


def _change(measure: Measure, line: Sequence[int], series: Series, context: Context) -> Change:
    breaks = breaks_of(measure.scheme, measure.members, series.months, context)
    return compare_years(line, series.months, name=measure.id, breaks=breaks)


def total_change(series: Series, context: Context) -> Change:
    """Everything that the series counts, compared between its two last years.

    Notes
    -----
    A change of recording in some of its categories is one of the whole, where they hold as
    much of it as the least change that is ever told. One named for a minor category is not:
    cases may have moved between two of them.
    """
    line = [sum(values) for values in zip(*series.counts.values(), strict=True)]
    breaks = breaks_of(series.chosen.scheme, (None,), series.months, context)
    unlike = _unlike_parts(series, sum(line[-2 * YEAR :]), context)
    return compare_years(
        line, series.months, name=ALL, breaks=tuple(dict.fromkeys((*breaks, *unlike)))
    )


def _unlike_parts(series: Series, total: int, context: Context) -> list[BreakInSeries]:
    """Changes of recording of whole categories that hold enough of a total to move it."""
    touched: Counter[BreakInSeries] = Counter()
    for measure in measures_of(series.chosen.scheme, series.counts):
        if measure.is_category:
            held = sum(counts_of(measure, series.counts)[-2 * YEAR :])
            for one in breaks_of(measure.scheme, (measure.id,), series.months, context):
                touched[one] += held
    return [
        one for one, held in touched.items() if not one.comparable and held >= LEAST_CHANGE * total
    ]


def breaks_of(
    scheme: str, members: Iterable[str | None], months: Sequence[date], context: Context
) -> list[BreakInSeries]:
    """Known breaks of some categories in the months shown, each once."""
    touching = {
        one.id: one
        for member in members
        for one in breaks_affecting(
            context.places, scheme, member, months[0], last_day(months[-1]), known=context.known
        )
    }
    return [
        BreakInSeries(
            what=one.what.rstrip("."),
            first=one.starts,
            last=None if one.ends is None or one.ends == one.starts else one.ends,
            comparable=one.kind == "event",
        )
        for one in touching.values()
    ]


def findings_of(counted: Sequence[Counted], context: Context) -> tuple[Finding, ...]:
    """Judge all measures as one family, read siblings together, and make findings.

    Parameters
    ----------
    counted
        Every measure looked at, from all series of the assessment.
    context
        Area and residents.

    Returns
    -------
    tuple of Finding
        Categories and parts; families that were only tested are left out.
    """
    judged = judge_family(
        [one.change for one in counted],
        family=f"all categories and parts of {context.area.name}",
    )
    by_id = {one.measure.id: verdict for one, verdict in zip(counted, judged, strict=True)}
    tested = [one.measure for one in counted]
    lasting = frozenset(
        member
        for one in counted
        for member in one.measure.members
        if sum(one.series.counts[member][-2 * YEAR :])
    )
    return tuple(
        _finding(
            one, by_id[one.measure.id], _told_with(one.measure, tested, by_id, lasting), context
        )
        for one in counted
        if not one.measure.only_for_testing
    )


@dataclass(frozen=True)
class ToldWith:
    """What must stand beside a part's change.

    Parameters
    ----------
    words
        Siblings that moved the other way, and what all do together; empty if nothing must.
    may_be_a_label
        Whether cases are known to move between these labels, so that the change may be none.
    """

    words: str = ""
    may_be_a_label: bool = False


def _told_with(
    measure: Measure,
    tested: Sequence[Measure],
    judged: Mapping[str, JudgedChange],
    lasting: frozenset[str],
) -> ToldWith:
    """What siblings make it necessary to say: within its family first, then its parent."""
    for parent_id in dict.fromkeys((measure.moves_with, measure.parent)):
        parent = next((one for one in tested if one.id == parent_id), None)
        siblings = _siblings(measure, parent, tested, lasting) if parent else None
        if parent is None or siblings is None:
            continue
        reading = judge_with_siblings(
            _named(judged[measure.id], measure),
            [_named(judged[one.id], one) for one in siblings],
            _named(judged[parent.id], parent),
        )
        if reading.must_say and reading.offset_by:
            return ToldWith(reading.must_say, parent_id == measure.moves_with)
    return ToldWith()


def _siblings(
    measure: Measure, parent: Measure, tested: Sequence[Measure], lasting: frozenset[str]
) -> list[Measure] | None:
    """The other parts of a parent; None if they do not make it up with this one."""
    siblings = [
        one
        for one in tested
        if one.id not in (measure.id, parent.id) and parent.id in (one.moves_with, one.parent)
    ]
    members = [set(one.members) & lasting for one in (measure, *siblings)]
    whole = set(parent.members) & lasting
    adds_up = set().union(*members) == whole and sum(map(len, members)) == len(whole)
    return siblings if adds_up and siblings else None


def _named(judged: JudgedChange, measure: Measure) -> JudgedChange:
    return replace(judged, change=replace(judged.change, name=measure.title.lower()))


def _finding(one: Counted, judged: JudgedChange, told: ToldWith, context: Context) -> Finding:
    return make_finding(one.measure, one.series, judged, one.behind, context, told=told)


def make_finding(
    measure: Measure,
    series: Series,
    judged: JudgedChange,
    behind: Iterable[RowsBehind],
    context: Context,
    *,
    told: ToldWith | None = None,
) -> Finding:
    """A finding with the rows that it is made of."""
    rows: dict[str, int] = {}
    total = 0
    for one in behind:
        rows[one.file_sha256] = rows.get(one.file_sha256, 0) + one.rows
        total += one.count
    people = context.residents.count if context.residents else 0
    return Finding(
        id=f"change-{measure.id.replace('_', '-').replace('/', '-')}",
        measure=measure,
        area_code=context.area.code,
        area_name=context.area.name,
        series=series.chosen.label,
        judged=judged,
        months=both_years(series),
        rows_behind=tuple(FileRows(sha256, number) for sha256, number in sorted(rows.items())),
        counted=total,
        rate_per_1000=1000 * judged.change.after / people if people else None,
        must_say=told.words if told else "",
        may_be_a_label=told.may_be_a_label if told else False,
    )


def _title_of_everything(series: Series) -> str:
    if not series.covers_everything:
        return f"All recorded {category(series.chosen.scheme, series.chosen.covers).title.lower()}"
    return "All of these together" if ASB in series.counts else "All recorded crime"


def everything(series: Series) -> Measure:
    """All that a series counts, as a measure: neither better nor worse, as it mixes kinds."""
    return Measure(
        id=ALL,
        title=_title_of_everything(series),
        scheme=series.chosen.scheme,
        members=tuple(series.counts),
        theme="other_crime",
        limbs=frozenset("a"),
        polarity="ambiguous",
    )
