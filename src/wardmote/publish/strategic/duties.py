"""The statutory check as a section: a careful clerk's note, then the table."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.duties import DutyRecord
from wardmote.publish.blocks import Block, Definitions, Paragraph, Points, Section
from wardmote.publish.tables import Column, Row, Table

NOTHING = "nothing"


def statutory_check(found: Assessment) -> Section:
    """What the law asks of an assessment, and what of it can be shown."""
    check = found.around.duties
    blocks: list[Block] = [Paragraph(check.first_line), Definitions(check.head)]
    if check.first:
        first = tuple(f"{one.id}: {one.next_step}" for one in check.first)
        blocks.append(Section("duties-first", "Do these first", (Points(first),)))
    blocks += [_table(number, name, records) for number, (name, records) in enumerate(check.groups)]
    return Section(
        "statutory-check", "Statutory check", tuple(blocks), new_page=True, landscape=True
    )


def _table(number: int, name: str, records: tuple[DutyRecord, ...]) -> Table:
    return Table(
        id=f"duties-{number + 1}",
        caption=name,
        row_header="No.",
        columns=(
            Column("Duty, plainly"),
            Column("Source"),
            Column("At its date"),
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
            one.at_its_date.words,
            one.today.words,
            one.because,
            str(one.next_step) if one.next_step else NOTHING,
        ),
    )
