"""A picture that could act or load is never put on a page."""

from __future__ import annotations

import pytest

from wardmote.errors import DisclosureError
from wardmote.publish.exhibits import Drawing
from wardmote.publish.svg import described, svg_faults, with_own_ids

GOOD = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'


def picture(inside: str, attributes: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'


@pytest.mark.parametrize(
    "bad",
    [
        picture("<script>alert(1)</script>"),
        picture('<path d="M0 0" onclick="alert(1)"/>'),
        picture("<path/>", 'onload="alert(1)"'),
        picture("<foreignObject/>"),
        picture('<image href="https://x.example/a.png"/>'),
        picture('<use href="https://x.example/#a"/>'),
        picture('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="//x.example#a"/>'),
        picture('<path fill="url(https://x.example/#a)"/>'),
        picture('<path style="fill:URL( https://x.example)"/>'),
        picture("<style>@import url(x)</style>"),
        picture("<animate/>"),
        picture('<a href="javascript:alert(1)"><path/></a>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + GOOD,
        "<html/>",
        picture(""),
        "no picture",
        "",
    ],
)
def test_an_unsafe_picture_is_refused(bad):
    with pytest.raises(DisclosureError, match="A picture cannot be published"):
        Drawing(GOOD, bad)


def test_our_own_pictures_are_accepted(document):
    for exhibit in document.exhibits():
        assert list(svg_faults(exhibit.drawing.wide)) == []


def test_ids_and_what_points_to_them_move_together():
    svg = '<g fill="url(#a)" clip-path="url(\'#b\')"><use href="#a"/><i id="a"/><i id="b"/></g>'

    moved = with_own_ids(svg, "m--")

    assert moved.count("m--a") == 3
    assert moved.count("m--b") == 2


def test_title_and_description_are_escaped_and_old_roles_replaced():
    svg = picture('<path d="M0 0"/>', 'role="graphics-document" aria-label="x"')

    told = described(svg, title="A < B", description='"&"', prefix="p--")

    assert "A &lt; B" in told
    assert "&quot;&amp;&quot;" in told
    assert told.count("role=") == 1
    assert "aria-label=" not in told
    assert list(svg_faults(told)) == []
