"""What the pages tell a reader to type works, and prints what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.console import Console, Demonstration, Printed, wardmote
from docs.pages import PAGES, ROOT, Block, blocks, name_of

REAL = "docs/how-to/assess-a-place.md"
RUNNABLE = [page for page in PAGES if any(one.language == "console" for one in blocks(page))]


def blocks_to_run(page: Path) -> list[Block]:
    return [one for one in blocks(page) if one.is_run]


@pytest.mark.slow
def test_every_command_on_the_pages_about_northborough_prints_what_they_say(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    demonstration = Demonstration(first, wardmote(first, "demo"))
    wrong: list[str] = []

    for number, page in enumerate(one for one in RUNNABLE if name_of(one) != REAL):
        folder = tmp_path / str(number)
        folder.mkdir()
        console = Console(folder, demonstration)
        for block in blocks_to_run(page):
            wrong += console.take(block)

    assert not wrong, "\n\n".join(wrong)


@pytest.mark.slow
@pytest.mark.real_data
def test_the_commands_for_four_real_places_make_their_pages(
    tmp_path: Path, real_data: Path
) -> None:
    console = Console(tmp_path, variables={"DATA": str(real_data)})
    wrong = [fault for block in blocks_to_run(ROOT / REAL) for fault in console.take(block)]

    assert not wrong, "\n\n".join(wrong)
    for place in ("luton", "bedford", "central-bedfordshire", "tower-hamlets"):
        assert len(list((tmp_path / place).glob("editions/*/index.html"))) == 1


def test_the_readme_the_tutorial_and_the_how_to_pages_are_among_those_run() -> None:
    names = {name_of(page) for page in RUNNABLE}

    assert {"README.md", "docs/tutorials/first-assessment.md", REAL} <= names
    assert len([name for name in names if name.startswith("docs/how-to/")]) >= 6


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_command_block_is_run_or_says_why_not(page: Path) -> None:
    shown = [one for one in blocks(page) if one.language in ("shell", "powershell", "bash", "sh")]
    silent = [f"line {one.line}" for one in shown if one.is_run]

    assert not silent, "make it a console block, or say <!-- not run: why --> above it"


@pytest.mark.parametrize(
    ("page", "printed", "fits"),
    [
        ("Read …\nNext: look", Printed("Read 3 rows\n1 odd\nNext: look"), True),
        ("Read 4 rows", Printed("Read 3 rows"), False),
        ("Read 3 rows", Printed("Read 3 rows\nNext: look"), False),
        ("Too small.\n…", Printed("Reading\nToo small.\n  Next  Wait", True), True),
        ("…", Printed("Too small.", True), False),
        ("Read …", Printed("Too small.", True), False),
    ],
    ids=["as shown", "another", "more", "refusal", "refusal unseen", "refusal unsaid"],
)
def test_what_a_page_shows_is_compared_with_what_comes(
    page: str, printed: Printed, fits: bool
) -> None:
    assert printed.fits(page) is fits
