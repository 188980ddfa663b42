"""A statutory check as a section: a careful clerk's note, then the tables."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.assessment.duties import DutyCheck, DutyRecord
from wardmote.plan.duties import PlanDutyCheck, Practice
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section
from wardmote.publish.pieces import Link, Sentence
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.marking import Marking

NOTHING = "nothing"
SECTION = "statutory-check"


def check_section(check: DutyCheck, *more: Block) -> Section:
    """A statutory check: its first line, its head, what to do first, and a table a heading.

    Answers "what does the law ask here, and what of it can be shown?". For a plan, use
    `plan_check_section`.

    Parameters
    ----------
    check
        Of an assessment, or of anything.
    more
        What follows the tables of duties.
    """
    blocks: list[Block] = [Paragraph(check.first_line), Definitions(check.head)]
    if check.first:
        first = tuple(f"{one.id}: {one.next_step}" for one in check.first)
        blocks.append(Section("duties-first", "Do these first", (Points(first),)))
    for number, (name, records) in enumerate(check.groups, start=1):
        blocks.append(_table(f"duties-{number}", name, records))
    return Section(SECTION, "Statutory check", (*blocks, *more), new_page=True, landscape=True)


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


def _table(table_id: str, name: str, records: tuple[DutyRecord, ...]) -> Table:
    return Table(
        id=table_id,
        caption=name,
        row_header="No.",
        columns=(
            Column("Duty, plainly"),
            Column("Source"),
            Column("In force"),
            Column(records[0].own_day),
            Column("Today"),
            Column("Because"),
            Column("Next"),
        ),
        rows=tuple(_row(one) for one in records),
        notes=_instruments(records),
        as_cards=True,
    )


def _row(one: DutyRecord) -> Row:
    return Row(
        one.id,
        (
            one.rule.duty,
            _source(one),
            one.in_force,
            f"{one.at_its_date.result.shape} {one.at_its_date.words}",
            f"{one.today.result.shape} {one.today.words}",
            one.because,
            str(one.next_step) if one.next_step else NOTHING,
        ),
    )


def _source(one: DutyRecord) -> Sentence:
    """The citation, leading to the text; then how far it was read."""
    address = one.rule.source_url or one.rule.instrument_url
    said = f" ({one.mark})"
    return (Link(one.rule.citation, address), said) if address else f"{one.rule.citation}{said}"


def _instruments(records: Iterable[DutyRecord]) -> tuple[str, ...]:
    """What each instrument was made under and what has amended it, once and not in every row."""
    told: dict[str, str] = {}
    for one in records:
        name = one.rule.citation.removesuffix(f", {one.rule.provision}")
        said = [f"made under {one.rule.parent_act}"] if one.rule.parent_act else []
        said += [f"amended: {'; '.join(one.rule.amended_by)}"] if one.rule.amended_by else []
        if said:
            told.setdefault(name, f"{name}: {'; '.join(said)}.")
    return tuple(told.values())


def _practice(practice: Iterable[Practice]) -> Table:
    return Table(
        id="good-practice",
        caption="Good practice: no law, and not counted above",
        row_header="No.",
        columns=(Column("What is good practice"), Column("Today"), Column("Because")),
        rows=tuple(Row(one.id, (one.words, one.result, one.because)) for one in practice),
        as_cards=True,
    )
