"""The plan as it was adopted: frozen whole, and compared with what its folder says since.

A frozen version is one file, ``adopted/2026-03-12.json``: every record and every word, in one
canonical form, with its SHA-256. It is written once and never changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder.writing import plain_values
from wardmote.plan.records import TABLES

ADOPTED_FOLDER: Final = "adopted"
"""Of a plan's folder."""

FORM: Final = 1
"""Of the frozen file: counted up when it changes."""

Values = Mapping[str, Any]

ORIGINAL: Final[Mapping[str, tuple[str, ...]]] = {
    "action": ("starts", "due"),
    "promise": ("wording", "starts", "due"),
    "indicator": ("baseline", "targets"),
}
"""What adoption fixes: original days, the wording of promises, and targets. Moves and new
wordings are updates beside them."""


@dataclass(frozen=True)
class Frozen:
    """A plan as it was on the day of an adoption.

    Parameters
    ----------
    on
        The day.
    sha256
        Of its canonical form.
    records
        Name of a table to the plain values of its records.
    words
        Chapter to its Markdown.
    """

    on: date
    sha256: str
    records: Mapping[str, tuple[Values, ...]]
    words: Mapping[str, str]

    def values_of(self, table: str) -> dict[str, Values]:
        """Id to plain values of the records of one table."""
        return {str(one["id"]): one for one in self.records.get(table, ())}


@dataclass(frozen=True)
class ChangedByHand:
    """Something that adoption fixed, and that the plan's files say otherwise since.

    Parameters
    ----------
    about
        Id of the action, milestone, promise or indicator.
    field
        What was changed: ``due``, ``wording``; empty where the whole record is gone.
    was, now
        As adopted, and as the files have it.
    adopted_on
        Day of the adoption that fixed it.
    """

    about: str
    field: str
    was: str
    now: str
    adopted_on: date

    @property
    def said(self) -> str:
        """In a sentence, with what to do instead."""
        if not self.field:
            return (
                f"{self.about} was adopted on {self.adopted_on} and is gone from the plan's files: "
                f"put it back, and record that it stopped: wardmote plan update {self.about}"
            )
        return (
            f"{self.about}: {self.field} was adopted as {self.was}, and the files say {self.now}: "
            f"put it back, and record a move with wardmote plan update {self.about}"
        )


def frozen_form(book: PlanBook) -> dict[str, Any]:
    """Every record and every word of a plan as plain values, in the order of its tables.

    Parameters
    ----------
    book
        The plan.
    """
    held = {table: [_json(plain_values(one)) for one in book.all(kind)] for table, kind in _kinds()}
    return {
        "records": {table: values for table, values in held.items() if values},
        "words": dict(book.words),
    }


def _kinds() -> Iterator[tuple[str, Any]]:
    yield from TABLES.items()


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _json(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_json(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def canonical(form: Mapping[str, Any]) -> bytes:
    """JSON in one form: sorted names, no blanks, UTF-8."""
    text = json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def frozen_bytes(book: PlanBook, on: date) -> bytes:
    """The file of a frozen version.

    Parameters
    ----------
    book
        The plan.
    on
        Day of the adoption.

    Examples
    --------
    >>> from wardmote.plan.records import Hold
    >>> day = date(2027, 3, 23)
    >>> book = PlanBook({Hold: (Hold(starts=day, ends=day, why="Election"),)})
    >>> frozen_bytes(book, day) == frozen_bytes(book, day)
    True
    """
    form = frozen_form(book)
    whole = {
        "form": FORM,
        "adopted_on": on.isoformat(),
        "sha256": hashlib.sha256(canonical(form)).hexdigest(),
        **form,
    }
    return (json.dumps(whole, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def read_frozen(path: Path) -> Frozen:
    """A frozen version, its SHA-256 checked.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    ConfigurationError
        It is no frozen version, or was changed since it was written.
    """
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
        form = {"records": whole["records"], "words": whole["words"]}
        on, sha256 = date.fromisoformat(whole["adopted_on"]), str(whole["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise _unusable(path, "cannot be read") from problem
    if hashlib.sha256(canonical(form)).hexdigest() != sha256:
        raise _unusable(path, "was changed after it was frozen")
    records = {table: tuple(values) for table, values in form["records"].items()}
    return Frozen(on, sha256, records, form["words"])


def _unusable(path: Path, why: str) -> ConfigurationError:
    return ConfigurationError(
        f"The frozen version of the plan {why}.",
        where={"File": str(path)},
        expected="the file as it was written at adoption",
        found="other content",
        next_step="Bring it back from a copy: it is the record of what was adopted.",
    )


def frozen_versions(folder: Path) -> tuple[Frozen, ...]:
    """Every frozen version of a plan, the oldest first.

    Parameters
    ----------
    folder
        The plan's folder.
    """
    return tuple(read_frozen(path) for path in sorted((folder / ADOPTED_FOLDER).glob("*.json")))


def changed_by_hand(book: PlanBook, versions: tuple[Frozen, ...]) -> tuple[ChangedByHand, ...]:
    """What adoption fixed and the plan's files say otherwise.

    Answers "is every original day, promise and target still as it was adopted?". Each is
    compared with the first version that had it.

    Parameters
    ----------
    book
        The plan as its files have it.
    versions
        Its frozen versions, the oldest first.

    Returns
    -------
    tuple of ChangedByHand
        Empty where nothing was changed. What was added since is no change.
    """
    form = frozen_form(book)["records"]
    found: dict[tuple[str, str, str], ChangedByHand] = {}
    seen: set[tuple[str, str]] = set()
    for version in versions:
        for table, names in ORIGINAL.items():
            now = {str(one["id"]): one for one in form.get(table, ())}
            for record_id, was in version.values_of(table).items():
                if (table, record_id) in seen:
                    continue
                seen.add((table, record_id))
                for one in _changes(record_id, names, was, now.get(record_id), version.on):
                    found[(table, one.about, one.field)] = one
    return tuple(found.values())


def _changes(
    record_id: str, names: tuple[str, ...], was: Values, now: Values | None, on: date
) -> Iterator[ChangedByHand]:
    if now is None:
        yield ChangedByHand(record_id, "", "", "", on)
        return
    for name in names:
        if was.get(name) != now.get(name):
            yield ChangedByHand(record_id, name, _said(was.get(name)), _said(now.get(name)), on)
    steps = {one["id"]: one for one in now.get("milestones", ())}
    for one in was.get("milestones", ()):
        yield from _changes(one["id"], ("due",), one, steps.get(one["id"]), on)


def _said(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return "nothing"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def changes_since(book: PlanBook, version: Frozen) -> tuple[str, ...]:
    """What was added to, left out of or changed in a plan since a version: for a change note.

    Parameters
    ----------
    book
        The plan as its files have it.
    version
        The frozen version to compare with.

    Returns
    -------
    tuple of str
        One line a record, of those that have an id.
    """
    now = frozen_form(book)["records"]
    lines = []
    for table in TABLES:
        before = {one["id"]: one for one in version.records.get(table, ()) if "id" in one}
        after = {one["id"]: one for one in now.get(table, ()) if "id" in one}
        name = table.replace("_", " ")
        lines += [f"{name} {one}: added" for one in after if one not in before]
        lines += [f"{name} {one}: left out" for one in before if one not in after]
        lines += [
            f"{name} {one}: changed in {', '.join(_differing(before[one], after[one]))}"
            for one in after
            if one in before and before[one] != after[one]
        ]
    return tuple(lines)


def _differing(was: Values, now: Values) -> list[str]:
    return sorted(name for name in {*was, *now} if was.get(name) != now.get(name))
