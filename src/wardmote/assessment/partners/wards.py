"""Wards of one feed: what of each may leave, quarter by quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.assessment.partners.feeds import Feed
from wardmote.assessment.partners.releasing import QUARTERS_IN_YEAR, may_print
from wardmote.disclosure import CountTable, Dimension, Released, Sensitivity, release
from wardmote.vocabulary.information_periods import MONTHS_IN_PERIOD, InformationPeriod
from wardmote.vocabulary.months import month_code

TOTAL = "All of the area"
NOT_KNOWN = "Ward not known"


@dataclass(frozen=True)
class WardsReleased:
    """Quarters of one feed by ward, all its categories together.

    Parameters
    ----------
    names
        Lines of the tables: wards in order of name, then rows whose ward is not known.
    quarters
        Those that are told, oldest first; none where `because` says why.
    released
        One table a quarter, in the order of `quarters`.
    withheld
        Others of the last four, each with a small count in it.
    because
        Why nothing is told; empty where something is.
    """

    names: tuple[str, ...] = ()
    quarters: tuple[InformationPeriod, ...] = ()
    released: tuple[Released, ...] = ()
    withheld: tuple[InformationPeriod, ...] = ()
    because: str = ""

    def value(self, name: str, quarter: InformationPeriod) -> int:
        """One ward's count of one quarter that is told."""
        value = self.released[self.quarters.index(quarter)].value(name)
        assert value is not None  # a quarter is told whole
        return value


def release_wards(
    counted: str,
    feed: Feed,
    wards: Mapping[str, str],
    *,
    sensitivity: Sensitivity,
    as_of: date,
) -> WardsReleased:
    """Release a feed's last four quarters by ward, as far as they may leave.

    Answers "where in the area was this recorded?", for the wards that the feed's rows carry.

    Parameters
    ----------
    counted
        What is counted, in the same words in every assessment.
    feed
        The feed.
    wards
        Code to name of every ward of the area.
    sensitivity
        Class of the feed. Sensitive counts leave for the whole area only.
    as_of
        The date that the assessment stands for.

    Notes
    -----
    A quarter is told whole or not at all, by its own counts alone, so it is the same in every
    edition: no ward is left out to protect another, which a correction could undo. It is not
    told where a ward's count is small, nor where a category of the feed is small in the whole
    area, since its wards would add up to it.

    Examples
    --------
    >>> from wardmote.assessment.partners.feeds import Feed
    >>> from wardmote.vocabulary.months import months_between
    >>> months = months_between(date(2026, 1, 1), date(2026, 6, 1))
    >>> by_ward = {"E05999001": (9,) * 6, "E05999002": (9, 9, 9, 1, 1, 1)}
    >>> feed = Feed("asb", "The council", tuple(months), 1, {"noise": (18,) * 3 + (10,) * 3},
    ...     by_ward, (0,) * 6, months[-1], ("0" * 64,))
    >>> found = release_wards("asb by ward", feed, {"E05999001": "Abbey", "E05999002": "Bridge"},
    ...     sensitivity=Sensitivity.STANDARD, as_of=date(2026, 9, 1))
    >>> found.value("Bridge", found.quarters[0]), len(found.withheld)
    (27, 1)
    """
    if why_not := _why_not(feed, wards, sensitivity):
        return WardsReleased(because=why_not)
    names = (*(wards[code] for code in _ordered(wards)), NOT_KNOWN)
    told: list[InformationPeriod] = []
    withheld: list[InformationPeriod] = []
    released: list[Released] = []
    for quarter in feed.quarters[-QUARTERS_IN_YEAR:]:
        start = feed.months.index(quarter.period_start)
        at = slice(start, start + MONTHS_IN_PERIOD)
        by_ward = _counts(feed, wards, at)
        by_category = [sum(line[at]) for line in feed.counts.values()]
        if all(may_print(one, sensitivity) for one in (*by_ward, *by_category)):
            told.append(quarter)
            released.append(_release(counted, names, by_ward, quarter, sensitivity, as_of))
        else:
            withheld.append(quarter)
    if not told:
        return WardsReleased(because="each of the last quarters has a small count in it")
    return WardsReleased(names, tuple(told), tuple(released), tuple(withheld))


def _why_not(feed: Feed, wards: Mapping[str, str], sensitivity: Sensitivity) -> str:
    if sensitivity is Sensitivity.SENSITIVE:
        return "counts of this kind leave for the whole area only"
    if not feed.is_by_month:
        return "it counts people by quarter, and one person can be in several categories"
    if not set(feed.by_ward) & set(wards):
        return "its rows carry no ward that is known"
    return ""


def _ordered(wards: Mapping[str, str]) -> list[str]:
    return sorted(wards, key=lambda code: (wards[code], code))


def _counts(feed: Feed, wards: Mapping[str, str], at: slice) -> list[int]:
    """Counts of a quarter by ward, then of rows inside the area whose ward is not known."""
    sums = {code: sum(line[at]) for code, line in feed.by_ward.items()}
    known = [sums.get(code, 0) for code in _ordered(wards)]
    return [*known, sum(sums.values()) - sum(known)]


def _release(
    counted: str,
    names: Sequence[str],
    counts: Sequence[int],
    quarter: InformationPeriod,
    sensitivity: Sensitivity,
    as_of: date,
) -> Released:
    months = frozenset(map(month_code, quarter.months))
    table = CountTable(
        f"{counted}, {month_code(quarter.period_start)}",
        counted,
        (Dimension("ward", tuple(names), total=TOTAL),),
        list(counts),
        scope={"month": months},
    )
    return release(table, sensitivity=sensitivity, user="assess", as_of=as_of)
