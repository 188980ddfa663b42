"""Feeds: what each partner shared, as counts of whole quarters of the partnership's area."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.evidence.partial_months import partial_months
from wardmote.evidence.registers import HeldFile
from wardmote.evidence.shared_rows import PARTNER, SharedRows
from wardmote.vocabulary.categories import category
from wardmote.vocabulary.information_periods import (
    MONTHS_IN_PERIOD,
    InformationPeriod,
    information_period_of,
)
from wardmote.vocabulary.months import shift_month

LONGEST_ID = 36  # anchors made of it and of a category must stay below 80 letters
HASH_LENGTH = 6
ELSEWHERE = ""  # in place of a ward's code


@dataclass(frozen=True)
class Feed:
    """One partner's table, as its mapping reads it, in one area.

    Parameters
    ----------
    id
        Name of the mapping that reads it, as a slug: ``council-asb``; with its sender's where
        two senders' mappings have one name.
    publisher
        Who sent it.
    months
        Months of whole quarters, oldest first, without a gap: all that may leave. The quarters
        are those of the calendar, so that no two assessments can be subtracted for a month.
    step
        1 where it counts by month, 3 where by quarter.
    counts
        Category id to counts in the area, in the order of `months`; of a feed by quarter, at
        the first month of each.
    by_ward
        Ward code, or `ELSEWHERE` where a row in the area names none, to counts of all categories
        together, in the same order.
    without_place
        Rows whose place is not known, all categories together, in the same order.
    newest
        Last month held, in a whole quarter or not.
    files
        SHA-256 of the files that it came from.
    """

    id: str
    publisher: str
    months: tuple[date, ...]
    step: int
    counts: Mapping[str, tuple[int, ...]]
    by_ward: Mapping[str, tuple[int, ...]]
    without_place: tuple[int, ...]
    newest: date
    files: tuple[str, ...]

    @property
    def quarters(self) -> tuple[InformationPeriod, ...]:
        """Its quarters, oldest first."""
        return tuple(InformationPeriod(one) for one in self.months[::MONTHS_IN_PERIOD])

    @property
    def is_by_month(self) -> bool:
        """Whether it counts things that happened, month by month."""
        return self.step == 1


def feeds_of(
    rows: Sequence[SharedRows], files: Mapping[str, HeldFile], *, as_of: date
) -> tuple[Feed, ...]:
    """Feeds that hold a whole quarter of the area, in order of publisher and name.

    Parameters
    ----------
    rows
        All that partners shared.
    files
        Files held, by SHA-256.
    as_of
        Date that the assessment stands for: a quarter that ends later is left out.

    Notes
    -----
    A feed whose periods are neither months nor quarters is left out.
    """
    by_feed: dict[tuple[str, str], list[SharedRows]] = {}
    for one in rows:
        by_feed.setdefault((one.agency, one.feed), []).append(one)
    several = Counter(feed for _, feed in by_feed)
    found = [
        _feed(_short(feed if several[feed] == 1 else f"{feed}-{agency}"), mine, files, as_of)
        for (agency, feed), mine in by_feed.items()
    ]
    return tuple(sorted(filter(None, found), key=lambda one: (one.publisher, one.id)))


def _short(name: str) -> str:
    """A name short enough for the ids made with it; a long one ends in a hash of the whole."""
    if len(name) <= LONGEST_ID:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:HASH_LENGTH]
    return f"{name[: LONGEST_ID - HASH_LENGTH - 1].rstrip('-')}-{digest}"


def _feed(
    name: str, rows: Sequence[SharedRows], files: Mapping[str, HeldFile], as_of: date
) -> Feed | None:
    steps = {one.months for one in rows}
    step = min(steps)
    if steps not in ({1}, {MONTHS_IN_PERIOD}):
        return None
    held = _whole_periods(rows, step)
    months = _unbroken_quarters(held, as_of)
    inside = [one for one in rows if one.inside]
    if not months or not any(one.month in set(months) for one in inside):
        return None
    sha256s = tuple(sorted({one.file_sha256 for one in rows}))
    return Feed(
        id=name,
        publisher=files[sha256s[0]].publisher,
        months=months,
        step=step,
        counts={
            category: _line([one for one in inside if one.category == category], months)
            for category in sorted({one.category for one in inside})
        },
        by_ward={
            ward: _line([one for one in inside if (one.ward_code or ELSEWHERE) == ward], months)
            for ward in sorted({one.ward_code or ELSEWHERE for one in inside})
        },
        without_place=_line([one for one in rows if one.inside is None], months),
        newest=shift_month(max(one.month for one in rows), step - 1),
        files=sha256s,
    )


def _whole_periods(rows: Sequence[SharedRows], step: int) -> set[date]:
    """Months that the feed covers, without those of which a part must be missing."""
    totals = _told_totals(rows)
    starts = set(totals) - set(partial_months(totals))
    if step == 1:
        return starts
    quarters = [one for one in starts if information_period_of(one).period_start == one]
    return {month for one in quarters for month in InformationPeriod(one).months}


def _told_totals(rows: Sequence[SharedRows]) -> dict[date, int]:
    """Six times what each month holds, a line's small quarter standing at half its threshold.

    Which months are whole decides what is told. So it may not rest on a number that is not: with
    the true one, a quarter told in one edition and not in the next would tell of it.
    """
    threshold = _class_of(one.category for one in rows if one.inside).threshold
    quarters: Counter[tuple[str, bool | None, date]] = Counter()
    for one in rows:
        quarters[_line_and_quarter(one)] += one.count
    totals = {one.month: 0 for one in rows}
    small = {block for block, count in quarters.items() if 0 < count < threshold}
    for one in rows:
        totals[one.month] += 0 if _line_and_quarter(one) in small else 6 * one.count
    for _, _, quarter in small:
        for month in InformationPeriod(quarter).months:
            if month in totals:
                totals[month] += threshold
    return totals


def _line_and_quarter(one: SharedRows) -> tuple[str, bool | None, date]:
    """The block that is printed or suppressed as one; rows without a place are one line."""
    line = one.category if one.inside is not None else ""
    return line, one.inside, information_period_of(one.month).period_start


def _class_of(categories: Iterable[str]) -> Sensitivity:
    sensitive = any(category(PARTNER, one).is_sensitive for one in set(categories))
    return Sensitivity.SENSITIVE if sensitive else Sensitivity.STANDARD


def _unbroken_quarters(months: set[date], as_of: date) -> tuple[date, ...]:
    """Months of the run of whole quarters up to the last that has ended."""
    quarters = {information_period_of(one) for one in months}
    whole = {one for one in quarters if set(one.months) <= months and one.period_end <= as_of}
    run: list[InformationPeriod] = []
    for one in sorted(whole, reverse=True):
        if run and one.next != run[-1]:
            break
        run.append(one)
    return tuple(month for one in reversed(run) for month in one.months)


def sensitivity_of(feed: Feed) -> Sensitivity:
    """Class of a feed: that of its most sensitive category, since its files hold them all."""
    return _class_of(feed.counts)


def _line(rows: Iterable[SharedRows], months: Sequence[date]) -> tuple[int, ...]:
    counts: Counter[date] = Counter()
    for one in rows:
        counts[one.month] += one.count
    return tuple(counts[month] for month in months)
