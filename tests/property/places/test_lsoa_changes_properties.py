"""Any look-up, any counts: no crime appears or disappears when it is carried."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from wardmote.places.changes import LsoaChange, LsoaChanges

BlockRows = list[tuple[int, int, str]]


@st.composite
def blocks(draw: st.DrawFn) -> BlockRows:
    """Rows of one kind of change, with codes counted from 0: old, new, indicator."""
    kind = draw(st.sampled_from("UMSX"))
    many = draw(st.integers(2, 4))
    if kind == "U":
        return [(0, 0, "U")]
    if kind == "M":
        return [(old, 0, "M") for old in range(many)]
    if kind == "S":
        return [(0, new, "S") for new in range(many)]
    # A chain: each old area shares a new one with the next, as in the real look-up.
    chain = [(old, old, "X") for old in range(many)]
    return chain + [(old, old + 1, "X") for old in range(many - 1)]


@st.composite
def look_ups(draw: st.DrawFn) -> list[LsoaChange]:
    rows = []
    for number, block in enumerate(draw(st.lists(blocks(), min_size=1, max_size=6))):
        for old, new, change in block:
            code11 = f"E01{number:03d}{old:03d}"
            code21 = code11 if change == "U" else f"E01{number:03d}{new + 500:03d}"
            rows.append(LsoaChange(code11, code21, change))
    return draw(st.permutations(rows))


counts = st.integers(0, 10_000)


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[LsoaChange], dict[str, int], dict[str, int] | None]:
    rows = draw(look_ups())
    codes11 = sorted({row.lsoa11cd for row in rows})
    codes21 = sorted({row.lsoa21cd for row in rows})
    chosen = draw(st.sets(st.sampled_from(codes11)))
    counted = {code: draw(counts) for code in draw(st.permutations(sorted(chosen)))}
    people = st.dictionaries(st.sampled_from(codes21), st.integers(0, 3_000))
    return rows, counted, draw(st.none() | people)


@settings(max_examples=100, deadline=None)
@given(problems())
def test_the_total_is_preserved_exactly(
    problem: tuple[list[LsoaChange], dict[str, int], dict[str, int] | None],
) -> None:
    rows, counted, people = problem
    changes = LsoaChanges(rows)

    carried = changes.carry_counts(counted, residents=people)

    assert sum(carried.counts.values()) == sum(counted.values())
    assert all(count >= 0 for count in carried.counts.values())
    assert carried.how.keys() == carried.counts.keys()


@settings(max_examples=100, deadline=None)
@given(problems())
def test_counts_of_consistent_units_do_not_change(
    problem: tuple[list[LsoaChange], dict[str, int], dict[str, int] | None],
) -> None:
    rows, counted, people = problem
    changes = LsoaChanges(rows)

    carried = changes.carry_counts(counted, residents=people)

    for unit in changes.consistent_units():
        before = sum(counted.get(code, 0) for code in unit.codes11)
        after = sum(carried.counts.get(code, Fraction(0)) for code in unit.codes21)
        assert before == after


@settings(max_examples=100, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_counts_does_not_matter(
    problem: tuple[list[LsoaChange], dict[str, int], dict[str, int] | None], random: object
) -> None:
    rows, counted, people = problem
    turned_rows, turned_counts = list(rows), list(counted.items())
    random.shuffle(turned_rows)  # type: ignore[attr-defined]
    random.shuffle(turned_counts)  # type: ignore[attr-defined]

    straight = LsoaChanges(rows)
    turned = LsoaChanges(turned_rows)

    assert straight.consistent_units() == turned.consistent_units()
    assert straight.carry_counts(counted, residents=people) == turned.carry_counts(
        dict(turned_counts), residents=people
    )


@settings(max_examples=100, deadline=None)
@given(problems())
def test_merged_and_unchanged_counts_are_whole_and_shared_ones_are_flagged(
    problem: tuple[list[LsoaChange], dict[str, int], dict[str, int] | None],
) -> None:
    rows, counted, people = problem
    changes = LsoaChanges(rows)

    carried = changes.carry_counts(counted, residents=people)

    for code, count in carried.counts.items():
        if count.denominator > 1:
            assert carried.how[code] in ("split", "irregular")
    assert set(carried.shared_by) == {
        code for code in counted if len(changes.carry(code).codes21) > 1
    }


@settings(max_examples=100, deadline=None)
@given(look_ups())
def test_consistent_units_are_the_connected_components(rows: list[LsoaChange]) -> None:
    changes = LsoaChanges(rows)

    units = changes.consistent_units()

    assert len(units) == components(rows)
    assert sorted(code for unit in units for code in unit.codes11) == list(changes.codes11)
    assert sorted(code for unit in units for code in unit.codes21) == list(changes.codes21)


def components(rows: list[LsoaChange]) -> int:
    old = {code: n for n, code in enumerate(sorted({row.lsoa11cd for row in rows}))}
    new = {code: n + len(old) for n, code in enumerate(sorted({row.lsoa21cd for row in rows}))}
    ends = ([old[row.lsoa11cd] for row in rows], [new[row.lsoa21cd] for row in rows])
    size = len(old) + len(new)
    graph = coo_array((np.ones(len(rows)), ends), shape=(size, size))
    return int(connected_components(graph, directed=False)[0])
