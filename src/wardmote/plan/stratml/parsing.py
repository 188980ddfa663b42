"""A StratML file from elsewhere, read without trusting it, and without losing sight of anything.

A file that could grow without end, read other files or ask the network is refused before it is
read: entities and document types have no place in StratML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from wardmote.errors import SourceError
from wardmote.plan.stratml.elements import ROOTS, labelled_lines

LARGEST_BYTES: Final = 20_000_000
DEEPEST: Final = 40  # StratML itself is nine deep
MOST_ELEMENTS: Final = 200_000


class Watched:
    """A StratML document that remembers what was taken from it.

    Parameters
    ----------
    root
        From `parse_stratml`.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self._taken: set[Element] = set()

    def text(self, element: Element | None, *path: str) -> str:
        """Words of an element, or of the one below it on a path; marked as taken."""
        found = element
        for name in path:
            found = next(children(found, name), None) if found is not None else None
        if found is None:
            return ""
        self._taken.add(found)
        return one_line(found.text)

    def labelled(self, element: Element) -> Mapping[str, str]:
        """What the labelled lines of an element's free text say; other free text is left."""
        found = next(children(element, "OtherInformation"), None)
        said = labelled_lines(found.text or "") if found is not None else {}
        if said and found is not None:
            self._taken.add(found)
        return said

    def give_back(self, element: Element) -> None:
        """Everything below an element counts as not taken again: its record was refused."""
        self._taken -= set(element.iter())

    def leave_out(self, element: Element) -> None:
        """Nothing below an element is to be said again: it may be about a person."""
        self._taken |= set(element.iter())

    def left(self) -> Iterator[tuple[str, str]]:
        """Place and words of everything that was not taken."""
        yield from self._left(self.root, "")

    def _left(self, element: Element, at: str) -> Iterator[tuple[str, str]]:
        if element not in self._taken and one_line(element.text):
            yield at, one_line(element.text)
        seen: dict[str, int] = {}
        for child in element:
            name = local(child)
            seen[name] = seen.get(name, 0) + 1
            number = f" {seen[name]}" if len([*children(element, name)]) > 1 else ""
            yield from self._left(child, f"{at} › {name}{number}" if at else f"{name}{number}")


def parse_stratml(content: bytes, name: str) -> Watched:
    """A StratML file as elements, once it is known to be harmless.

    Parameters
    ----------
    content
        Of the file.
    name
        As messages name it.

    Raises
    ------
    SourceError
        It is too large, no XML, holds a document type or entities, or is no StratML.
    """
    if len(content) > LARGEST_BYTES:
        raise _refused(name, f"at most {LARGEST_BYTES:,} bytes", f"{len(content):,} bytes")
    try:
        _look_through(content, name)
        root = ElementTree.fromstring(content)
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as problem:
        raise _refused(name, "well-formed XML", str(problem)) from problem
    if root.tag not in ROOTS:
        raise _refused(name, "a StratML plan or report as its root", local(root))
    return Watched(root)


def _look_through(content: bytes, name: str) -> None:
    """Go through a file without building anything, and refuse what must not be built."""
    parser = expat.ParserCreate()
    depth = elements = 0

    def refuse_type(*_: object) -> None:
        raise _refused(name, "no document type and no entities", "a document type")

    def opened(*_: object) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > DEEPEST or elements > MOST_ELEMENTS:
            raise _refused(
                name,
                f"at most {MOST_ELEMENTS:,} elements, {DEEPEST} deep",
                "more than that",
            )

    def closed(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = refuse_type
    parser.EntityDeclHandler = refuse_type
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.Parse(content, True)


def _refused(name: str, expected: str, found: str) -> SourceError:
    return SourceError(
        "The file cannot be read as StratML. Nothing was changed.",
        where={"File": name},
        expected=expected,
        found=found,
        next_step="Ask for the plan as StratML Part 1 or Part 2, without a document type.",
    )


def local(element: Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of an element by name, whatever their namespace and order."""
    return (one for one in element if local(one) == name)


def one_line(text: str | None) -> str:
    """Words in one line, without spaces around."""
    return " ".join((text or "").split())
