"""What was saved in a folder, from where, and how to tell that it is unchanged.

It lies beside the files as ``fetched.toml``: a person can read it, and ingest leaves it alone.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from wardmote.errors import ConfigurationError, SourceError, StoreBusy

FILE = "fetched.toml"
HEAD = "# What wardmote fetch saved here: from where, when, and its SHA-256. Not to be edited.\n"


@dataclass(frozen=True)
class Kept:
    """One file that was saved.

    Parameters
    ----------
    path
        Inside the folder, with forward slashes.
    sha256, size
        Of the file as it was saved.
    address
        Where it, or the archive that it was in, was asked for.
    fetched_on
        Day.
    checked
        How we know that it is what the publisher offers, in words.
    asked
        For which areas it was asked, so that another question is seen to be another.
    whole_sha256
        Of the archive or file that it was taken from; blank where it came as it is, or in
        pages.
    """

    path: str
    sha256: str
    size: int
    address: str
    fetched_on: date
    checked: str
    asked: str = ""
    whole_sha256: str = ""


@dataclass(frozen=True)
class Ledger:
    """The files saved in one folder."""

    folder: Path
    files: tuple[Kept, ...] = ()

    @classmethod
    def of(cls, folder: Path) -> Ledger:
        """Read a folder's ledger; an empty one where there is none.

        Raises
        ------
        ConfigurationError
            The file is not what was written.
        """
        path = folder / FILE
        if not path.is_file():
            return cls(folder)
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8")).get("file", [])
            return cls(folder, tuple(Kept(**row) for row in rows))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
            raise ConfigurationError(
                f"{FILE} cannot be read.",
                where={"File": str(path)},
                found=str(error),
                next_step="Move it away; everything is then fetched again.",
            ) from error

    def held(self) -> Iterator[Kept]:
        """Files that are still there, unchanged."""
        for one in self.files:
            path = self.folder / one.path
            if path.is_file() and path.stat().st_size == one.size and sha256_of(path) == one.sha256:
                yield one

    def with_files(self, new: Iterable[Kept]) -> Ledger:
        """The ledger with these files in place of those of the same names."""
        files = {one.path: one for one in (*self.files, *new)}
        return Ledger(self.folder, tuple(files[path] for path in sorted(files)))

    def write(self) -> None:
        """Write it, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        making = self.folder / f".{FILE}.part"
        making.write_text(HEAD + "".join(map(_entry, self.files)), encoding="utf-8", newline="\n")
        making.replace(self.folder / FILE)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Write in a folder while no other fetch does.

    Parameters
    ----------
    folder
        Made where it does not exist.

    Raises
    ------
    StoreBusy
        Another fetch is writing in it.
    SourceError
        It cannot be written to.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".fetching.lock", timeout=0):
            yield
    except Timeout:
        raise StoreBusy(
            "Another fetch is writing here. Nothing was changed.",
            where={"Folder": str(folder)},
            next_step="Wait until it has ended.",
        ) from None
    except OSError as error:
        raise SourceError(
            "The folder cannot be written to. Files that were whole stay.",
            where={"Folder": str(folder)},
            found=error.strerror or str(error),
            next_step="Make room, or choose a folder that you may write to; then run it again.",
        ) from error


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def save_whole(folder: Path, path: str, content: bytes) -> None:
    """Save a file so that it is there whole or not at all.

    Parameters
    ----------
    folder, path
        Where, and under which name in it, with forward slashes.
    content
        The whole of it.
    """
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    making = target.with_name(f".{target.name}.part")
    making.write_bytes(content)
    making.replace(target)


def _entry(one: Kept) -> str:
    lines = [f"{field.name} = {_toml(getattr(one, field.name))}" for field in fields(one)]
    return "\n".join(["", "[[file]]", *lines, ""])


def _toml(value: str | int | date) -> str:
    # A JSON string is a TOML string; dates and whole numbers stand bare.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
