"""When each month of a supply first came, as far as the store tells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wardmote.errors import ConfigurationError
from wardmote.evidence.reader import Evidence
from wardmote.evidence.registers import HeldFile, HeldSupply, held_files, held_supplies
from wardmote.evidence.store import Store
from wardmote.evidence.supplies import Supply
from wardmote.vocabulary.information_periods import information_period_of
from wardmote.vocabulary.months import parse_month


@dataclass(frozen=True)
class Arrival:
    """One month of a supply that is held.

    Parameters
    ----------
    supply
        The supply.
    month
        First day of its month.
    rows
        How many rows it brought.
    received_on
        Day on which it was first read in here.
    publisher
        Who answers for its files.
    """

    supply: Supply
    month: date
    rows: int
    received_on: date
    publisher: str = ""


def arrivals_of(
    supplies: Iterable[HeldSupply],
    files: Mapping[str, HeldFile],
    *,
    first: Mapping[str, date] | None = None,
) -> tuple[Arrival, ...]:
    """Months of supplies that are held, each with the day on which it came.

    Parameters
    ----------
    supplies
        Supplies held at one evidence version.
    files
        Files held at it, by SHA-256.
    first
        Supply id to the day on which it first came, where an earlier version knew it
        (`first_arrivals`).

    Returns
    -------
    tuple of Arrival
        Supplies of a month only: an estimate of a year, or a census, is no quarter's data.

    Notes
    -----
    The day is that of the ingest. What came by e-mail and lay unread for a month came, for this
    record, a month later; a body can say otherwise in ``datasets.toml``.
    """
    found = []
    for held in supplies:
        supply, month = held.supply, _month(held.supply.period)
        days = [date.fromisoformat(files[one].retrieved_on) for one in held.sha256s if one in files]
        if month is not None and days:
            day = min(max(days), (first or {}).get(held.supply_id, max(days)))
            publisher = next(files[one].publisher for one in held.sha256s if one in files)
            found.append(Arrival(supply, month, held.rows, day, publisher))
    return tuple(found)


def arrivals_in(evidence: Evidence) -> tuple[Arrival, ...]:
    """Months of supplies that one evidence version holds, each with the day it first came.

    Answers "what is held, and since when?". Earlier versions are opened only where a supply
    looks late: it may have come in time and been corrected since.

    Parameters
    ----------
    evidence
        One evidence version.
    """
    held = tuple(evidence.supplies.values())
    arrivals = arrivals_of(held, evidence.files)
    late = [
        one.supply.id
        for one in arrivals
        if one.received_on > information_period_of(one.month).due_on
    ]
    if not late:
        return arrivals
    return arrivals_of(held, evidence.files, first=first_arrivals(evidence.store, late))


def first_arrivals(store: Store, supply_ids: Collection[str]) -> dict[str, date]:
    """Day on which each of some supplies first came, over all evidence versions kept.

    Answers "was it late, or was a corrected file read in later?". It opens every version, so
    ask it only for supplies that look late.

    Parameters
    ----------
    store
        The workspace's store.
    supply_ids
        Ids of supplies.

    Returns
    -------
    dict
        Supply id to day; supplies that no version holds are left out.
    """
    found: dict[str, date] = {}
    for version in store.versions():
        wanted = set(supply_ids) - set(found)
        if not wanted:
            break
        supplies = held_supplies(store, version)
        files = held_files(store, version) if wanted & set(supplies) else {}
        here = [supplies[one] for one in sorted(wanted & set(supplies))]
        found |= {one.supply.id: one.received_on for one in arrivals_of(here, files)}
    return found


def _month(period: str) -> date | None:
    try:
        return parse_month(period)
    except ConfigurationError:
        return None
