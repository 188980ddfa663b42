"""Rows of the whole force without a place: they are in no area's count."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.publish import words
from wardmote.publish.strategic.evidence import UNPLACED
from wardmote.publish.tables import Column, Row, Table
from wardmote.vocabulary.categories import category


def table_of_unplaced(found: Assessment) -> tuple[Table, ...]:
    """The force's rows without a place, by category and year; none where all have one."""
    before, after = found.unplaced.before, found.unplaced.after
    if not after and not before:
        return ()
    scheme = found.series.chosen.scheme
    totals = {one: (before.get(one, 0), after.get(one, 0)) for one in sorted({*before, *after})}
    rows = [Row(category(scheme, one).title, counts) for one, counts in totals.items()]
    whole = (sum(before.values()), sum(after.values()))
    table = Table(
        id="unplaced",
        caption=f"Rows of the whole force without a place, {words.year_to(found.total.months[1])} "
        "against the twelve months before",
        row_header="What was recorded",
        columns=(
            Column("Twelve months before", "number", 0),
            Column("Last twelve months", "number", 0),
        ),
        rows=(*rows, Row("All together", whole, stands_out=True)),
        figure_id=UNPLACED,
        notes=(
            "How many of them are this area's is not known. Where more or fewer have no place, "
            "fewer or more are counted here.",
        ),
    )
    return (table,)
