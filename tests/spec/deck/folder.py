"""A copy of a plan's folder with something taken out, and everything that leaned on it."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli_w

from wardmote.plan.folder import read_plan

Entry = dict[str, Any]
Tables = dict[str, list[Entry]]


class Copy:
    """A plan's folder in memory: its tables, and its chapters."""

    def __init__(self, folder: Path) -> None:
        self.tables: Tables = {}
        for path in sorted(folder.glob("*.toml")):
            for table, held in tomllib.loads(path.read_text(encoding="utf-8")).items():
                listed = held if isinstance(held, list) else [held]
                self.tables.setdefault(table, []).extend(listed)
        self.words = {
            one.stem: one.read_text(encoding="utf-8") for one in folder.glob("words/*.md")
        }

    def drop(self, table: str, entry: Entry) -> None:
        """Take out an entry, and what cannot be without it."""
        if entry in self.tables[table]:
            self.tables[table].remove(entry)
            if "id" in entry:
                self._forget(entry["id"])

    def _forget(self, gone: str) -> None:
        for table, entries in self.tables.items():
            for entry in list(entries):
                if any(entry.get(name) == gone for name in NEEDED):
                    self.drop(table, entry)
                else:
                    _prune(entry, gone)
                    if table == "circumstance" and not {"bears_on", "bears_on_all"} & set(entry):
                        self.drop(table, entry)

    def write(self, folder: Path) -> Path:
        """The copy as a folder that can be read."""
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "words").mkdir(parents=True)
        for name, text in self.words.items():
            (folder / "words" / f"{name}.md").write_text(text, encoding="utf-8")
        held = {name: entries for name, entries in self.tables.items() if entries}
        held["plan"] = held["plan"][0]
        (folder / "plan.toml").write_text(tomli_w.dumps(held), encoding="utf-8")
        read_plan(folder)  # what is left must be sound: a refusal is no finding
        return folder


NEEDED = ("priority", "decision", "objective", "indicator", "about")
"""Fields without whose record an entry cannot be."""


def _prune(entry: Entry, gone: str) -> None:
    for name, value in list(entry.items()):
        if name in ("id", "findings", "evidence"):
            continue
        if value == gone:
            del entry[name]
            if name == "measure":
                entry["why_no_measure"] = "We cannot measure this, because it was taken out."
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            entry[name] = [one for one in value if gone not in one.values()]
        elif isinstance(value, list) and gone in value:
            entry[name] = [one for one in value if one != gone]
        if entry.get(name) == []:
            del entry[name]


Edit = Callable[[Copy], None]


def _matches(entry: Entry, match: dict[str, Any]) -> bool:
    return all(entry.get(name) == value for name, value in match.items())


def _found(copy: Copy, table: str, match: dict[str, Any]) -> list[Entry]:
    found = [one for one in copy.tables[table] if _matches(one, match)]
    assert found, f"nothing to take out: {table} {match}"
    return found


def drop(table: str, **match: Any) -> Edit:
    """Take out the entries of a table that match."""

    def edit(copy: Copy) -> None:
        for entry in _found(copy, table, match):
            copy.drop(table, entry)

    return edit


def blank(table: str, field: str, **match: Any) -> Edit:
    """Empty one field of the entries that match."""

    def edit(copy: Copy) -> None:
        for entry in _found(copy, table, match):
            del entry[field]

    return edit


def take_out(table: str, field: str, value: str, **match: Any) -> Edit:
    """Take one value out of a list of the entries that match."""

    def edit(copy: Copy) -> None:
        for entry in _found(copy, table, match):
            entry[field] = [one for one in entry[field] if one != value]

    return edit


def without_chapter(name: str) -> Edit:
    """Take out a chapter that people wrote."""
    return lambda copy: copy.words.pop(name) and None
