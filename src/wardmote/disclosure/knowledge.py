"""What an attacker will know once these tables are out, and what he must not work out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wardmote.disclosure.clock import Clock
from wardmote.disclosure.equations import (
    UNKNOWN,
    Equations,
    Numbers,
    Table,
    equations_of,
    same_subject,
)
from wardmote.disclosure.fit import fit
from wardmote.disclosure.intervals import Floats
from wardmote.disclosure.lines import first_suppressed, least_by_reading, least_by_truth
from wardmote.disclosure.programme import Target
from wardmote.disclosure.published import NOT_PRINTED, PublishedTable
from wardmote.disclosure.remainders import Remainder, remainders
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.disclosure.tables import CountTable
from wardmote.disclosure.witnesses import Witnesses, both_sides, seek

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Knowledge:
    """One question for the engine: groups, what is known of each, what must stay open.

    Parameters
    ----------
    equations
        Groups as sums of finest cells.
    value
        True count of each group (the printed one, of an earlier edition), or `UNKNOWN`.
    low, high
        Least and most that are known of a group whose count is not printed.
    printed
        Groups whose count is, or is about to be, printed exactly.
    movable
        Groups that we may still decide not to print.
    targets
        Numbers that nobody may work out.
    base
        Whole numbers for the finest cells that fit every true count.
    linked
        Earlier tables that share finest cells with these.
    restated
        Number of earlier figures that the present counts no longer bear out.
    """

    equations: Equations
    value: Numbers
    low: Floats
    high: Floats
    printed: Mask
    movable: Mask
    targets: tuple[Target, ...]
    base: Numbers
    linked: tuple[PublishedTable, ...]
    restated: int

    def bounds(self, printed: Mask) -> tuple[Floats, Floats]:
        """What the attacker has of every group, with these counts printed."""
        return np.where(printed, self.value, self.low), np.where(printed, self.value, self.high)


def knowledge_of(
    tables: Sequence[CountTable],
    *,
    sensitivity: Sensitivity,
    zeros_published: bool,
    guarded: Sequence[CountTable],
    earlier: Sequence[PublishedTable],
    finest: CountTable | None,
    clock: Clock,
) -> Knowledge:
    """Everything that bears on publishing some tables together.

    Answers "what could anyone put together from these tables and what is already out?".

    Parameters
    ----------
    tables
        To be published, all counting the same thing.
    sensitivity
        Their class.
    zeros_published
        Whether zeros are printed.
    guarded
        True counts of groups that are never printed and must not be worked out.
    earlier
        What is out already.
    finest
        True counts of the cube that the tables are margins of, if it is at hand.
    clock
        Time left.

    Returns
    -------
    Knowledge
    """
    linked = [
        t for t in same_subject(earlier, [*tables, *guarded]) if isinstance(t, PublishedTable)
    ]
    every: list[Table] = [*tables, *guarded, *linked]
    parts = (
        [_of_ours(table, sensitivity.threshold, zeros_published) for table in tables]
        + [_of_guarded(table) for table in guarded]
        + [_of_earlier(table) for table in linked]
    )
    value, low, high, printed = (
        np.concatenate([part[i].ravel() for part in parts]) for i in range(4)
    )
    equations = equations_of(every, finest)
    ours, guards = equations.table < len(tables), _between(equations, len(tables), len(guarded))
    start = Knowledge(
        equations, value, low, high, printed, ours & (value >= max(sensitivity.threshold, 1)),
        (), np.zeros(0, np.int64), tuple(linked), 0,
    )  # fmt: skip
    settled = _already_public(_with_base(start, ours | guards, clock), ours, guards)
    extended = _with_remainders(settled, every, ~guards, sensitivity.threshold)
    return _with_targets(extended, ours | guards, sensitivity.threshold, clock)


Part = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], Mask]


def _of_ours(table: CountTable, threshold: int, zeros_published: bool) -> Part:
    arguments = (table.grid, table.dimensions, threshold)
    first = first_suppressed(*arguments, zeros_published=zeros_published)
    least = least_by_truth(*arguments, zeros_published=zeros_published)
    return table.grid, least.astype(float), np.full(table.grid.shape, np.inf), ~first


def _of_guarded(table: CountTable) -> Part:
    shape = table.grid.shape
    return table.grid, np.zeros(shape), np.full(shape, np.inf), np.zeros(shape, bool)


def _of_earlier(table: PublishedTable) -> Part:
    grid = table.grid
    shown = grid != NOT_PRINTED
    least = least_by_reading(
        grid, shown, table.dimensions, table.sensitivity.threshold,
        zeros_published=table.zeros_published,
    )  # fmt: skip
    low = np.where(shown, np.maximum(grid - table.within, 0), least)
    high = np.where(shown, grid + table.within, np.inf)
    exact = shown & (not table.is_rounded)
    return np.where(exact, grid, UNKNOWN), low.astype(float), high, exact


def _between(equations: Equations, start: int, count: int) -> Mask:
    return (equations.table >= start) & (equations.table < start + count)


def _with_base(known: Knowledge, certain: Mask, clock: Clock) -> Knowledge:
    """Find finest cells that fit our true counts, and as many earlier figures as they can.

    An earlier figure that no longer fits has been restated. The attacker is taken to know
    how: it is held at what the present counts bear out, unless it is of one of our own
    positions, where it would tell of other records. A bound that no longer fits is widened.
    """
    low, high = known.bounds(known.printed | certain)
    base = fit(known.equations, low, high, certain, clock)
    counts = known.equations.sums(base)
    gone = ~certain & ((counts < low) | (counts > high))
    stale = gone & _same_as(known.equations, certain)
    held = gone & known.printed & ~stale
    return replace(
        known,
        base=base,
        value=np.where(held, counts, np.where(stale, UNKNOWN, known.value)),
        printed=known.printed & ~stale,
        low=np.where(stale, 0, np.where(gone, np.minimum(known.low, counts), known.low)),
        high=np.where(stale, np.inf, np.where(gone, np.maximum(known.high, counts), known.high)),
        restated=int(gone.sum()),
    )


def _already_public(known: Knowledge, ours: Mask, guards: Mask) -> Knowledge:
    """Print again what is out already: it cannot be called back, and must not be relied on."""
    again = ours & _same_as(known.equations, ~ours & ~guards & known.printed)
    return replace(known, printed=known.printed | again, movable=known.movable & ~again)


def _same_as(equations: Equations, groups: Mask) -> Mask:
    """Groups that count the same records as one of these."""
    keys = {equations.key(group) for group in np.flatnonzero(groups)}
    same = [equations.key(group) in keys for group in range(len(equations.names))]
    return np.array(same, dtype=np.bool_)


def _with_remainders(
    known: Knowledge, tables: Sequence[Table], public: Mask, threshold: int
) -> Knowledge:
    exact = public & (known.value != UNKNOWN)
    more: list[Remainder] = remainders(
        known.equations, tables, np.where(exact, known.value, UNKNOWN), threshold
    )
    if not more:
        return known
    count = len(more)
    return replace(
        known,
        equations=known.equations.with_remainders([m.name for m in more], [m.atoms for m in more]),
        value=np.append(known.value, [m.count for m in more]),
        low=np.append(known.low, np.zeros(count)),
        high=np.append(known.high, np.full(count, np.inf)),
        printed=np.append(known.printed, np.zeros(count, bool)),
        movable=np.append(known.movable, np.zeros(count, bool)),
    )


def _with_targets(known: Knowledge, certain: Mask, threshold: int, clock: Clock) -> Knowledge:
    """Small numbers of ours, of groups that tables together name, and of earlier editions."""
    keys = known.equations.key
    extra = len(known.value) - len(certain)
    true = np.append(certain, np.ones(extra, bool))
    small = true & (known.value > 0) & (known.value < threshold)
    public = _same_as(known.equations, known.printed)
    ours = {keys(g): Target(int(g), threshold) for g in np.flatnonzero(small & ~public)}
    settled = public | _same_as(known.equations, true)
    before = {keys(t.group): t for t in _suppressed_before(known, ~settled)}
    kept = _kept_open(known, list(before.values()), true, clock)
    return replace(known, targets=(*ours.values(), *kept))


def _suppressed_before(known: Knowledge, theirs: Mask) -> list[Target]:
    """Positions that an earlier table suppressed, each with that table's threshold."""
    first = int(known.equations.table.max()) + 1 - len(known.linked)
    return [
        Target(int(group), known.linked[number - first].sensitivity.threshold)
        for group in np.flatnonzero(theirs & ~known.printed & ~np.isfinite(known.high))
        if (number := int(known.equations.table[group])) >= first
    ]


