"""A mapping's TOML file into a checked record."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wardmote.errors import ConfigurationError, Fault
from wardmote.evidence.mapping.record import FileMapping
from wardmote.evidence.mapping.rules import refusal
from wardmote.evidence.mapping.words import SOURCE_KEYS, TABLES, unknown


def read_mapping(path: Path | str) -> FileMapping:
    """Mapping of an agency's files from a TOML file.

    Answers "how is this council's CSV to be read?". `propose_mapping` writes a first draft
    for a person to correct; a draft with blanks left does not pass here.

    Parameters
    ----------
    path
        TOML file, in UTF-8.

    Returns
    -------
    FileMapping
        Checked: columns, formats and categories exist and fit together.

    Raises
    ------
    ConfigurationError
        The file is missing, is not TOML, or says something unknown, blank, missing or twice.
        All such faults come in one error, with the names that exist.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigurationError(
            "There is no such mapping.",
            where={"Mapping": str(path)},
            next_step="Propose one with `wardmote source inspect FILE` and save it there.",
        ) from error
    except UnicodeDecodeError as error:
        raise _not_toml(path.name, "it is not in UTF-8") from error
    return parse_mapping(text, path.name)


def parse_mapping(text: str, name: str) -> FileMapping:
    """Mapping from the text of its TOML file.

    Parameters
    ----------
    text
        TOML.
    name
        What to call it in messages.

    Returns
    -------
    FileMapping
        As `read_mapping`.

    Raises
    ------
    ConfigurationError
        As `read_mapping`.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(name, str(error)) from error
    reader = _Reader(document)
    settings = reader.settings()
    try:
        mapping = FileMapping(name=name, **settings)
    except ConfigurationError as error:
        raise refusal(name, [*reader.faults, *error.faults]) from None
    if reader.faults:
        raise refusal(name, reader.faults)
    return mapping


def _not_toml(name: str, why: str) -> ConfigurationError:
    return ConfigurationError(
        "The mapping is not TOML.",
        where={"Mapping": name},
        found=why,
        next_step="Correct that line: text stands in quotation marks, and each name once.",
    )


def _tidy(name: str) -> str:
    """Name of their column, spaced as the reader of tables spaces it."""
    return " ".join(name.split())


class _Reader:
    """Values out of the TOML document, each of the right type, or a fault."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.faults: list[Fault] = []
        self.document = document

    def settings(self) -> dict[str, Any]:
        self._unknown("", self.document, TABLES)
        source = self._table("source")
        self._unknown("[source] ", source, SOURCE_KEYS)
        values = self._table("values")
        self._unknown("[values] ", values, ("category",))
        drop = self._table("drop")
        self._unknown("[drop] ", drop, ("columns",))
        return {
            **{key: self._text("[source]", source, key) for key in SOURCE_KEYS[:4]},
            **{
                key: self._text("[source]", source, key) if key in source else None
                for key in ("category_is", "lad24cd_is", "sheet", "delimiter", "encoding")
            },
            "kind": self._text("[source]", source, "kind"),
            "files": self._texts("[source]", source, "files"),
            "skip_rows": self._whole("[source]", source, "skip_rows"),
            "columns": {ours: _tidy(name) for ours, name in self._words("columns").items()},
            "formats": self._words("formats"),
            "categories": self._words("values", "category"),
            "drop": tuple(map(_tidy, self._texts("[drop]", drop, "columns"))),
            "generalise": {_tidy(name): how for name, how in self._words("generalise").items()},
        }

    def _unknown(self, where: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
        self.faults += [
            Fault(f"{where}{key}", unknown(key, known)) for key in table if key not in known
        ]

    def _table(self, *path: str) -> dict[str, Any]:
        table: dict[str, Any] = dict(self.document)
        for key in path:
            inner = table.get(key, {})
            if not isinstance(inner, dict):
                self.faults.append(Fault(f"[{'.'.join(path)}]", "must be a table"))
                return {}
            table = inner
        return table

    def _words(self, *path: str) -> dict[str, str]:
        where = f"[{'.'.join(path)}]"
        table = self._table(*path)
        return {key: self._text(where, table, key) for key in table}

    def _text(self, where: str, table: Mapping[str, Any], key: str) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self.faults.append(Fault(f"{where} {key}", "must be text in quotation marks"))
        return str(value)

    def _texts(self, where: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.faults.append(Fault(f"{where} {key}", 'must be a list of texts: ["a", "b"]'))
            return (str(value),)
        return tuple(value)

    def _whole(self, where: str, table: Mapping[str, Any], key: str) -> int:
        value = table.get(key, 0)
        if not isinstance(value, int) or isinstance(value, bool):
            self.faults.append(Fault(f"{where} {key}", "must be a whole number"))
            return 0
        return value
