"""A statutory check as a section: a careful clerk's note, then the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wardmote.assessment.duties import DutyCheck, DutyRecord
from wardmote.plan.duties import PlanDutyCheck, Practice
from wardmote.plan.records import AdoptionException, Body
from wardmote.plan.records.ids import BodyId
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.months import day_name

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


def plan_check_section(check: PlanDutyCheck) -> Section:
    """The statutory check of a plan, with good practice and the exceptions of its adoption.

    Parameters
    ----------
    check
        Of the plan.
    """
    book = check.record.book
    names = {one.id: one.name for one in book.all(Body)}
    return check_section(
        check,
        _practice(check.practice),
        _exceptions(book.all(AdoptionException), names),
    )


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
    )


def _row(one: DutyRecord) -> Row:
    return Row(
        one.id,
        (
            one.rule.duty,
            f"{one.source} ({one.mark})",
            one.in_force,
            one.at_its_date.words,
            one.today.words,
            one.because,
            str(one.next_step) if one.next_step else NOTHING,
        ),
    )


def _practice(practice: Iterable[Practice]) -> Table:
    return Table(
        id="good-practice",
        caption="Good practice: no law, and not counted above",
        row_header="No.",
        columns=(Column("What is good practice"), Column("Today"), Column("Because")),
        rows=tuple(Row(one.id, (one.words, one.result, one.because)) for one in practice),
    )


def _exceptions(recorded: Iterable[AdoptionException], names: Mapping[BodyId, str]) -> Block:
    rows = tuple(
        Row(
            one.what,
            (
                one.why,
                f"{names.get(one.who, one.who)}, {day_name(one.on)}",
                day_name(one.put_right_by),
                one.rule or "no rule",
            ),
        )
        for one in recorded
    )
    if not rows:
        return Paragraph("Exceptions recorded at adoption: none.")
    return Table(
        id="adoption-exceptions",
        caption="Exceptions recorded at adoption",
        row_header="What was not in place",
        columns=(Column("Why"), Column("Who, when"), Column("Put right by"), Column("Duty")),
        rows=rows,
    )
