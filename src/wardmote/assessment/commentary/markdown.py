"""The little Markdown that is printed: paragraphs, points, links. All else is refused aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SAFE = ("https://", "http://", "mailto:")
_POINT = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+(.*)")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRESS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_NOT_PRINTED = (
    (re.compile(r"\s*#"), "a heading: only ## and a finding's id may stand here"),
    (re.compile(r"\s*>"), "a line with > is a setting: Written against, or For"),
    (re.compile(r"\s*(```|~~~)"), "code is not printed"),
    (re.compile(r".*!\[[^\]]*\]\("), "a picture is not printed: figures come from the evidence"),
    (re.compile(r"\s*\|.*\|"), "a table is not printed: tables come from the evidence"),
    (re.compile(r".*<[a-zA-Z/!]"), "HTML is not printed"),
)


@dataclass(frozen=True)
class Words:
    """Words of a line, with an address where they are a link."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Block:
    """One paragraph, or one list of points.

    Parameters
    ----------
    lines
        One line for a paragraph, one a point for points; each is words in order.
    is_list
        Whether it is points.
    """

    lines: tuple[tuple[Words, ...], ...]
    is_list: bool = False

    @property
    def text(self) -> str:
        """Without links."""
        return "\n".join("".join(words.text for words in line) for line in self.lines)


def line_fault(line: str) -> str:
    """Why a line of Markdown would not be printed, or an empty text.

    Examples
    --------
    >>> line_fault("![chart](chart.png)")
    'a picture is not printed: figures come from the evidence'
    >>> line_fault("Two of the three came from one car park.")
    ''
    """
    for pattern, fault in _NOT_PRINTED:
        if pattern.match(line):
            return fault
    unsafe = [address for _, address in _LINK.findall(line) if not address.startswith(SAFE)]
    return f"a link must start with {', '.join(SAFE)}" if unsafe else ""


def blocks_of(lines: Sequence[str]) -> tuple[Block, ...]:
    r"""Paragraphs and points of some lines of Markdown.

    Parameters
    ----------
    lines
        Lines without headings.

    Returns
    -------
    tuple of Block
        Stress is dropped: the sentence carries it or not.

    Examples
    --------
    >>> found = blocks_of(["Most were *sheds*", "in one ward.", "", "- spring", "- autumn"])
    >>> [(block.text, block.is_list) for block in found]
    [('Most were sheds in one ward.', False), ('spring\nautumn', True)]
    """
    return tuple(_block(lines) for lines in _runs(lines))


def _runs(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines that belong together: split at blank lines, and where points begin."""
    run: list[str] = []
    for line in lines:
        begins_points = _POINT.fullmatch(line) and run and not _POINT.fullmatch(run[0])
        if run and (not line.strip() or begins_points):
            yield run
            run = []
        if line.strip():
            run.append(line)
    if run:
        yield run


def _block(lines: Sequence[str]) -> Block:
    if not _POINT.fullmatch(lines[0]):
        return Block((_words(" ".join(line.strip() for line in lines)),))
    points: list[str] = []
    for line in lines:
        point = _POINT.fullmatch(line)
        if point:
            points.append(point[1].strip())
        else:
            points[-1] += f" {line.strip()}"
    return Block(tuple(map(_words, points)), is_list=True)


def _words(line: str) -> tuple[Words, ...]:
    plain = _STRESS.sub(r"\2", line)
    pieces: list[Words] = []
    at = 0
    for link in _LINK.finditer(plain):
        pieces += [Words(plain[at : link.start()])] if link.start() > at else []
        pieces.append(Words(link[1], link[2]))
        at = link.end()
    return (*pieces, *([Words(plain[at:])] if at < len(plain) else []))