def _kept_open(
    known: Knowledge, candidates: list[Target], ours: Mask, clock: Clock
) -> list[Target]:
    """Suppressed figures of earlier editions that those editions may have left open both ways.

    Their true counts are not known here, so any of them may be a small number: what was
    open before must be open afterwards. Only those are let go that were closed already.
    """
    if not candidates:
        return []
    low, high = known.bounds(known.printed)
    bounds = np.where(ours, 0.0, low), np.where(ours, np.inf, high)
    witnesses = Witnesses(known.equations, both_sides(candidates))
    closed = {target for target, _ in seek(witnesses, known.base, bounds, clock)}
    return [target for target in candidates if target not in closed]


def closed_in(tables: Sequence[PublishedTable], new: PublishedTable, clock: Clock) -> int:
    """Number of suppressed figures that a new table, itself unproved, would give away.

    Answers "may this rounded table be printed beside what is out already?".

    Parameters
    ----------
    tables
        Published, counting the same thing.
    new
        The table that would be.
    clock
        Time left.

    Returns
    -------
    int
        Figures that may have been open both ways without the new table and are not proved
        to be so with it.
    """
    if not any(table.has_suppressed for table in tables):
        return 0
    before, after = _of_published(tables, clock), _of_published([*tables, new], clock)
    nothing = np.zeros(len(before.value), bool)
    kept = _kept_open(before, _suppressed_before(before, ~nothing), nothing, clock)
    witnesses = Witnesses(after.equations, both_sides(kept))
    seek(witnesses, after.base, after.bounds(after.printed), clock)
    return len({target for target, _ in witnesses.waiting()})


def _of_published(tables: Sequence[PublishedTable], clock: Clock) -> Knowledge:
    parts = [_of_earlier(table) for table in tables]
    value, low, high, printed = (np.concatenate([p[i].ravel() for p in parts]) for i in range(4))
    nothing = np.zeros(len(value), bool)
    start = Knowledge(
        equations_of(tables), value, low, high, printed, nothing, (),
        np.zeros(0, np.int64), tuple(tables), 0,
    )  # fmt: skip
    return _with_base(start, nothing, clock)
