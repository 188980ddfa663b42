"""Finding the files that a person handed over: folders walked, ZIPs unpacked, each hashed.

Nothing is read into the store here. A ZIP is refused before it can fill the disk, and every
file that cannot be opened is a fault, reported together with the others.
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from wardmote.errors import Fault, SourceError
from wardmote.evidence.source import SourceFile

SNIFFED_BYTES = 65_536
COPIED_BYTES = 1 << 20
DELIMITERS = ",;\t|"
# A police.uk archive shrinks about eightfold; nothing that is a table shrinks a hundredfold.
MOST_COMPRESSION = 100
LARGE_MEMBER_BYTES = 50_000_000
DISK_KEPT_FREE_BYTES = 500_000_000

TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
MAP_SUFFIXES = {".geojson", ".json", ".gpkg", ".shp"}
DATA_SUFFIXES = {*TEXT_SUFFIXES, *MAP_SUFFIXES, ".parquet", ".xlsx", ".ods", ".zip"}
# Parts of a Shapefile, mappings and notes: not data by themselves.
COMPANIONS = {".dbf", ".shx", ".prj", ".cpg", ".qmd", ".sbn", ".sbx", ".xml", ".toml", ".md"}


@dataclass(frozen=True)
class FoundFiles:
    """What was found under the paths that a person named.

    Parameters
    ----------
    on_disk
        Files with a data ending, in the order of their names.
    ignored
        Names of files with another ending: notes, pictures; and links that lead to no file.
    """

    on_disk: tuple[tuple[Path, str], ...]
    ignored: tuple[str, ...]


def find_files(paths: Sequence[Path], *, leave_alone: Sequence[Path] = ()) -> FoundFiles:
    """Data files under these paths, each once.

    Parameters
    ----------
    paths
        Files and folders. Folders are walked; hidden files are left alone, and links to
        folders are named, not followed: they can lead round in a circle.
    leave_alone
        Folders that are passed by where one of `paths` holds them: a workspace's own store.

    Raises
    ------
    SourceError
        A path does not exist, or nothing was found under any of them.
    """
    missing = [
        Fault(str(path), "there is no such file or folder") for path in paths if not path.exists()
    ]
    if missing:
        raise SourceError(
            "Not everything that you named is there. Nothing was saved.",
            faults=missing,
            next_step="Correct the path and run it again.",
        )
    found: dict[Path, tuple[Path, str]] = {}
    ignored: list[str] = []
    alone = tuple(one.resolve() for one in leave_alone)
    for path in paths:
        for file, name in _walk(path, alone):
            if not file.is_file():
                ignored.append(f"{name} (a link, not followed)")
            elif file.suffix.lower() in DATA_SUFFIXES:
                found.setdefault(file.resolve(), (file, name))
            elif file.suffix.lower() not in COMPANIONS:
                ignored.append(name)
    if not found:
        raise SourceError(
            "There is no data file to read. Nothing was saved.",
            where={"Looked in": ", ".join(str(path) for path in paths)},
            expected="files ending in " + ", ".join(sorted(DATA_SUFFIXES)),
            next_step="Name the folder or the ZIP that you downloaded.",
        )
    return FoundFiles(tuple(found.values()), tuple(dict.fromkeys(ignored)))


def _walk(path: Path, alone: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Files under a path, and links that are no files, each with what to call it."""
    if path.is_file():
        yield path, path.name
        return
    root = path.resolve()
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path)
        hidden = any(part.startswith((".", "__MACOSX")) for part in inside.parts)
        passed_by = any((root / inside).is_relative_to(one) for one in alone)
        if not hidden and not passed_by and (file.is_file() or file.is_symlink()):
            yield file, inside.as_posix()


def open_files(found: FoundFiles, scratch: Path) -> Iterator[SourceFile | Fault]:
    """Each data file, hashed, its header read; a ZIP's members one after the other.

    Parameters
    ----------
    found
        From `find_files`.
    scratch
        Folder for unpacked members. A member stays there until the caller deletes it.

    Yields
    ------
    SourceFile or Fault
        A file ready to be recognised; or why one cannot be read.
    """
    for path, name in found.on_disk:
        if path.suffix.lower() == ".zip" and not _is_zipped_shapefile(path):
            yield from _members(path, name, scratch)
        else:
            yield _described(path, name)


