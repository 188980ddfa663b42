"""A headless Chromium that reads pages from a folder, asks axe-core, and presses Tab."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
ALONE = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
WCAG_22_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
AXE = files("axe_playwright_python") / "axe.min.js"

ASK_AXE = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
UNFOLD = "() => document.querySelectorAll('details').forEach(one => one.open = true)"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Where the focus may go, in the order of the page; and where it is, as its place in that list.
MAY_BE_REACHED = """() => {
  const all = document.querySelectorAll("a[href], summary, [tabindex='0']");
  window.reachable = [...all].filter(one => one.checkVisibility());
  return window.reachable.map(one => `${one.tagName} ${one.getAttribute("href") || one.innerText}`);
}"""
WHERE_IT_IS = "() => window.reachable.indexOf(document.activeElement)"
RING = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


@contextmanager
def browser_page() -> Iterator[Page]:
    """A page of a browser of its own, which reaches no network."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ALONE)
        try:
            page = started.new_page()
            page.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
            yield page
        finally:
            started.close()


def open_file(page: Page, path: Path, *, width: int) -> None:
    """Show a file at a width in CSS pixels, with all that is folded on it unfolded."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path.as_uri())
    page.evaluate(UNFOLD)


def violations(page: Page, tags: Sequence[str] = WCAG_22_AA) -> list[str]:
    """What axe-core finds: rule, and where."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(ASK_AXE, list(tags))
    return [
        f"{rule['id']}: {node['target']}" for rule in found["violations"] for node in rule["nodes"]
    ]


def pixels_sideways(page: Page) -> int:
    """How far the page itself can be scrolled sideways."""
    found: int = page.evaluate(SIDEWAYS)
    return found


def tabbed_through(page: Page) -> tuple[list[str], list[int], list[int]]:
    """What Tab ought to reach, the places that it came to in order, and those without a ring."""
    wanted: list[str] = page.evaluate(MAY_BE_REACHED)
    places, unseen = [], []
    for _ in wanted:
        page.keyboard.press("Tab")
        places.append(page.evaluate(WHERE_IT_IS))
        if not page.evaluate(RING):
            unseen.append(places[-1])
    return wanted, places, unseen
