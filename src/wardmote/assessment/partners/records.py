"""All of partners' records in one area: feed by feed, one family of tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from wardmote.assessment.changes import Context
from wardmote.assessment.partners.feeds import Feed, feeds_of, sensitivity_of
from wardmote.assessment.partners.lines import Line, judged_lines, lines_of
from wardmote.assessment.partners.releasing import LineReleased, release_line
from wardmote.assessment.partners.wards import WardsReleased, release_wards
from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.evidence.reader import Evidence
from wardmote.evidence.shared_rows import shared_rows


@dataclass(frozen=True)
class FeedFound:
    """One feed, with what of it may be told.

    Parameters
    ----------
    id, publisher
        As in `Feed`.
    newest
        Last month held.
    is_by_month
        Whether it counts month by month.
    lines
        Its categories, largest first: one or more.
    without_place
        Rows whose place is not known, as they may leave; None where there are none.
    files
        SHA-256 of its files.
    wards
        Its last quarters by ward, as they may leave.
    """

    id: str
    publisher: str
    newest: date
    is_by_month: bool
    lines: tuple[Line, ...]
    without_place: LineReleased | None
    files: tuple[str, ...]
    wards: WardsReleased = field(default_factory=WardsReleased)

    @property
    def sensitivity(self) -> Sensitivity:
        """Class of its lines, and of its files."""
        return self.lines[0].sensitivity

    @property
    def last_month(self) -> date:
        """Last month told: the end of the last whole quarter."""
        return self.lines[0].quarters[-1].months[-1]


@dataclass(frozen=True)
class PartnerRecords:
    """What partners' own records show.

    Parameters
    ----------
    feeds
        In order of publisher; empty where nothing is held.
    """

    feeds: tuple[FeedFound, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of every feed."""
        return tuple(line for feed in self.feeds for line in feed.lines)

    @property
    def categories(self) -> frozenset[str]:
        """Ids of categories that some feed holds."""
        return frozenset(line.measure.id for line in self.lines)

    def of_theme(self, theme: str) -> tuple[Line, ...]:
        """Lines on one theme."""
        return tuple(one for one in self.lines if one.measure.theme == theme)


def partner_records(
    evidence: Evidence, context: Context, *, wards: Mapping[str, str], as_of: date
) -> PartnerRecords:
    """What partners' own records show of an area, as far as it may be told.

    Parameters
    ----------
    evidence
        One evidence version.
    context
        Area and breaks.
    wards
        Code to name of every ward of the area; empty where none is known.
    as_of
        Date that the assessment stands for.
    """
    feeds = feeds_of(shared_rows(evidence, context.area), evidence.files, as_of=as_of)
    lines = [(feed, line) for feed in feeds for line in lines_of(feed, context, as_of=as_of)]
    judged = judged_lines(lines, context)
    found = []
    for feed in feeds:
        mine = tuple(line for owner, line in judged if owner is feed)
        by_ward = _by_ward(feed, context, wards, as_of=as_of)
        found.append(replace(_found(feed, mine, context, as_of), wards=by_ward))
    return PartnerRecords(tuple(found))


def _by_ward(
    feed: Feed, context: Context, wards: Mapping[str, str], *, as_of: date
) -> WardsReleased:
    counted = f"{feed.publisher}, by ward, {context.area.code} ({feed.id})"
    return release_wards(counted, feed, wards, sensitivity=sensitivity_of(feed), as_of=as_of)


def _found(feed: Feed, lines: tuple[Line, ...], context: Context, as_of: date) -> FeedFound:
    found = FeedFound(
        id=feed.id,
        publisher=feed.publisher,
        newest=feed.newest,
        is_by_month=feed.is_by_month,
        lines=tuple(sorted(lines, key=_size)),
        without_place=None,
        files=feed.files,
    )
    if not any(feed.without_place):
        return found
    released = release_line(
        f"{feed.publisher}, without a place, {context.area.code} ({feed.id})",
        feed.without_place,
        feed.months,
        by_month=feed.is_by_month,
        sensitivity=found.sensitivity,
        as_of=as_of,
    )
    return replace(found, without_place=released)


def _size(line: Line) -> tuple[int, str]:
    """Largest first, by what may be told; the rest by name."""
    values = line.released.quarters.published.values
    return -sum(one or 0 for one in values), line.measure.title
