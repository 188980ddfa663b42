"""For each small number there are two whole-number tables, checked by integer arithmetic."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from property.disclosure.attacker import Attacker, places, small_groups
from property.disclosure.drawn_tables import (
    CLASSES,
    COUNTED,
    categories,
    two_way_tables,
    wards,
)
from wardmote.disclosure import CountTable, Dimension, Sensitivity, release
from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import equations_of
from wardmote.disclosure.knowledge import knowledge_of
from wardmote.disclosure.programme import Side
from wardmote.disclosure.protection import protect
from wardmote.errors import DisclosureError

ORDER = {"user": "analyst", "as_of": date(2026, 4, 1)}
YEARS = [frozenset({"2024-25"}), frozenset({"2025-26"})]


def proved(tables, sensitivity, *, zeros_published=True, earlier=(), guarded=()):
    clock = Clock(60, "the tables")
    return protect(
        knowledge_of(
            tables,
            sensitivity=sensitivity,
            zeros_published=zeros_published,
            guarded=guarded,
            earlier=earlier,
            finest=None,
            clock=clock,
        ),
        clock,
    )


@given(two_way_tables(), CLASSES, st.booleans())
@settings(max_examples=30, deadline=None)
def test_every_small_cell_has_a_low_and_a_high_witness_that_adds_up(table, sensitivity, zeros):
    protection = proved([table], sensitivity, zeros_published=zeros)

    known, small = protection.knowledge, list(small_groups(table, sensitivity.threshold))
    assert len(known.targets) == len({group for _, group, _ in small})
    # one finest cell each: the groups that are one cell name it
    labels = [place for place in places(table) if len(Attacker.cells(table, place)) == 1]
    for (target, side), cells in protection.witnesses.items():
        assert cells.min() >= 0
        where = places(table)
        finest = {
            next(iter(Attacker.cells(table, place))): int(cells[known.equations.atoms(g)[0]])
            for g, place in enumerate(where)
            if place in labels
        }
        sums = [sum(finest[cell] for cell in Attacker.cells(table, place)) for place in where]
        for g in np.flatnonzero(protection.printed):
            assert sums[g] == table.grid.ravel()[g]
        count = sums[target.group]
        assert count <= 1 if side is Side.LOW else count >= sensitivity.threshold


@given(two_way_tables(largest=(5, 4), scope={"period": YEARS[0]}), st.data())
@settings(max_examples=12, deadline=None)
def test_two_editions_together_keep_both_editions_small_cells_open(first, data):
    rows, columns = np.asarray(first.counts).shape
    more = data.draw(st.lists(st.integers(0, 9), min_size=rows * columns, max_size=rows * columns))
    later = CountTable(
        "Table 4, two years",
        COUNTED,
        first.dimensions,
        np.asarray(first.counts) + np.reshape(more, (rows, columns)),
        {"period": YEARS[0] | YEARS[1]},
    )
    second = CountTable(
        "Table 4, second year",
        COUNTED,
        first.dimensions,
        np.reshape(more, (rows, columns)),
        {"period": YEARS[1]},
    )
    guarded = (second,) if data.draw(st.booleans()) else ()
    edition = release(first, sensitivity=Sensitivity.STANDARD, **ORDER)

    try:
        both = release(
            later, sensitivity=Sensitivity.STANDARD, earlier=(edition,), guarded=guarded, **ORDER
        )
    except DisclosureError:
        return  # not publishable is a safe answer; the named attacks ask for a useful one

    attacker = Attacker([edition.published, both.published])
    for table in (first, later, *guarded):
        for place, group, _ in small_groups(table, 5):
            low, high = attacker.bounds(group)
            assert low <= 1 + 1e-6, (table.title, place)
            assert high >= 5 - 1e-6, (table.title, place)


@given(st.lists(st.integers(0, 9), min_size=24, max_size=24))
@settings(max_examples=20, deadline=None)
def test_equations_give_back_the_printed_table_from_its_cube(counts):
    month = Dimension("month", ("April", "May"), total="both")
    cube = CountTable(
        "Cube",
        COUNTED,
        (wards(4, nested=True), categories(3), month),
        np.reshape(counts, (4, 3, 2)),
    )
    margins = [cube.margin("area", "category"), cube.margin("month", "area")]

    equations = equations_of(margins, finest=cube)

    assert (equations.true >= 0).all()
    printed = np.concatenate([margin.grid.ravel() for margin in margins])
    assert equations.sums(equations.true).tolist() == printed.tolist()
