"""A page and a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import fill

WRITTEN = "This page is written from {source} by `python docs/reference/build.py`."
WIDTH = 96


def page(title: str, intro: str, source: str, parts: Iterable[str]) -> str:
    """One page: its title, what it is for, what it is written from, and its parts."""
    paragraphs = (intro, WRITTEN.format(source=source))
    said = [fill(one, WIDTH, break_on_hyphens=False) for one in paragraphs]
    head = "\n\n".join([f"# {title}", *said]) + "\n"
    return "\n".join([head, *(part.rstrip("\n") + "\n" for part in parts)])


def grid(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [_line(headers), _line(["---"] * len(headers)), *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str]) -> str:
    escaped = (" ".join(cell.split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def code(names: Iterable[str]) -> str:
    """Names as code, with commas."""
    return ", ".join(f"`{name}`" for name in names)
