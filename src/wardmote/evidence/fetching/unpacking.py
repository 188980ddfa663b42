"""One force's members of an archive of all forces, each saved whole under its own name."""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.errors import SourceError
from wardmote.evidence.fetching.downloads import check_room
from wardmote.vocabulary.months import parse_month

MEMBER = re.compile(
    r"(?:^|/)(?P<month>\d{4}-(?:0[1-9]|1[0-2]))-(?P<force>[a-z-]+?)"
    r"-(?P<kind>street|outcomes|stop-and-search)\.csv$"
)
KINDS = ("street", "outcomes", "stop-and-search")
CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Unpacked:
    """One file that was taken out of an archive.

    Parameters
    ----------
    path
        Inside the folder: ``2024-03/2024-03-bedfordshire-street.csv``.
    month
        First day of its month.
    kind
        ``street``, ``outcomes`` or ``stop-and-search``.
    size, sha256
        Of the file.
    """

    path: str
    month: date
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What was found in an archive.

    Parameters
    ----------
    months
        Months that it holds, for any force.
    forces
        Slugs of the forces that it holds.
    files
        Those taken out.
    """

    months: frozenset[date]
    forces: frozenset[str]
    files: tuple[Unpacked, ...]


def unpack_force(
    archive: Path, force: str, months: Collection[date], folder: Path, scratch: Path
) -> Contents:
    """Take one force's files of some months out of an archive.

    Parameters
    ----------
    archive
        ZIP of all forces, as data.police.uk publishes it.
    force
        Slug.
    months
        First days of the months wanted.
    folder
        Each file is saved under ``YYYY-MM/`` in it, in place of one of its name.
    scratch
        Where a file is put together, on the same disk.

    Returns
    -------
    Contents
        The months and forces that the archive holds, and the files taken.

    Raises
    ------
    SourceError
        It is not a whole ZIP, a member is damaged, or the disk has no room.
    """
    with _opened(archive) as zipped:
        found = [
            (match, member)
            for member in zipped.infolist()
            if (match := MEMBER.search(member.filename))
        ]
        mine = [
            (match, member)
            for match, member in found
            if match["force"] == force and parse_month(match["month"]) in months
        ]
        mine.sort(key=lambda pair: pair[1].filename)
        check_room(folder, sum(member.file_size for _, member in mine), archive.name)
        files = tuple(_take(zipped, member, match, folder, scratch) for match, member in mine)
    return Contents(
        frozenset(parse_month(match["month"]) for match, _ in found),
        frozenset(match["force"] for match, _ in found),
        files,
    )


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(archive) as zipped:
            yield zipped
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        archive.unlink()
        raise SourceError(
            f"{archive.name} is damaged. It was thrown away; whole files taken out of it stay.",
            where={"Archive": archive.name},
            found=str(error),
            next_step="Run it again: it is downloaded anew.",
        ) from error


def _take(
    zipped: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    match: re.Match[str],
    folder: Path,
    scratch: Path,
) -> Unpacked:
    name = Path(member.filename).name
    inside = f"{match['month']}/{name}"
    making = scratch / f"{name}.part"
    sums = hashlib.sha256()
    left = member.file_size
    with zipped.open(member) as packed, making.open("wb") as out:
        while chunk := packed.read(CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise zipfile.BadZipFile(f"{name} is larger than it says")
            sums.update(chunk)
            out.write(chunk)
    target = folder / inside
    target.parent.mkdir(parents=True, exist_ok=True)
    making.replace(target)
    month = parse_month(match["month"])
    return Unpacked(inside, month, match["kind"], member.file_size, sums.hexdigest())
