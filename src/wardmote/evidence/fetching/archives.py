"""Which archives of data.police.uk to take: the fewest that cover the months wanted.

An archive is named for its last month and holds all forces, for up to three years back; the
oldest ones hold everything since the beginning. The publisher's page lists them with their
MD5 checksums.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wardmote.evidence.fetching.services import PoliceArchives
from wardmote.vocabulary.months import month_code, parse_month, shift_month

LINK = re.compile(r"archive/(?P<month>\d{4}-(?:0[1-9]|1[0-2]))\.zip")
MD5 = re.compile(r"(?<![0-9a-zA-Z])[0-9a-fA-F]{32}(?![0-9a-zA-Z])")


@dataclass(frozen=True)
class Archive:
    """One archive.

    Parameters
    ----------
    month
        Its last month, which it is named for.
    md5
        As the publisher lists it; blank where it does not.
    """

    month: date
    md5: str = ""

    @property
    def name(self) -> str:
        """Its file name."""
        return f"{month_code(self.month)}.zip"


def listed_archives(page: str) -> tuple[Archive, ...]:
    """Archives on the publisher's page.

    Answers "which months are published, and with which checksums?". Only links and checksums
    are looked for, so that a new design of the page does not matter.

    Parameters
    ----------
    page
        HTML.

    Returns
    -------
    tuple of Archive
        In the order of their months; empty where the page lists none.

    Notes
    -----
    A checksum belongs to the last link before it. If the publisher put it above its link, every
    archive would be refused for its neighbour's checksum: loud, and nothing saved.

    Examples
    --------
    >>> page = '<a href="/data/archive/2026-03.zip">March</a> 1.7 GB <p>MD5: '
    >>> (march,) = listed_archives(page + "0123456789abcdef" * 2 + "</p>")
    >>> march.name, march.md5[:8]
    ('2026-03.zip', '01234567')
    """
    found: dict[date, str] = {}
    for link, following in pairwise([*LINK.finditer(page), None]):
        assert link is not None
        month = parse_month(link["month"])
        sums = MD5.search(page, link.end(), following.start() if following else len(page))
        found[month] = found.get(month) or (sums[0].lower() if sums else "")
    return tuple(Archive(month, md5) for month, md5 in sorted(found.items()))


def may_hold(archive: Archive, month: date, police: PoliceArchives) -> bool:
    """Whether an archive should hold a month, by what is known of archives.

    Parameters
    ----------
    archive
        Named for its last month.
    month
        First day of the month wanted.
    police
        What is known of archives.
    """
    if month > archive.month:
        return False
    whole = archive.month <= parse_month(police.whole_until)
    return whole or month > shift_month(archive.month, -police.months_held)


def next_archive(
    wanted: Collection[date],
    listed: Collection[Archive],
    police: PoliceArchives,
    *,
    only_own: Collection[date] = (),
) -> Archive | None:
    """The archive to take next: of those that hold the earliest month wanted, the newest.

    Taking it again and again until nothing is wanted gives the fewest archives. The newest
    also has the publisher's latest corrections.

    Parameters
    ----------
    wanted
        First days of months.
    listed
        Archives to choose from.
    police
        What is known of archives.
    only_own
        Months that a later archive turned out not to hold: for these, only the archive that
        is named for the month itself.

    Returns
    -------
    Archive or None
        None where none should hold the earliest month.

    Examples
    --------
    >>> from wardmote.evidence.fetching.services import read_services
    >>> listed = [Archive(date(year, 6, 1)) for year in range(2018, 2027)]
    >>> next_archive([date(2021, 7, 1), date(2024, 5, 1)], listed, read_services().police).name
    '2024-06.zip'
    """
    earliest = min(wanted)
    holding = [
        one
        for one in listed
        if (one.month == earliest if earliest in only_own else may_hold(one, earliest, police))
    ]
    return max(holding, key=lambda one: one.month, default=None)


def unlisted_archives(first: date, last: date, police: PoliceArchives) -> tuple[Archive, ...]:
    """Archives to try where the publisher's page lists none: the fewest, ending with `last`.

    Parameters
    ----------
    first, last
        First and last month wanted.
    police
        What is known of archives.
    """
    ends = [last]
    while not may_hold(Archive(ends[-1]), first, police):
        ends.append(shift_month(ends[-1], -police.months_held))
    return tuple(Archive(max(end, first)) for end in ends)
