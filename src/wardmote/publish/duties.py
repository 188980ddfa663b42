"""A statutory check as a section: a careful clerk's note, then what is missing, then the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wardmote.assessment.duties import DutyCheck, DutyRecord
from wardmote.assessment.duties.results import AS_WE_UNDERSTAND, NOT_CONFIRMED, Result
from wardmote.plan.duties import PlanDutyCheck, Practice
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section
from wardmote.publish.pieces import Citation, Sentence, Strong
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

SECTION = "statutory-check"
TABLES = {
    "duties-missing": (
        "What is not met, not shown here, or rests on law to be confirmed",
        (Result.NOT_MET, Result.NOT_SHOWN_HERE, Result.LAW_TO_BE_CONFIRMED),
    ),
    "duties-met": ("What is met, and what does not apply", (Result.MET, Result.NOT_APPLICABLE)),
}
"""What is missing first, and whole: a clerk reads from the top and may stop."""

SHORT_MARKS = {
    "read in the instrument": "read",
    "read in the instrument in gist; its exact words were not": "gist read",
    "to be confirmed: read in the instrument": "read, to be confirmed",
    "to be confirmed: second hand": "second hand, to be confirmed",
    "to be confirmed: general knowledge of the field": "not read, to be confirmed",
}
"""How far a duty was read, as `DutyRecord.mark` has it, in the words that `KEY` explains."""

NO_DAYS, ANY_AREA = "first day not established", "any area"
KEY = Paragraph(
    "After each source stands how far it was read: the instrument itself (read), its gist but not "
    "its exact words (gist read), second hand, or not at all: general knowledge of the field (not "
    "read). “To be confirmed” is never reported as a breach. Where nothing is said of when a duty "
    "came into force, its first day is not established; it binds in any kind of area."
)


def check_section(check: DutyCheck, *more: Block) -> Section:
    """A statutory check: its first line, its head, what to do first, and two tables.

    Answers "what does the law ask here, and what of it can be shown?". What is missing comes
    first and whole; what is met stands close together. For a plan, use `plan_check_section`.

    Parameters
    ----------
    check
        Of an assessment, or of anything.
    more
        What follows the tables of duties.
    """
    blocks: list[Block] = [Paragraph(check.first_line), Definitions(check.head)]
    if check.first:
        first = tuple(f"{one.number}: {one.next_step}" for one in check.first)
        blocks.append(Section("duties-first", "Do these first", (Points(first),)))
    for table_id, (caption, results) in TABLES.items():
        ordered = [one for result in results for one in check.records if one.today.result is result]
        if ordered:
            blocks.append(_table(table_id, caption, ordered))
    blocks += [*more, _law(check.records)]
    return Section(SECTION, "Statutory check", tuple(blocks), new_page=True, landscape=True)


def plan_check_section(check: PlanDutyCheck, readers: Marking = Marking.PARTNERS) -> Section:
    """The statutory check of a plan for readers of one marking.

    Partners have every duty, and good practice. The public has the clerk's note alone: what a
    duty rests on may name papers that are for partners.

    Parameters
    ----------
    check
        Of the whole plan: the note counts the same duties for everybody.
    readers
        Who reads it.
    """
    if readers is Marking.PARTNERS:
        return check_section(check, _practice(check.practice))
    note = (
        Paragraph(check.first_line),
        Definitions(check.head),
        Paragraph("The table of duties is with the partnership's papers."),
    )
    return Section(SECTION, "Statutory check", note)


def _table(table_id: str, caption: str, records: Sequence[DutyRecord]) -> Table:
    """Duties by today's result; those of another at the record's own date say so."""
    own_day = records[0].own_day
    return Table(
        id=table_id,
        caption=f"{caption}: today, and {own_day[0].lower()}{own_day[1:]} unless a row says "
        "otherwise",
        row_header="No.",
        columns=(
            Column("Duty, plainly, and its source"),
            Column("Today"),
            Column("Because, and what is next"),
        ),
        rows=tuple(_row(one) for one in records),
        as_cards=True,
    )


def _row(one: DutyRecord) -> Row:
    today = f"{one.today.result.shape} {one.today.result.words.capitalize()}"
    because: Sentence = _because(one)
    if one.next_step:
        because = (f"{because} ", Strong("Next: "), f"{one.next_step}.")
    return Row(one.number, (_duty(one), today, because))


def _duty(one: DutyRecord) -> Sentence:
    """The duty, its citation leading to the text, how far that was read, and known days."""
    address = one.rule.source_url or one.rule.instrument_url
    cited = Citation(one.rule.citation, address) if address else one.rule.citation
    days, _, kind = one.in_force.split("; ")  # its country stands with its instrument
    said = [SHORT_MARKS[one.mark]]
    said += [f"in force {days}"] if days != NO_DAYS else []
    said += [kind] if kind != ANY_AREA else []
    duty = f": {one.rule.duty.rstrip('.')}. "
    return (Strong(one.group), duty, cited, f" ({'; '.join(said)})")


def _because(one: DutyRecord) -> str:
    """Why; before it the result at the own date where it was another, and any care to be taken."""
    said = one.because
    for sentence in filter(None, NOT_CONFIRMED.values()):
        said = said.replace(f"{sentence} ", "")  # its mark has said that already
    care = f"{AS_WE_UNDERSTAND}. " if one.today.words.startswith(AS_WE_UNDERSTAND) else ""
    then = one.at_its_date
    if then.result is one.today.result:
        return f"{care}{said}"
    own = f"{one.own_day}: "
    ends, said = (":", said.removeprefix(own)) if said.startswith(own) else (".", said)
    return f"{one.own_day} {then.result.shape} {then.words}{ends} {care}{said}"


def _law(records: Sequence[DutyRecord]) -> Section:
    """How far the law was read; each instrument once, with what it was made under."""
    by_instrument: dict[str, list[DutyRecord]] = {}
    for one in records:
        by_instrument.setdefault(_instrument(one), []).append(one)
    told = {name: _history(mine) for name, mine in by_instrument.items()}
    points = [
        f"{name} ({_where(by_instrument[name])}): {said}." for name, said in told.items() if said
    ]
    plain = [f"{name} ({_where(by_instrument[name])})" for name, said in told.items() if not said]
    points += [f"Nothing more is on record of: {'; '.join(plain)}."] if plain else []
    return Section("duties-law", "The law, and how far it was read", (KEY, Points(tuple(points))))


def _instrument(one: DutyRecord) -> str:
    return one.rule.citation.removesuffix(f", {one.rule.provision}")


def _where(records: Sequence[DutyRecord]) -> str:
    return " and ".join(dict.fromkeys(one.rule.jurisdiction for one in records))


def _history(records: Sequence[DutyRecord]) -> str:
    """What an instrument was made under, and what has amended it."""
    parent = records[0].rule.parent_act
    amended = dict.fromkeys(each for one in records for each in one.rule.amended_by)
    said = [f"made under {parent}"] if parent else []
    return "; ".join([*said, f"amended: {'; '.join(amended)}"] if amended else said)


def _practice(practice: Iterable[Practice]) -> Table:
    return Table(
        id="good-practice",
        caption="Good practice: no law, and not counted above",
        row_header="No.",
        columns=(Column("What is good practice"), Column("Today"), Column("Because")),
        rows=tuple(Row(one.id, (one.words, one.result, one.because)) for one in practice),
        as_cards=True,
    )
