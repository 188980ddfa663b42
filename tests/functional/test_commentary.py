"""Commentary in the hands of an analyst: written, overtaken by new figures, read, confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from functional.smallborough import (
    AS_OF,
    CommandLine,
    crimes,
    write_lookups,
    write_police,
    write_street,
)
from wardmote.errors import ConfigurationError

FLAG = "Written before the figure changed"


@pytest.fixture
def written(wardmote: CommandLine, workspace: Path, tmp_path: Path) -> Path:
    """Smallborough assessed, with a sentence below the heading of burglary."""
    sources = write_police(write_lookups(tmp_path / "in"), "2023-04", 24)
    wardmote.ingest(workspace, sources)
    assess(wardmote, workspace)
    assert wardmote("commentary", "new", "-w", workspace).status == 0
    file = workspace / "commentary" / "findings.md"
    before, heading, after = file.read_text(encoding="utf-8").partition("## change-drugs")
    words = "> For: public\n\nMostly sheds, says the force.\n\n"
    at = before.index("## change-burglary")
    burglary, rest = before[at:].split("\n\n", 1)
    file.write_text(f"{before[:at]}{burglary}\n{words}{rest}{heading}{after}", encoding="utf-8")
    return workspace


def assess(wardmote: CommandLine, workspace: Path) -> Path:
    done = wardmote("assess", "-w", workspace, "--as-of", AS_OF, "--format", "html", "--json")
    assert done.status == 0, done.err
    assert isinstance(done.json, dict)
    return Path(done.json["folder"])


def page(edition: Path) -> str:
    return (edition / "index.html").read_text(encoding="utf-8")


def test_words_are_flagged_once_the_figure_changes_until_somebody_confirms_them(
    wardmote: CommandLine, written: Path, tmp_path: Path
) -> None:
    assert FLAG not in page(assess(wardmote, written))
    more = write_street(tmp_path / "corrected", "2025-01", crimes("2025-01", of_each=9))
    wardmote.ingest(written, more, "--scope", "all")

    overtaken = assess(wardmote, written)
    checked = wardmote("commentary", "check", "-w", written)
    confirmed = wardmote("commentary", "confirm", "change-burglary", "-w", written)

    assert FLAG in page(overtaken)
    assert f"findings.md line 9: Since {overtaken.name}. {FLAG}" in checked.out
    assert "1 written, 1 to read again" in checked.out
    assert "wardmote commentary confirm change-burglary" in checked.out
    assert confirmed.status == 0, confirmed.err
    after = assess(wardmote, written)
    assert FLAG not in page(after)
    assert "Mostly sheds, says the force." in page(after)


def test_a_check_for_programs_says_what_stands_and_what_has_no_words(
    wardmote: CommandLine, written: Path
) -> None:
    found = wardmote("commentary", "check", "-w", written, "--json").json

    assert isinstance(found, dict)
    assert [(one["finding"], one["standing"]) for one in found["entries"]] == [
        ("change-burglary", "current")
    ]
    assert "change-drugs" in found["without"]


def test_what_has_no_words_is_not_confirmed(wardmote: CommandLine, written: Path) -> None:
    before = (written / "commentary" / "findings.md").read_bytes()

    done = wardmote("commentary", "confirm", "change-drugs", "-w", written)

    assert done.status == ConfigurationError.exit_code
    assert "change-drugs" in done.err
    assert (written / "commentary" / "findings.md").read_bytes() == before


@pytest.mark.parametrize("words", [("new",), ("check",), ("confirm", "change-drugs")])
def test_without_an_assessment_there_is_nothing_to_write_beside(
    wardmote: CommandLine, workspace: Path, words: tuple[str, ...]
) -> None:
    done = wardmote("commentary", *words, "-w", workspace)

    assert done.status == ConfigurationError.exit_code
    assert "There is no assessment yet." in done.err
    assert not (workspace / "commentary").exists()
