"""The reference pages are what the code says today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

import wardmote.errors
from docs.pages import ROOT, prose
from wardmote.cli import cli
from wardmote.configuration import SETTINGS
from wardmote.errors import WardmoteError
from wardmote.evidence.records import TABLES
from wardmote.evidence.source import registered_sources

REFERENCE = ROOT / "docs" / "reference"


def text(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_every_generated_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, REFERENCE / "build.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"run python docs/reference/build.py\n{done.stdout}{done.stderr}"


def test_every_command_has_its_section() -> None:
    shown = {line for line in text("commands.md").splitlines() if line.startswith("## ")}
    inside = {
        f"## wardmote {name} {below}"
        for name, command in cli.commands.items()
        for below in getattr(command, "commands", {})
    }

    assert {f"## wardmote {name}" for name in cli.commands} | inside <= shown


def test_an_option_with_a_choice_shows_what_may_be_chosen() -> None:
    page = text("commands.md")

    assert "`--format [html\\|pdf\\|docx]`" in page
    assert "CHOICE" not in page


def test_the_settings_shown_are_those_that_the_command_shown_writes(tmp_path: Path) -> None:
    page = text("settings.md")
    command = ["init", str(tmp_path / "luton"), "--area", "Luton"]

    assert "as `wardmote init luton --area Luton` writes it" in page
    assert CliRunner().invoke(cli, command).exit_code == 0
    written = (tmp_path / "luton" / "partnership.toml").read_text(encoding="utf-8")
    assert f"```toml\n{written}```" in page


def test_each_column_of_a_held_file_has_a_meaning_of_its_own() -> None:
    section = text("evidence-tables.md").split("\n## files\n")[1].split("\n## ")[0]
    meanings = [line.split(" | ")[2] for line in section.splitlines() if line.startswith("| `")]

    assert len(meanings) > 10
    assert len(set(meanings)) == len(meanings)


def test_a_principle_of_the_courts_is_not_called_statutory() -> None:
    forces = {
        cells[1]: cells[4]
        for line in text("rules.md").splitlines()
        if len(cells := [one.strip() for one in line.split("|")]) > 4
    }

    assert forces["CON-01"] == "common law"
    assert forces["CON-05"] == "statutory"


def test_each_table_says_by_which_column_it_is_sorted() -> None:
    page = text("evidence-tables.md")

    for one in TABLES.values():
        (said,) = [
            line for line in page.splitlines() if line.startswith(f"One row is: {one.one_row}")
        ]
        assert said.endswith(f"Sorted by `{one.sorted_by}` within each supply.")


def test_every_setting_source_and_table_is_described() -> None:
    assert all(f"`{one.key}`" in text("settings.md") for one in SETTINGS)
    assert all(f"## {one.name}: " in text("sources.md") for one in registered_sources())
    assert all(f"## {name}\n" in text("evidence-tables.md") for name in TABLES)


def test_every_error_class_is_documented_with_its_exit_status() -> None:
    classes = [
        one
        for one in vars(wardmote.errors).values()
        if isinstance(one, type) and issubclass(one, WardmoteError)
    ]
    page = prose(REFERENCE / "errors.md")

    assert len(classes) > 12
    for one in classes:
        assert f"## {one.__name__}\n\nExit status {one.exit_code}." in page


def test_a_message_is_shown_for_every_error_that_something_raises() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    silent = [
        section.split("\n", 1)[0]
        for section in text("errors.md").split("\n## ")[2:]
        if "```text" not in section
    ]

    assert [name for name in silent if f"raise {name}(" in source] == []
