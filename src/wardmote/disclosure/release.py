"""The one way out: what `release` returns is the only thing that renderers accept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from wardmote.disclosure.clock import TIME_LIMIT_SECONDS, Clock
from wardmote.disclosure.equations import same_subject
from wardmote.disclosure.knowledge import closed_in, knowledge_of
from wardmote.disclosure.log import LogEntry, witness_hashes
from wardmote.disclosure.merging import merge_once
from wardmote.disclosure.order import Order, check_one_treatment, check_order
from wardmote.disclosure.protection import Protection, protect
from wardmote.disclosure.published import PublishedTable
from wardmote.disclosure.rounding import RandomRounding
from wardmote.disclosure.seal import Sealed, key
from wardmote.disclosure.sensitivity import LEGEND, Sensitivity
from wardmote.disclosure.tables import CountTable
from wardmote.errors import DisclosureError, Fault


@dataclass(frozen=True, eq=False)
class Released(Sealed):
    """A table as it may leave, with the record of why it may.

    Made by `release` and `release_linked` only; renderers take nothing else.

    Parameters
    ----------
    published
        What may be printed. Keep it: it is what `earlier` means next year.
    log
        The record of the release.
    notes
        What must be printed under the table.
    """

    published: PublishedTable
    log: LogEntry
    notes: tuple[str, ...]

    def digest(self) -> str:
        """Hash of everything that a renderer would print."""
        return f"{self.published.sha256}\n{self.log!r}\n{self.notes}"

    def value(self, *positions: str) -> int | None:
        """Printed count at one label of each dimension; None where suppressed."""
        return self.published.value(*positions)

    def text(self, *positions: str) -> str:
        """Printed words at one label of each dimension."""
        return self.published.text(*positions)

    def rows(self) -> Iterator[dict[str, str | int | None]]:
        """Every position as one flat row: the labels, and `count`."""
        return self.published.rows()


Earlier = Sequence[Released | PublishedTable]


def release(
    table: CountTable,
    *,
    sensitivity: Sensitivity,
    user: str,
    as_of: date,
    earlier: Earlier = (),
    guarded: Sequence[CountTable] = (),
    merge: Sequence[str] = (),
    zeros_published: bool = True,
    rounding: RandomRounding | None = None,
    published_by: str | None = None,
    time_limit_seconds: float = TIME_LIMIT_SECONDS,
) -> Released:
    """One table of counts as it may leave the partnership.

    Answers "what of this may be printed, so that no small number can be worked out?".
    Tables that are published together go through `release_linked` together.

    Parameters
    ----------
    table
        True counts.
    sensitivity
        Class of what is counted. `OPEN` counts pass as they are.
    user
        Who releases it: a role or an account.
    as_of
        The date that the edition is made for.
    earlier
        What is out already and counts the same thing: earlier editions, open sources.
    guarded
        True counts of groups that are never printed and must not be worked out: months
        between rolling years, slivers between wards and small areas.
    merge
        Dimensions whose neighbouring labels may be joined where leaving cells out is not
        enough; periods first. Without it, totals are withheld instead.
    zeros_published
        Print zeros. If not, zeros are suppressed too, and fewer other cells need be.
    rounding
        Round every count instead of suppressing any. Standard counts only.
    published_by
        For `OPEN`: the publisher who has published these counts at this grain.
    time_limit_seconds
        For the proof. Reaching it means not publishable.

    Returns
    -------
    Released

    Raises
    ------
    DisclosureError
        The table must not leave: a small number would be given away, three dimensions
        are crossed over small counts, the proof took too long, or it was released the
        other way (exact, rounded) before.

    Notes
    -----
    Safe against arithmetic on what is printed, on `earlier`, and on the rule itself; not
    against what somebody knows of a case from elsewhere, nor against tables that were
    left out of `earlier`.

    References
    ----------
    statistics.md S5; domain.md A10.2.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.disclosure import CountTable, Dimension, Sensitivity
    >>> ward = Dimension("ward", ("Bow", "Mile End", "Poplar"), total="All")
    >>> released = release(
    ...     CountTable("Table 4", "reports to the council", (ward,), [3, 12, 40]),
    ...     sensitivity=Sensitivity.STANDARD, user="analyst", as_of=date(2026, 4, 1))
    >>> [released.text(name) for name in ward.positions]
    ['suppressed', 'suppressed', '40', '55']
    >>> released.notes
    ('suppressed (small number, or to protect one)',)
    """
    known = tuple(e.published if isinstance(e, Released) else e for e in earlier)
    order = Order(sensitivity, user, as_of, known)
    if sensitivity is Sensitivity.OPEN:
        return _open(table, order, published_by)
    if rounding is not None:
        return _rounded(table, order, rounding, Clock(time_limit_seconds, table.title))
    (released,) = release_linked(
        (table,),
        sensitivity=sensitivity,
        user=user,
        as_of=as_of,
        earlier=earlier,
        guarded=guarded,
        merge=merge,
        zeros_published=zeros_published,
        time_limit_seconds=time_limit_seconds,
    )
    return released


def release_linked(
    tables: Sequence[CountTable],
    *,
    sensitivity: Sensitivity,
    user: str,
    as_of: date,
    earlier: Earlier = (),
    guarded: Sequence[CountTable] = (),
    merge: Sequence[str] = (),
    zeros_published: bool = True,
    finest: CountTable | None = None,
    time_limit_seconds: float = TIME_LIMIT_SECONDS,
) -> tuple[Released, ...]:
    """Several tables of the same counts as they may leave together.

    Answers "which margins of the cube may be printed side by side?": borough month by
    category, ward year by category, ward month. Each is protected against all.

    Parameters
    ----------
    tables
        True counts, with equal `counted`, standard or sensitive.
    sensitivity, user, as_of, earlier, guarded, merge, zeros_published, time_limit_seconds
        As in `release`.
    finest
        True counts of the cube that the tables are margins of, never printed: with it the
        proof of large margins starts from a table that fits, instead of looking for one.

    Returns
    -------
    tuple of Released
        In the order of `tables`.

    Raises
    ------
    DisclosureError
        As in `release`; or the tables contradict each other.
    """
    known = tuple(e.published if isinstance(e, Released) else e for e in earlier)
    order = Order(sensitivity, user, as_of, known)
    check_order(tables, guarded, order)
    clock = Clock(time_limit_seconds, " and ".join(table.title for table in tables))
    settings: dict[str, Any] = {
        "sensitivity": sensitivity,
        "zeros_published": zeros_published,
        "guarded": guarded,
        "earlier": known,
        "finest": finest,
        "clock": clock,
    }
    safe, protection = _protected(tables, tuple(merge), settings, clock)
    return _sealed(safe, protection, order, merge, zeros_published)


def _protected(
    tables: Sequence[CountTable], merge: tuple[str, ...], settings: dict[str, Any], clock: Clock
) -> tuple[list[CountTable], Protection]:
    """Tables that could be protected: by leaving cells out; else merged; else totals withheld."""
    tried: list[CountTable] | None = list(tables) if merge else None
    while tried is not None:
        knowledge = knowledge_of(tried, **settings)
        within = replace(knowledge, movable=knowledge.movable & knowledge.equations.finest)
        protection = protect(within, clock)
        if not protection.exposed:
            return tried, protection
        tried = merge_once(tried, protection, merge)
    protection = protect(knowledge_of(tables, **settings), clock)
    if protection.exposed:
        raise _exposed(protection, clock)
    return list(tables), protection


def _exposed(protection: Protection, clock: Clock) -> DisclosureError:
    names = protection.knowledge.equations.names
    return DisclosureError(
        f"{clock.title} cannot be published: numbers that must not be printed can be worked "
        "out from what would be out.",
        faults=[
            Fault(names[target.group], f"fewer than {target.threshold}, or may be.")
            for target in protection.exposed
        ],
        next_step="Combine these lines with a neighbour (merge=…), publish at a coarser level, "
        "or leave the table out.",
    )


def _sealed(
    tables: Sequence[CountTable],
    protection: Protection,
    order: Order,
    merge: Sequence[str],
    zeros_published: bool,
) -> tuple[Released, ...]:
    known = protection.knowledge
    ends = np.cumsum([table.grid.size for table in tables])
    masks = np.split(protection.printed[: ends[-1]], ends[:-1])
    hashes = witness_hashes(protection.witnesses.values(), known.base)
    parameters = {
        "zeros_published": zeros_published,
        "may_merge": list(merge),
        "released_with": [table.title for table in tables],
        "restated_earlier_figures": known.restated,
    }
    return tuple(
        _seal(
            _published(table, order, np.where(mask, table.grid.ravel(), -1), zeros_published),
            order,
            "exact",
            parameters,
            linked=known.linked,
            witnesses=hashes,
        )
        for table, mask in zip(tables, masks, strict=True)
    )


def _open(table: CountTable, order: Order, published_by: str | None) -> Released:
    if not published_by:
        raise DisclosureError(
            f"{table.title} cannot be published as open: nobody is named who has published it.",
            next_step="Name the publisher (published_by), or release it as standard.",
        )
    published = _published(table, order, table.grid.ravel(), True)
    return _seal(published, order, "open", {"published_by": published_by})


def _rounded(table: CountTable, order: Order, rounding: RandomRounding, clock: Clock) -> Released:
    if order.sensitivity is not Sensitivity.STANDARD:
        raise DisclosureError(
            f"{table.title} cannot be rounded: its counts are {order.sensitivity.value}.",
            next_step="Leave rounding out: small counts of sensitive tables are suppressed.",
        )
    check_one_treatment(table, order.earlier, rounded=True)
    values = rounding.rounded(table).ravel()
    published = _published(table, order, values, True, within=rounding.within)
    linked = [t for t in same_subject(order.earlier, [table]) if isinstance(t, PublishedTable)]
    if closed_in(linked, published, clock):
        raise DisclosureError(
            f"{table.title} cannot be published rounded: it would close in on numbers that "
            "an earlier table suppressed.",
            next_step="Release margins of it exactly, with the earlier tables as earlier.",
        )
    parameters = {"base": rounding.base}
    return _seal(published, order, "rounded", parameters, linked=linked, notes=(rounding.note,))


def _published(
    table: CountTable,
    order: Order,
    values: np.ndarray[Any, np.dtype[np.int64]],
    zeros_published: bool,
    within: int = 0,
) -> PublishedTable:
    return PublishedTable(
        table.title,
        table.counted,
        table.dimensions,
        tuple(None if value < 0 else value for value in values.tolist()),
        table.scope,
        order.sensitivity,
        zeros_published,
        within,
    )


def _seal(
    published: PublishedTable,
    order: Order,
    treatment: str,
    parameters: dict[str, Any],
    *,
    linked: Sequence[PublishedTable] = (),
    witnesses: tuple[str, ...] = (),
    notes: tuple[str, ...] = (),
) -> Released:
    entry = LogEntry(
        title=published.title,
        sensitivity=order.sensitivity.value,
        threshold=order.sensitivity.threshold,
        treatment=treatment,
        user=order.user,
        as_of=order.as_of,
        table_sha256=published.sha256,
        parameters=parameters,
        earlier_sha256=tuple(table.sha256 for table in linked),
        witness_sha256=witnesses,
    )
    said = (LEGEND, *notes) if published.has_suppressed else notes
    return Released(key(), published, entry, said)
