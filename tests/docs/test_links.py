"""Every link in the documentation leads somewhere, and every page can be reached."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from docs.pages import PAGES, ROOT, anchors, links, name_of

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = sorted((ROOT / "docs" / "images").iterdir())
LARGEST_PICTURE_BYTES = 300_000


def relative(page: Path) -> list[str]:
    return [one for one in links(page) if not one.startswith(("http://", "https://", "mailto:"))]


def problem(page: Path, link: str) -> str:
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.is_relative_to(ROOT):
        return "leads out of the project"
    if not target.exists():
        return "leads to nothing"
    if anchor and anchor not in anchors(target):
        return "its heading is not there"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    wrong = {link: said for link in relative(page) if (said := problem(page, link))}

    assert not wrong


def test_every_page_is_reached_from_the_front_page() -> None:
    reached, to_read = set(), [ROOT / "README.md"]
    while to_read:
        page = to_read.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = (unquote(link).split("#")[0] for link in relative(page))
        to_read += [(page.parent / path).resolve() for path in targets if path]

    unreached = {name_of(page) for page in set(PAGES) - reached}
    assert unreached <= {"docs/reference/benchmarks.md"}


@pytest.mark.parametrize("path", ["nothing.md", "errors.md#no-such-heading", "../../../etc"])
def test_a_dead_link_is_noticed(path: str) -> None:
    assert problem(ROOT / "docs" / "reference" / "commands.md", path)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda one: one.name)
def test_a_picture_is_small_and_used(picture: Path) -> None:
    targets = {
        (page.parent / link).resolve()
        for page in PAGES
        for link in relative(page)
        if "images/" in link
    }

    assert picture.stat().st_size < LARGEST_PICTURE_BYTES
    assert picture in targets


def test_the_cycle_can_be_read_by_those_who_cannot_see_it() -> None:
    root = ElementTree.parse(ROOT / "docs" / "images" / "cycle.svg").getroot()
    labelled = root.attrib["aria-labelledby"].split()
    named = {one.attrib["id"]: one for one in root if one.tag in (f"{SVG}title", f"{SVG}desc")}

    assert root.attrib["role"] == "img"
    assert labelled == list(named)
    assert all((one.text or "").strip() for one in named.values())
