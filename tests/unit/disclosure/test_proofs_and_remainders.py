"""The engine's own parts: equations, remainders, intervals, slices, and the last check."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from wardmote.disclosure import CountTable, Dimension, Sensitivity
from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import equations_of
from wardmote.disclosure.fields import slices
from wardmote.disclosure.intervals import propagate
from wardmote.disclosure.knowledge import knowledge_of
from wardmote.disclosure.programme import Side, Target
from wardmote.disclosure.protection import check_proof, protect
from wardmote.disclosure.remainders import remainders
from wardmote.errors import DisclosureError

WARD = Dimension("ward", ("Bow", "Mile End", "Poplar"), total="All")


def protected(counts):
    clock = Clock(10, "Table 4")
    known = knowledge_of(
        [CountTable("Table 4", "reports", (WARD,), counts)],
        sensitivity=Sensitivity.STANDARD,
        zeros_published=True,
        guarded=(),
        earlier=(),
        finest=None,
        clock=clock,
    )
    return protect(known, clock)


def test_proof_holds_as_it_comes():
    check_proof(protected([3, 12, 40]))


def test_missing_witness_is_never_assumed_safe():
    protection = protected([3, 12, 40])
    one_less = dict(list(protection.witnesses.items())[1:])

    with pytest.raises(DisclosureError, match="a proof did not hold in whole numbers"):
        check_proof(replace(protection, witnesses=one_less))


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ([1, 13, 41], "one too few in a printed cell's place"),
        ([1, 15, 40], "the printed total does not hold"),
        ([0, 15, 40], "a suppressed cell is never zero here"),
        ([-1, 16, 40], "a count is below zero"),
        ([2, 13, 40], "the number is not low"),
    ],
)
def test_witness_that_does_not_fit_is_refused(cells, why):
    protection = protected([3, 12, 40])
    aim = next(aim for aim in protection.witnesses if aim[1] is Side.LOW)
    forged = {**protection.witnesses, aim: np.array(cells)}

    with pytest.raises(DisclosureError, match="a proof did not hold"):
        check_proof(replace(protection, witnesses=forged))
    assert why


def chain():
    """Neighbouring pairs of places, and the last place alone."""
    places = {"a": 3, "b": 37, "c": 53, "d": 7}
    names = [f"{one} and {other}" for one, other in pairwise(places)]
    parts = {name: frozenset(name.split(" and ")) for name in names}
    pairs = Dimension("place", tuple(names), parts)
    counts = [sum(places[part] for part in parts[name]) for name in names]
    return [
        CountTable("Pairs", "reports", (pairs,), counts),
        CountTable("Last", "reports", (Dimension("place", ("d",)),), [places["d"]]),
    ]


def found(tables):
    equations = equations_of(tables)
    value = np.concatenate([table.grid.ravel() for table in tables])
    return [(r.count, len(r.atoms)) for r in remainders(equations, tables, value, 5)]


def test_place_that_only_a_chain_of_tables_gives_away_is_found():
    assert found(chain()) == [(3, 1)]  # d, so c, so b, so a


def test_growth_of_a_running_total_is_found_as_the_several_cells_that_it_is():
    spans = {"April": frozenset("a"), "April and May": frozenset("am")}
    running = Dimension("period", tuple(spans), spans)
    kind = Dimension("category", ("Noise", "Litter"))
    tables = [
        CountTable("Running", "reports", (running,), [40, 42], {"category": kind.every_part}),
        CountTable("Kinds", "reports", (kind,), [20, 22], {"period": frozenset("am")}),
    ]

    assert (2, 2) in found(tables)


def test_rest_of_a_ward_is_found_as_the_several_cells_that_it_is():
    area = Dimension("area", ("L1", "L2"))
    ward = {"area": frozenset({"L1", "L2", "sliver"})}
    kind = Dimension("category", ("Noise", "Litter"))
    tables = [
        CountTable("Wards", "reports", (kind,), [30, 32], ward),
        CountTable("Areas", "reports", (area,), [29, 30], {"category": kind.every_part}),
        CountTable("Ward", "reports", (), 62, {**ward, "category": kind.every_part}),
    ]

    assert found(tables) == [(3, 2)]


def test_one_table_of_its_own_has_no_remainders():
    assert found([CountTable("Table 4", "reports", (WARD,), [3, 12, 40])]) == []


def test_propagation_closes_a_lone_unknown_and_leaves_two_open():
    equations = equations_of([CountTable("Table 4", "reports", (WARD,), [3, 12, 40])])

    one = propagate(equations, np.array([1.0, 12, 40, 55]), np.array([np.inf, 12, 40, 55]))
    two = propagate(equations, np.array([1.0, 1, 40, 55]), np.array([np.inf, np.inf, 40, 55]))

    assert (one[0].tolist(), one[1].tolist()) == ([3, 12, 40], [3, 12, 40])
    assert (two[0].tolist(), two[1].tolist()) == ([1, 1, 40], [14, 14, 40])


def test_slices_to_bring_a_number_down_hold_enough_of_it():
    month = Dimension("month", ("April", "May", "June", "July"))
    counts = [[1, 0, 2, 1], [5, 6, 7, 8], [9, 9, 9, 9]]
    cube = CountTable("Cube", "reports", (WARD, month), counts)
    equations = equations_of([cube.margin("ward")], finest=None)
    linked = equations_of([cube.margin("ward"), cube.margin("month")], finest=cube)
    bow = Target(0, 5)

    (down, *_), (up, *_) = (
        list(slices(linked, linked.true, [(bow, side)])) for side in (Side.LOW, Side.HIGH)
    )

    assert equations.incidence.shape[1] == 3  # without months there is nothing to cut
    held = np.intersect1d(down.cells, linked.atoms(0))
    assert linked.true[held].sum() >= 4 - 1
    assert len(down.cells) == 2 * 3  # June and one more month, three wards each
    assert len(up.cells) == 3


def test_same_seedless_answer_whatever_the_order_of_a_set():
    parts = {"east": frozenset("zyxwv"), "west": frozenset("abcde")}
    shuffled = {"east": frozenset("vwxyz"), "west": frozenset("edcba")}
    one, other = (
        equations_of([CountTable("T", "r", (Dimension("area", tuple(p), p, total="all"),), [1, 9])])
        for p in (parts, shuffled)
    )

    assert (one.incidence != other.incidence).nnz == 0
