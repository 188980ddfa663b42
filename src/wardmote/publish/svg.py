"""Pictures as SVG text: what a page may hold, and how it is told to those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final
from xml.etree import ElementTree

from wardmote.errors import Fault

NAMESPACE: Final = "http://www.w3.org/2000/svg"
ELEMENTS: Final = frozenset(
    [
        *("svg", "g", "defs", "title", "desc", "text", "tspan", "clipPath", "pattern", "use"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    ]
)
_ID: Final = re.compile(r'\bid="([^"]*)"')
_OWN: Final = re.compile(r'url\((?:&quot;|["\']?)#([^)"\'&]+)(?:&quot;|["\']?)\)|href="#([^"]*)"')
_OPENING: Final = re.compile(r"<svg\b[^>]*>")
_ARIA: Final = re.compile(r'\s(?:role|aria-[a-z]+|focusable)="[^"]*"')


def svg_faults(svg: str) -> Iterator[Fault]:
    """What keeps a picture off a page: not SVG, active, or loading something from elsewhere.

    Parameters
    ----------
    svg
        One SVG document as text.

    Examples
    --------
    >>> next(svg_faults('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')).problem
    'holds <script>, which a picture has no need of.'
    """
    if "<!" in svg.replace("<!--", ""):  # entities can grow without end, or read files
        yield Fault("svg", "holds a document type or entities.")
        return
    try:
        root = ElementTree.fromstring(svg)
    except ElementTree.ParseError:
        yield Fault("svg", "not well-formed XML.")
        return
    if root.tag != f"{{{NAMESPACE}}}svg":
        yield Fault("svg", "not an SVG picture.")
    if len(root) == 0:
        yield Fault("svg", "empty.")
    for element in root.iter():
        yield from _element_faults(element)


def _element_faults(element: ElementTree.Element) -> Iterator[Fault]:
    name = str(element.tag).rpartition("}")[2]
    if name not in ELEMENTS:
        yield Fault("svg", f"holds <{name}>, which a picture has no need of.")
    for attribute, value in element.attrib.items():
        plain_name = attribute.rpartition("}")[2].lower()
        if plain_name.startswith("on"):
            yield Fault("svg", f"{name} has a script in {plain_name}.")
        if plain_name == "href" and not value.startswith("#"):
            yield Fault("svg", f"{name} links out of the picture.")
        if re.search(r"url\((?![\"']?#)", value, re.IGNORECASE):
            yield Fault("svg", f"{name} loads something through {plain_name}.")


def with_own_ids(svg: str, prefix: str) -> str:
    """The picture with every id starting with a prefix, so that many can share a page.

    Examples
    --------
    >>> with_own_ids('<g clip-path="url(#c)"><clipPath id="c"/></g>', "map--")
    '<g clip-path="url(#map--c)"><clipPath id="map--c"/></g>'
    """
    named = _ID.sub(lambda found: f'id="{prefix}{found[1]}"', svg)
    return _OWN.sub(
        lambda found: f"url(#{prefix}{found[1]})" if found[1] else f'href="#{prefix}{found[2]}"',
        named,
    )


def described(svg: str, *, title: str, description: str, prefix: str) -> str:
    """The picture as one image with a name and a description for a screen reader.

    Parameters
    ----------
    svg
        A picture without faults.
    title, description
        What it is, and what it shows, as plain words.
    prefix
        Start of every id in it; unique on the page.

    Examples
    --------
    >>> told = described('<svg width="9"></svg>', title="A", description="B", prefix="x--")
    >>> told.startswith('<svg width="9" role="img" aria-labelledby="x--title x--desc">')
    True
    >>> told.endswith('<title id="x--title">A</title><desc id="x--desc">B</desc></svg>')
    True
    """
    svg = with_own_ids(svg, prefix)
    opening = _OPENING.search(svg)
    if opening is None:  # svg_faults has seen to it
        raise ValueError("not an SVG picture")
    tag = _ARIA.sub("", opening[0]).removesuffix(">")
    told = (
        f'{tag} role="img" aria-labelledby="{prefix}title {prefix}desc">'
        f'<title id="{prefix}title">{escape(title)}</title>'
        f'<desc id="{prefix}desc">{escape(description)}</desc>'
    )
    return told + svg[opening.end() :]
