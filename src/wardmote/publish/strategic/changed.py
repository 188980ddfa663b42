"""What changed, and what did not: the answer, and the table of every category."""

from __future__ import annotations

from collections import Counter

from wardmote.analysis.basis import Basis
from wardmote.analysis.verbs import Verdict
from wardmote.assessment.assessment import Assessment
from wardmote.assessment.findings import Finding
from wardmote.assessment.rates import HOUSEHOLDS
from wardmote.assessment.series import ASB
from wardmote.publish import words
from wardmote.publish.blocks import Block, Callout, Paragraph, Section
from wardmote.publish.pieces import Number, Sentence
from wardmote.publish.strategic.rates import rate_cell, rate_header, rate_unit
from wardmote.publish.strategic.wording import range_words, verdict_words
from wardmote.publish.tables import Column, Row, Table

_COUNTED_AS = (
    (Verdict.ROSE, "rose", "rose"),
    (Verdict.FELL, "fell", "fell"),
    (Verdict.LITTLE_CHANGED, "little changed", "little changed"),
    (Verdict.NO_CLEAR_CHANGE, "shows no clear change", "show no clear change"),
    (Verdict.TOO_SHORT, "is too short to say", "are too short to say"),
    (Verdict.CANNOT_SAY, "cannot be compared", "cannot be compared"),
)


def answer(found: Assessment) -> Sentence:
    """What changed, in one or two sentences, with the numbers that it rests on."""
    if not found.series.covers_everything:
        return _narrow_answer(found)
    kinds = found.categories
    start = f"Of {words.spelt(len(kinds))} kind{'' if len(kinds) == 1 else 's'} of recorded crime"
    if any(one.measure.id == ASB for one in kinds):
        start += " and anti-social behaviour"
    total = found.total
    what = "in all" if ASB in total.measure.members else "crimes in all"
    return (
        f"{start} in {found.area.name}, {words.listed(_tally(kinds))}. Police recorded ",
        Number(total.after, total.id),
        f" {what} in the {words.year_to(total.months[1])}",
        *_against(total),
    )


def _narrow_answer(found: Assessment) -> Sentence:
    """Where the files hold one kind of crime, nothing may read as if it were all."""
    total, name = found.total, found.categories[0].measure.title.lower()
    return (
        f"The files held cover {name} only: nothing here is about any other crime. "
        f"{verdict_words(found.categories[0])}. Police recorded ",
        Number(total.after, total.id),
        f" in {found.area.name} in the {words.year_to(total.months[1])}",
        *_against(total),
    )


def _against(total: Finding) -> tuple[str | Number, ...]:
    """The year before, and whether the two numbers mean the same thing."""
    if total.before is None:
        return (".",)
    unlike = f" {said}, so the two do not compare." if (said := broken_inside(total)) else ""
    before = Number(total.before, total.id)
    return (", against ", before, f" in the twelve months before.{unlike}")


def broken_inside(one: Finding) -> str:
    """Where the two years compared stop meaning the same thing, as a clause; empty if nowhere."""
    where = next((each.where for each in one.change.breaks if each.forbids), "")
    return f"What was recorded, or how, changed {where}" if where else ""


def _tally(kinds: tuple[Finding, ...]) -> list[str]:
    judged = [one for one in kinds if one.is_judged]
    counted = Counter(one.verdict for one in judged)
    parts = [
        f"{words.spelt(counted[verdict])} {one if counted[verdict] == 1 else several}"
        for verdict, one, several in _COUNTED_AS
        if counted[verdict]
    ]
    unjudged = len(kinds) - len(judged)
    if unjudged:
        is_are = "is" if unjudged == 1 else "are"
        parts.append(f"{words.spelt(unjudged)} {is_are} counted and not judged")
    return parts


def what_changed(found: Assessment) -> Section:
    """The table of every category, with how to read it."""
    blocks: list[Block] = []
    if found.scope_notes:
        blocks.append(Callout("What this does not cover", found.scope_notes))
    blocks += [Paragraph(_how_to_read(found)), _table(found)]
    return Section("what-changed", "What changed, and what did not", tuple(blocks), new_page=True)


def _table(found: Assessment) -> Table:
    return Table(
        id="what-was-recorded",
        caption=f"What was recorded in {found.area.name}, {words.year_to(found.total.months[1])} "
        "against the twelve months before",
        row_header="What was recorded",
        columns=columns(found),
        rows=tuple(row(one, found) for one in (*found.categories, found.total)),
        figure_id=found.total.id,
        notes=_notes(found),
        as_cards=True,
    )


def columns(found: Assessment) -> tuple[Column, ...]:
    """Columns of a table of findings."""
    given = [Column("Twelve months before", "number", 0), Column("Last twelve months", "number", 0)]
    if found.people.residents is not None:
        given.append(Column(rate_header(found.rates.values()), rate_unit(found), 1))
    return (*given, Column("What the counts show"), Column("Likely range of the change"))


def row(one: Finding, found: Assessment) -> Row:
    """One finding as a row, its counts linked to their rows."""
    cells: list[Number | float | str] = [
        "not held" if one.before is None else Number(one.before, one.id),
        Number(one.after, one.id),
    ]
    if found.people.residents is not None:
        cells.append(rate_cell(one, found))
    cells += [verdict_words(one), range_words(one)]
    return Row(one.measure.title, tuple(cells), stands_out=one is found.total)


def _how_to_read(found: Assessment) -> Sentence:
    used = basis_of_test(found).parameters.get("months_used", len(found.series.months))
    return (
        "A change is called one only where it goes beyond the month-to-month swings that each "
        f"series has shown over up to {used} months, and only after allowing for how many series "
        "were looked at. “No clear change” does not mean unchanged. A recorded change may lie in "
        "what is reported or how it is recorded; the table does not say why."
    )


def basis_of_test(found: Assessment) -> Basis:
    """The test that most findings rest on; the total's own where it was tested."""
    tested = [one.change for one in (found.total, *found.findings) if one.change.phi is not None]
    return (tested[0] if tested else found.total.change).basis


def _households(found: Assessment) -> str:
    """Which rates are of something else."""
    of = {one.denominator.of: one for one in found.rates.values()}
    if HOUSEHOLDS not in of:
        return ""
    rate = of[HOUSEHOLDS]
    number = words.count(int(rate.denominator.size))
    return f"; of burglary and vehicle crime, the {number} households of {rate.denominator.year}"


def _notes(found: Assessment) -> tuple[Sentence, ...]:
    notes: list[Sentence] = [
        "“Counted, not judged”: more of these can mean more searching or more trust in the "
        "police, so the count is not called better or worse.",
        "A likely range is of one series by itself. One that leaves out no change can stand beside "
        "“No clear change”: clear by itself, but not among so many looked at.",
    ]
    other = [one for one in found.categories if one.series != found.total.series]
    for one in other:
        notes.append(
            f"{one.measure.title} is from {one.series}, {words.year_to(one.months[1])}, and is not "
            "in the total."
        )
    residents = found.people.residents
    if residents is not None:
        notes.append(
            f"Rates use {residents.note} ({words.count(residents.count)} people)"
            f"{_households(found)}. People also come in from elsewhere, to town centres most "
            "of all."
        )
    unplaced = sum(found.unplaced.after.values())
    if unplaced:
        notes.append(
            f"In the same twelve months {words.count(unplaced)} rows of the whole force have no "
            "place: they are in no area's count, this one's included."
        )
    return tuple(notes)
