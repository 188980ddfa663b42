"""Everything that a reader of published files has: names, words, pictures' code, what is packed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from unit.publish.printed import words_of_pdf

PACKED = (".docx", ".pptx", ".xlsx", ".zip")


@dataclass(frozen=True)
class Found:
    """One text that somebody could come upon: where, and what it says."""

    where: str
    text: str


def everything(folder: Path) -> Iterator[Found]:
    """Every text of every file below a folder, with names, and with all that is packed inside."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        yield Found(name, name)
        yield from _inside(name, path.read_bytes())


def _inside(name: str, content: bytes) -> Iterator[Found]:
    yield Found(name, content.decode("utf-8", "ignore"))
    if name.endswith(PACKED):
        yield from _packed(name, content)
    elif name.endswith(".pdf"):
        yield from _of_pdf(name, content)
    elif name.endswith((".html", ".svg", ".xml", ".rels", ".atom")):
        # words that tags cut in two, as a person sees them
        text = content.decode("utf-8", "ignore")
        yield Found(name, re.sub(r"<[^>]*>", "", text))


def _packed(name: str, content: bytes) -> Iterator[Found]:
    """A chart's workbook lies inside a slide: as deep as there is something to open."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        yield Found(name, opened.comment.decode("utf-8", "ignore"))
        for part in opened.infolist():
            yield Found(f"{name}/{part.filename}", f"{part.filename} {part.comment!r}")
            yield from _inside(f"{name}/{part.filename}", opened.read(part))


def _of_pdf(name: str, content: bytes) -> Iterator[Found]:
    with TemporaryDirectory() as folder:
        yield Found(f"{name}/words", "\n".join(words_of_pdf(content, Path(folder))))
    with pikepdf.open(BytesIO(content)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    held = thing.read_bytes()
                except pikepdf.PdfError:  # a picture's own packing
                    held = thing.read_raw_bytes()
                yield Found(f"{name}/objects", held.decode("utf-8", "ignore"))
            else:
                yield Found(f"{name}/objects", str(thing))


def told_apart(one: Path, other: Path) -> list[str]:
    """Files by which two folders can be told apart: their names, and any byte of them."""
    names = {
        path.relative_to(folder).as_posix()
        for folder in (one, other)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return [name for name in sorted(names) if _bytes(one / name) != _bytes(other / name)]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
