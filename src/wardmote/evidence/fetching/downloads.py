"""One large file: resumed where it was cut, begun again where it changed, checked whole.

While it comes, it is a ``.part`` with a note beside it that says which version of the file it
is a part of. Only a part of a known version is continued, and only with an answer that says
that it continues the same version.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import shutil
import urllib.error
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path

from wardmote.errors import SourceError
from wardmote.evidence.fetching.asking import (
    Patience,
    Unsteady,
    opened,
    patiently,
    read_some,
    refusal,
)
from wardmote.evidence.files import DISK_KEPT_FREE_BYTES

CHUNK_BYTES = 1 << 18
TOLD_TIMES = 20  # a download is told of in so many steps
MEGABYTE = 1_000_000
CONTENT_RANGE = re.compile(r"bytes (?P<start>\d+)-\d+/(?P<size>\d+)")
Tell = Callable[[str], None]
Answer = http.client.HTTPResponse | urllib.error.HTTPError


@dataclass(frozen=True)
class Downloaded:
    """A whole file.

    Parameters
    ----------
    path
        Where it lies.
    size
        Bytes.
    sha256
        Ours, of the whole file.
    checked
        How we know that it is what the publisher offers, in words.
    """

    path: Path
    size: int
    sha256: str
    checked: str


@dataclass(frozen=True)
class _Version:
    """Which version of a file a part belongs to."""

    address: str
    validator: str  # strong ETag, or else the date of its last change
    size: int | None

    @classmethod
    def of(cls, answer: Answer, address: str) -> _Version:
        etag = answer.headers.get("ETag", "")
        strong = "" if etag.startswith("W/") else etag
        length = answer.headers.get("Content-Length")
        found = CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        size = int(found["size"]) if found else (int(length) if length else None)
        return cls(address, strong or answer.headers.get("Last-Modified", ""), size)


def download(
    address: str,
    path: Path,
    *,
    patience: Patience,
    md5: str = "",
    tell: Tell = lambda _sentence: None,
    free_bytes: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Downloaded:
    """Download one file, or continue a download that was cut.

    Parameters
    ----------
    address
        Of the file.
    path
        Where it is saved when it is whole; until then ``.part`` is added to its name.
    patience
        How often and how long to try.
    md5
        Checksum that the publisher lists, in small hexadecimal; blank where it lists none.
    tell
        Told how far it is.
    free_bytes
        Room on the disk of a folder.

    Returns
    -------
    Downloaded
        The whole file, its checksum compared where the publisher gives one.

    Raises
    ------
    SourceError
        There is no such file, it did not come, it is not the one that the publisher lists, or
        the disk has no room for it. What came stays as a part, unless it is wrong.
    """
    one = _Download(address, path, patience, tell, free_bytes)
    continued = one.part_is_of_some_version()
    found = one.whole(md5)
    if found is None and continued:
        tell(f"{path.name} does not have the publisher's checksum: from the beginning")
        found = one.whole(md5)
    if found is None:
        raise SourceError(
            f"{path.name} is not the file that the publisher lists. Nothing of it was saved.",
            where={"Address": address},
            expected=f"MD5 {md5}",
            found="another, after a whole download",
            next_step="Run it again later: the publisher may be replacing the file just now.",
        )
    return found


@dataclass(frozen=True)
class _Download:
    """One download at work."""

    address: str
    path: Path
    patience: Patience
    tell: Tell
    free_bytes: Callable[[Path], int]

    @property
    def part(self) -> Path:
        return self.path.with_name(f"{self.path.name}.part")

    @property
    def note(self) -> Path:
        return self.path.with_name(f"{self.path.name}.part.json")

    def whole(self, md5: str) -> Downloaded | None:
        """The file, or None where it has not the checksum; then no part of it is kept."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not (md5 and self.path.is_file() and _checksums(self.path)["md5"] == md5):
            self.path.unlink(missing_ok=True)
            patiently(self._once, self.patience, where=self.address)
            self.part.replace(self.path)
            self._forget()
        sums = _checksums(self.path)
        if md5 and sums["md5"] != md5:
            self.path.unlink()
            return None
        checked = "MD5 as the publisher lists it" if md5 else "the publisher lists no checksum"
        return Downloaded(self.path, self.path.stat().st_size, sums["sha256"], checked)

    def part_is_of_some_version(self) -> bool:
        return self._remembered() is not None and self._have() > 0

    def _once(self) -> None:
        """One question, and as much of the answer as comes."""
        version, have = self._remembered(), self._have()
        if version is None:
            have = 0
        elif version.size == have:
            return
        asked = {"Range": f"bytes={have}-", "If-Range": version.validator} if version else {}
        with opened(self.address, self.patience, headers=asked if have else {}) as answer:
            start = self._continues(answer, version, have)
            self._copy(answer, start)

    def _continues(self, answer: Answer, version: _Version | None, have: int) -> int:
        """Byte at which the answer goes on; 0 where it begins the file."""
        if answer.status == HTTPStatus.OK:
            if have:
                self.tell(f"{self.path.name} changed, or cannot be continued: from the beginning")
            return 0
        if answer.status == HTTPStatus.PARTIAL_CONTENT:
            found = CONTENT_RANGE.fullmatch(answer.headers.get("Content-Range", ""))
            if (
                found
                and int(found["start"]) == have
                and _Version.of(answer, self.address) == version
            ):
                return have
        elif answer.status != HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise refusal(self.address, answer.status or 0)
        self._forget()  # a part of something else
        self.tell(f"{self.path.name} changed at the publisher's: from the beginning")
        raise Unsteady("the file changed while it was downloaded", wait=0.0)

    def _copy(self, answer: Answer, start: int) -> None:
        version = _Version.of(answer, self.address)
        self._check_room((version.size or 0) - start)
        if not start:
            self.part.unlink(missing_ok=True)
            self._remember(version)
        done, told = start, 0
        try:
            with self.part.open("ab") as out:
                while chunk := read_some(answer, CHUNK_BYTES):
                    self._write(out.write, chunk)
                    done += len(chunk)
                    told = self._tell_of(done, version.size, told)
        except Unsteady as cut:
            raise Unsteady(cut.why, got_further=done > start) from None
        if version.size is not None and done != version.size:
            why = f"the line was cut after {done:,} of {version.size:,} bytes"
            raise Unsteady(why, got_further=done > start)

    def _write(self, write: Callable[[bytes], int], chunk: bytes) -> None:
        try:
            write(chunk)
        except OSError as error:
            raise SourceError(
                f"{self.path.name} cannot be written. What came is kept.",
                where={"File": str(self.part)},
                found=error.strerror or str(error),
                next_step="Make room on the disk, and run it again: it continues.",
            ) from error

    def _tell_of(self, done: int, size: int | None, told: int) -> int:
        step = max((size or 0) // TOLD_TIMES, MEGABYTE)
        if done // step > told:
            of = f" of {size / MEGABYTE:,.0f}" if size else ""
            self.tell(f"Downloading {self.path.name}: {done / MEGABYTE:,.0f}{of} MB")
        return done // step

    def _check_room(self, needed: int) -> None:
        check_room(self.path.parent, needed, self.path.name, self.free_bytes)

    def _have(self) -> int:
        return self.part.stat().st_size if self.part.is_file() else 0

    def _remember(self, version: _Version) -> None:
        self.note.write_text(json.dumps(asdict(version)), encoding="utf-8")

    def _remembered(self) -> _Version | None:
        """Version that the part is of; None where it is unknown, so that it cannot go on."""
        try:
            version = _Version(**json.loads(self.note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        same = version.address == self.address and version.validator
        return version if same and self._have() else None

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def check_room(
    folder: Path, needed: int, what: str, free_bytes: Callable[[Path], int] | None = None
) -> None:
    """Refuse what would fill the disk, before it does.

    Parameters
    ----------
    folder
        Exists.
    needed
        Bytes.
    what
        Name for the message.
    free_bytes
        Room on the disk of a folder; the system's answer by default.

    Raises
    ------
    SourceError
        It would leave less free than we keep free.
    """
    free = free_bytes(folder) if free_bytes else shutil.disk_usage(folder).free
    if needed > 0 and needed + DISK_KEPT_FREE_BYTES > free:
        raise SourceError(
            f"The disk has no room for {what}. Nothing more was saved.",
            where={"Folder": str(folder)},
            expected=f"{(needed + DISK_KEPT_FREE_BYTES) / 1e9:.1f} GB free",
            found=f"{free / 1e9:.1f} GB",
            next_step="Make room, or put the workspace on a larger disk; then run it again.",
        )


def _checksums(path: Path) -> dict[str, str]:
    """MD5, because the publisher lists it, and SHA-256, which we keep."""
    sums = {"md5": hashlib.md5(usedforsecurity=False), "sha256": hashlib.sha256()}
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK_BYTES):
            for one in sums.values():
                one.update(chunk)
    return {name: one.hexdigest() for name, one in sums.items()}