def _is_zipped_shapefile(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith((".shp", ".gpkg")) for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def _members(path: Path, name: str, scratch: Path) -> Iterator[SourceFile | Fault]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        yield Fault(name, f"not a whole ZIP file ({error}): download it again")
        return
    with archive:
        for member in sorted(archive.infolist(), key=lambda one: one.filename):
            suffix = Path(member.filename).suffix.lower()
            if member.is_dir() or suffix not in DATA_SUFFIXES or "__MACOSX" in member.filename:
                continue
            yield _unpacked(archive, member, f"{name}/{member.filename}", scratch)


def _unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, scratch: Path
) -> SourceFile | Fault:
    if (refusal := _refusal(member, scratch)) is not None:
        return Fault(name, refusal)
    target = scratch / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}{Path(name).suffix}"
    try:
        with archive.open(member) as packed, target.open("wb") as out:
            _copy_at_most(packed, out, member.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        target.unlink(missing_ok=True)
        return Fault(name, f"damaged inside the ZIP ({error}): download it again")
    return _described(target, name)


def _refusal(member: zipfile.ZipInfo, scratch: Path) -> str | None:
    size = member.file_size
    if size > LARGE_MEMBER_BYTES and size > MOST_COMPRESSION * max(member.compress_size, 1):
        return (
            f"unpacks to {size / 1e9:.1f} GB from {member.compress_size / 1e6:.1f} MB, "
            "as no table does: refused before it could fill the disk"
        )
    free = shutil.disk_usage(scratch).free
    if size + DISK_KEPT_FREE_BYTES > free:
        return f"needs {size / 1e9:.1f} GB and the disk has {free / 1e9:.1f} GB free"
    return None


def _copy_at_most(packed: IO[bytes], out: io.BufferedWriter, size: int) -> None:
    """Copy a member, trusting its declared size no further than this."""
    left = size
    while chunk := packed.read(COPIED_BYTES):
        left -= len(chunk)
        if left < 0:
            raise zipfile.BadZipFile("it is larger than it says")
        out.write(chunk)


def _described(path: Path, name: str) -> SourceFile | Fault:
    try:
        size = path.stat().st_size
        if size == 0:
            return Fault(name, "the file is empty: download it again")
        sha256 = _sha256(path)
        suffix = path.suffix.lower()
        if suffix in TEXT_SUFFIXES:
            encoding = encoding_of(path)
            delimiter, columns = header_of(path, encoding)
            return SourceFile(path, name, sha256, size, columns, delimiter, encoding)
        columns = _parquet_columns(path) if suffix == ".parquet" else ()
        return SourceFile(path, name, sha256, size, columns)
    except OSError as error:
        return Fault(name, f"cannot be opened: {error.strerror or error}")
    except ValueError as error:
        return Fault(name, str(error))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def encoding_of(path: Path) -> str:
    """Encoding of a text file: UTF-8, UTF-8 with a mark, UTF-16, or else Windows-1252.

    Notes
    -----
    Windows-1252 can decode nearly anything, so it is a guess; the report names it.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    return "utf-8" if _is_utf8(path) else "cp1252"


def _is_utf8(path: Path) -> bool:
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        while chunk := stream.read(COPIED_BYTES):
            if not chunk.isascii():
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    return False
            elif decoder.getstate()[0]:
                return False  # a character cut at the end of the chunk before
    return not decoder.getstate()[0]


def header_of(path: Path, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Delimiter and column names of a text table.

    Raises
    ------
    ValueError
        The file does not start with a line of text.
    """
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        start = stream.read(SNIFFED_BYTES)
    line = next((line for line in start.splitlines() if line.strip()), "")
    if not line or "\0" in line:
        raise ValueError("does not start with a line of text: it is not a table")
    delimiter = max(DELIMITERS, key=line.count)
    row = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter))
    return delimiter, tuple(name.strip().lstrip("\ufeff") for name in row)


def _parquet_columns(path: Path) -> tuple[str, ...]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return tuple(pq.read_schema(path).names)
    except (pa.ArrowInvalid, OSError) as error:
        raise ValueError(f"not a whole Parquet file: {error}") from error
