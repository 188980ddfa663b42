"""Northborough's pages in a real browser: for everybody, on any screen, by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from functional.browsing import (
    CHROMIUM,
    browser_page,
    open_file,
    pixels_sideways,
    tabbed_through,
    violations,
)
from wardmote.northborough import write_northborough
from wardmote.workspace import Workspace

DESK, PHONE = 1280, 320
COMMENTARY = "## change-burglary\n\nMostly sheds.\n\n## change-drugs\n> For: public\n\nOne raid.\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: install chromium"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both editions of Northborough's assessment, with commentary for either."""
    made = tmp_path_factory.mktemp("northborough")
    write_northborough(made / "sources")
    workspace = Workspace.init(made / "workspace", "E22999001", name="Northborough CSP")
    shutil.copyfile(made / "sources" / "events.toml", workspace.folder / "events.toml")
    (workspace.folder / "commentary").mkdir()
    (workspace.folder / "commentary" / "crime.md").write_text(COMMENTARY, encoding="utf-8")
    workspace.ingest([made / "sources"], as_of=date(2026, 11, 22))
    workspace.assess(as_of=date(2026, 11, 22), formats=("html",))
    return workspace.folder


@pytest.fixture(scope="module")
def pages(folder: Path) -> list[Path]:
    """Every page of the public edition, and what is different for partners."""
    found = sorted(folder.glob("editions/**/*.html"))
    assert len(found) > 20
    return [*found, *folder.glob("partner-editions/*/index.html")]


@pytest.fixture(scope="module")
def fronts(pages: list[Path]) -> list[Path]:
    """One page of each kind."""
    receipt = next(one for one in pages if one.parent.name == "evidence")
    return [one for one in pages if one.parent.name != "evidence"] + [receipt]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browser_page() as opened:
        yield opened


def test_axe_sees_a_fault_where_there_is_one(page: Page, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.html"
    faulty.write_text('<html><body><img src="x.png"></body></html>', encoding="utf-8")
    open_file(page, faulty, width=DESK)

    assert {one.split(":")[0] for one in violations(page)} >= {"image-alt", "html-has-lang"}


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing_at_wcag_2_2_aa(page: Page, pages: list[Path], width: int) -> None:
    found = {}
    for path in pages:
        open_file(page, path, width=width)
        if wrong := violations(page):
            found[path.name] = wrong

    assert not found


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_no_page_scrolls_sideways(page: Page, pages: list[Path], width: int) -> None:
    sideways = {}
    for path in pages:
        open_file(page, path, width=width)
        if pixels := pixels_sideways(page):
            sideways[path.name] = pixels

    assert not sideways


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_tab_reaches_every_link_in_the_order_of_the_page_and_shows_where_it_is(
    page: Page, fronts: list[Path], width: int
) -> None:
    for path in fronts:
        open_file(page, path, width=width)
        wanted, places, unseen = tabbed_through(page)

        assert wanted
        assert places == list(range(len(wanted))), path.name
        assert [wanted[place] for place in unseen] == [], path.name
