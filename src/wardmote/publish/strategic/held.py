"""What was sent for which quarter, and what is not held: authority by data set by quarter."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.assessment.held import ReceiptRow, Receipts
from wardmote.publish.blocks import Block, Paragraph, Section
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.information_periods import InformationPeriod
from wardmote.vocabulary.laws import rule
from wardmote.vocabulary.months import month_name

HOW_TO_READ = (
    "Received: all of it is here, and in time where a day is given. Late: it came after the last "
    "day for sharing that quarter, which is the last day of the next. Missing: somebody declared "
    "that it would come, its day has passed, and it is not all here. Not held: anything else that "
    "is not here."
)
NAMED_AS_FILES = (
    "A name with a stroke, such as police_uk/street, is that of files which nobody declared; for "
    "those, and for quarters before a declaration, no day is given, because a history is read in "
    "on one day."
)

MAY_BE_ABOVE = (
    "Files held may tell some of this. Which data set they are, only a declaration can say."
)


def evidence_held(found: Assessment) -> Section:
    """The matrix as a section: what came, then what the law prescribes and nobody declared."""
    receipts = found.around.receipts
    blocks: list[Block] = [Paragraph(receipts.sentence), Paragraph(HOW_TO_READ)]
    came = [row for row in receipts.rows if row.is_declared]
    if came or receipts.undeclared:
        blocks.append(_matrix((*came, *receipts.undeclared), receipts))
    if prescribed := [row for row in receipts.rows if not row.is_declared]:
        blocks.append(_prescribed(prescribed))
    blocks += [Paragraph(one.sentence) for one in receipts.next_due]
    return Section("evidence-held", "What was sent, and what is not held", tuple(blocks))


def _matrix(rows: tuple[ReceiptRow, ...], receipts: Receipts) -> Table:
    return Table(
        id="evidence-received",
        caption="Which data set came for which quarter, from whom",
        row_header="Data set",
        columns=(
            Column("From"),
            *(Column(quarter_header(quarter)) for quarter in receipts.quarters),
            Column("Newest month held"),
        ),
        rows=tuple(
            Row(
                row.title,
                (
                    row.authority,
                    *(cell.words for cell in row.cells),
                    month_name(row.newest) if row.newest else "nothing held",
                ),
            )
            for row in rows
        ),
        notes=(receipts.caveat, *([NAMED_AS_FILES] if receipts.undeclared else [])),
        as_cards=True,
    )


def _prescribed(rows: list[ReceiptRow]) -> Table:
    return Table(
        id="evidence-not-declared",
        caption="Data sets that the law prescribes (SI 2007/1831), and that nobody declared would "
        "come: not held in any of these quarters",
        row_header="Data set",
        columns=(Column("Who holds it by law"), Column("Rule"), Column("In these quarters")),
        rows=tuple(Row(row.title, (row.authority, _rules_of(row), _states(row))) for row in rows),
        notes=(MAY_BE_ABOVE,),
        as_cards=True,
    )


def _rules_of(row: ReceiptRow) -> str:
    """Its rules, each with the word that it was not read in the law, where it was not."""
    known = map(rule, row.rules)
    marks = {"to_be_confirmed": " (law to be confirmed)", "as_we_understand": " (as we understand)"}
    return ", ".join(f"{one.id}{marks.get(one.standing, '')}" for one in known)


def _states(row: ReceiptRow) -> str:
    return ", ".join(dict.fromkeys(cell.words for cell in row.cells)) or "Not held"


def quarter_header(quarter: InformationPeriod) -> str:
    """A quarter as the head of a column.

    Examples
    --------
    >>> from datetime import date
    >>> quarter_header(InformationPeriod(date(2026, 4, 1)))
    'Apr to Jun 2026'
    """
    first, last = month_name(quarter.months[0]), month_name(quarter.months[-1])
    return f"{first[:3]} to {last[:3]} {quarter.period_start.year}"
