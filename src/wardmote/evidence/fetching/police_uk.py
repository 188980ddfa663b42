"""Months of one police force, from the archives of data.police.uk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wardmote.errors import ConfigurationError, SourceError
from wardmote.evidence.fetching.archives import (
    Archive,
    listed_archives,
    next_archive,
    unlisted_archives,
)
from wardmote.evidence.fetching.asking import NotThere, Patience, ask
from wardmote.evidence.fetching.downloads import Downloaded, download
from wardmote.evidence.fetching.ledger import Kept, Ledger, alone_in
from wardmote.evidence.fetching.services import PoliceArchives
from wardmote.evidence.fetching.unpacking import KINDS, MEMBER, Contents, unpack_force
from wardmote.vocabulary.months import month_code, months_between, parse_month

FIRST_MONTH = date(2010, 12, 1)  # the first month that data.police.uk published
SCRATCH = ".fetching"  # hidden: ingest leaves it alone
Tell = Callable[[str], None]


@dataclass(frozen=True)
class WantedMonths:
    """One force's months to fetch.

    Parameters
    ----------
    force
        Slug, as in the publisher's file names.
    first, last
        First days of the first and last month.
    again
        Fetch months that are held already too, for corrections.

    Raises
    ------
    ConfigurationError
        The months are in the wrong order or begin before anything was published, or the slug
        is not one.
    """

    force: str
    first: date
    last: date
    again: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.force):
            raise ConfigurationError(
                "This is not the name of a force in data.police.uk's files.",
                expected="small letters and hyphens, such as avon-and-somerset",
                found=self.force,
                next_step="Use the name in the force's file names.",
            )
        if self.first > self.last or self.first < FIRST_MONTH:
            raise ConfigurationError(
                "The months cannot be fetched.",
                expected=f"a first month of {month_code(FIRST_MONTH)} or later, and a last one "
                "that is not before it",
                found=f"{month_code(self.first)} to {month_code(self.last)}",
                next_step="Correct --from and --to.",
            )

    @property
    def months(self) -> tuple[date, ...]:
        """Every month of it."""
        return months_between(self.first, self.last)


@dataclass(frozen=True)
class FetchedMonths:
    """What came of it.

    Parameters
    ----------
    folder
        Where the months lie.
    saved
        Files that were saved, inside the folder.
    archives
        Names of the archives that were downloaded.
    held
        Months that were held before and were not asked for.
    not_yet
        Months after the newest archive: not published yet.
    missing
        Months that archives hold for others and not for this force: it did not publish them.
    incomplete
        Month to the kinds of file that this force did not publish in it.
    checks
        How each archive was checked, in words.
    """

    folder: Path
    saved: tuple[str, ...] = ()
    archives: tuple[str, ...] = ()
    held: tuple[date, ...] = ()
    not_yet: tuple[date, ...] = ()
    missing: tuple[date, ...] = ()
    incomplete: dict[date, tuple[str, ...]] = field(default_factory=dict)
    checks: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "folder": self.folder.as_posix(),
            "saved": list(self.saved),
            "archives": dict(zip(self.archives, self.checks, strict=True)),
            "held": _codes(self.held),
            "not_published_yet": _codes(self.not_yet),
            "missing": _codes(self.missing),
            "incomplete": {month_code(one): list(kinds) for one, kinds in self.incomplete.items()},
        }


def _codes(months: Iterable[date]) -> list[str]:
    return [month_code(one) for one in months]


def fetch_police_uk(
    wanted: WantedMonths,
    folder: Path,
    *,
    police: PoliceArchives,
    today: date,
    patience: Patience | None = None,
    tell: Tell = lambda _sentence: None,
) -> FetchedMonths:
    """Download one force's months into a folder.

    Answers "get me the police's files". Months that are held are not asked for again.

    Parameters
    ----------
    wanted
        Force and months.
    folder
        Each month becomes a folder ``YYYY-MM`` in it, with that force's files.
    police
        Where to ask, and what is known of archives.
    today
        For the ledger.
    patience
        How often and how long to try.
    tell
        Told how far it is.

    Returns
    -------
    FetchedMonths
        What was saved, held, and not published.

    Raises
    ------
    SourceError
        No archive holds a month, a download failed or has the wrong checksum, an archive is
        damaged, the disk is full, or nothing of the force was found. Months that were saved
        before that stay saved.

    Notes
    -----
    An archive holds every force, 1.7 GB in 2026, and is downloaded whole because its checksum
    is of the whole; it is deleted when its months are out.
    """
    job = _Job(wanted, folder, police, today, patience or Patience(tell=tell), tell)
    with alone_in(folder):
        return job.done()


@dataclass
class _Job:
    """One fetch at work; what it has found so far."""

    wanted: WantedMonths
    folder: Path
    police: PoliceArchives
    today: date
    patience: Patience
    tell: Tell
    contents: list[Contents] = field(default_factory=list)
    taken: list[tuple[Archive, Downloaded]] = field(default_factory=list)

    def done(self) -> FetchedMonths:
        held = () if self.wanted.again else self._held()
        left = [one for one in self.wanted.months if one not in held]
        if not left:
            return FetchedMonths(self.folder, held=held)
        listed = self._listed(left)
        newest = max(one.month for one in listed)
        not_yet = tuple(one for one in left if one > newest)
        left = [one for one in left if one <= newest]
        if not left:
            raise _not_published(not_yet, newest)
        missing = self._fetch(left, listed)
        shutil.rmtree(self.folder / SCRATCH, ignore_errors=True)
        return self._summed_up(held, not_yet, missing)

    def _held(self) -> tuple[date, ...]:
        """Months with all the files that were once saved of this force, unchanged."""
        ledger = Ledger.of(self.folder)
        saved = {one.path: match for one in ledger.files if (match := MEMBER.search(one.path))}
        unchanged = {one.path for one in ledger.held()}
        mine = {path: match for path, match in saved.items() if match["force"] == self.wanted.force}
        months = {parse_month(match["month"]) for match in mine.values()}
        changed = {
            parse_month(match["month"]) for path, match in mine.items() if path not in unchanged
        }
        return tuple(one for one in self.wanted.months if one in months - changed)

    def _listed(self, left: Sequence[date]) -> tuple[Archive, ...]:
        self.tell("Asking which archives there are")
        try:
            page = ask(self.police.base + self.police.listing, self.patience)
        except NotThere:
            page = b""
        listed = listed_archives(page.decode("utf-8", "replace"))
        if not listed:
            self.tell("The publisher's page lists no archive: trying them by their months")
        return listed or unlisted_archives(min(left), max(left), self.police)

    def _fetch(self, left: Sequence[date], listed: Sequence[Archive]) -> tuple[date, ...]:
        """Take archives until nothing is left; the months that this force did not publish."""
        todo, choice = set(left), list(listed)
        missing: set[date] = set()
        only_own: set[date] = set()
        while todo:
            earliest = min(todo)
            archive = next_archive(todo, choice, self.police, only_own=only_own)
            if archive is None:
                raise _in_no_archive(earliest, listed, self.contents)
            choice.remove(archive)
            contents = self._take(archive, todo)
            here = todo & contents.months
            missing |= here - {one.month for one in contents.files}
            todo -= here
            if earliest in todo:  # archives hold less than we know: no guess after guess
                only_own.add(earliest)
        if not any(one.files for one in self.contents):
            raise _nothing_of_the_force(self.wanted.force, self.contents)
        return tuple(sorted(missing))

    def _take(self, archive: Archive, months: set[date]) -> Contents:
        """One archive downloaded, its months of this force saved, and the archive deleted."""
        scratch = self.folder / SCRATCH
        scratch.mkdir(parents=True, exist_ok=True)
        address = self.police.base + self.police.archive.format(month=month_code(archive.month))
        try:
            got = download(
                address,
                scratch / archive.name,
                patience=self.patience,
                md5=archive.md5,
                tell=self.tell,
            )
        except NotThere as error:
            raise _no_archive(archive, error, self.contents) from error
        self.tell(f"Taking {self.wanted.force} out of {archive.name}")
        contents = unpack_force(got.path, self.wanted.force, months, self.folder, scratch)
        got.path.unlink()
        kept = [
            Kept(one.path, one.sha256, one.size, address, self.today, got.checked, got.sha256)
            for one in contents.files
        ]
        Ledger.of(self.folder).with_files(kept).write()
        self.contents.append(contents)
        self.taken.append((archive, got))
        return contents

    def _summed_up(
        self, held: tuple[date, ...], not_yet: tuple[date, ...], missing: tuple[date, ...]
    ) -> FetchedMonths:
        files = [one for contents in self.contents for one in contents.files]
        kinds = {
            one.month: {other.kind for other in files if other.month == one.month} for one in files
        }
        return FetchedMonths(
            self.folder,
            saved=tuple(sorted(one.path for one in files)),
            archives=tuple(archive.name for archive, _ in self.taken),
            held=held,
            not_yet=not_yet,
            missing=missing,
            incomplete={
                month: absent
                for month, found in sorted(kinds.items())
                if (absent := tuple(kind for kind in KINDS if kind not in found))
            },
            checks=tuple(got.checked for _, got in self.taken),
        )


def _not_published(months: Sequence[date], newest: date) -> SourceError:
    return SourceError(
        f"{month_code(months[0])} is not published yet. Nothing was saved.",
        expected=f"months up to {month_code(newest)}, the newest archive",
        found=f"{month_code(months[0])} to {month_code(months[-1])}",
        next_step="Ask for an earlier --to. data.police.uk is about two months behind.",
    )


def _no_archive(archive: Archive, found: NotThere, contents: Sequence[Contents]) -> SourceError:
    return SourceError(
        f"data.police.uk has no archive of {month_code(archive.month)}. {_saved(contents)}",
        where=found.where,
        found=found.found,
        next_step="A month is published about two months after it ends: ask for an earlier --to.",
    )


def _saved(contents: Sequence[Contents]) -> str:
    number = sum(len(one.files) for one in contents)
    return f"{number:,} files of other months were saved." if number else "Nothing was saved."


def _in_no_archive(
    month: date, listed: Sequence[Archive], contents: Sequence[Contents]
) -> SourceError:
    return SourceError(
        f"No archive holds {month_code(month)}. {_saved(contents)}",
        known=[one.name for one in listed],
        next_step=f"Ask for the months after {month_code(month)}; the publisher may have "
        "withdrawn it.",
    )


def _nothing_of_the_force(force: str, contents: Sequence[Contents]) -> SourceError:
    known = sorted({name for one in contents for name in one.forces})
    return SourceError(
        f"The archives hold nothing of {force} for these months. Nothing was saved.",
        known=known,
        next_step="Check the name of the force; or it did not publish them.",
    )
