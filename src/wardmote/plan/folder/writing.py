"""Records as TOML, and the history, which is only ever added to."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from wardmote.plan.records import TABLES, Record


def plain_values(record: Any) -> dict[str, Any]:
    """Fields of a record that differ from their defaults, as plain values.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.plan.records import Hold
    >>> plain_values(Hold(starts=date(2027, 3, 23), ends=date(2027, 5, 6), why="Election"))
    {'starts': datetime.date(2027, 3, 23), 'ends': datetime.date(2027, 5, 6), 'why': 'Election'}
    """
    values = {}
    ordered = sorted(fields(record), key=lambda one: one.name in _LAST)
    for one in ordered:
        value = getattr(record, one.name)
        default = one.default_factory() if one.default_factory is not MISSING else one.default
        if value is not None and (default is MISSING or value != default):
            values[one.name] = _plain(value)
    return values


LONGEST_LINE = 100
_LIST = re.compile(r"^(\w+ = )\[\n((?: {4}.+,\n)+)\]", re.MULTILINE)
_LAST = ("marking", "source", "quoted", "to_be_confirmed")


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return plain_values(value) if is_dataclass(value) else value


def record_toml(record: Record) -> str:
    """A record as it stands in a plan's file.

    Examples
    --------
    >>> from datetime import date
    >>> from wardmote.plan.records import Hold
    >>> day = date(2027, 3, 23)
    >>> print(record_toml(Hold(starts=day, ends=day, why="Election")), end="")
    [[hold]]
    starts = 2027-03-23
    ends = 2027-03-23
    why = "Election"
    """
    import tomli_w

    table = next(name for name, kind in TABLES.items() if kind is type(record))
    values = plain_values(record)
    if table == "plan":
        return tomli_w.dumps({table: values})
    return f"[[{table}]]\n{_body(values, table)}"


def _body(values: dict[str, Any], table: str) -> str:
    """Values of one entry; what it holds in turn stands below it in brackets of its own."""
    import tomli_w

    simple = {name: value for name, value in values.items() if not _is_nested(value)}
    text = _LIST.sub(_on_one_line, tomli_w.dumps(simple, multiline_strings=False))
    for name, value in values.items():
        if isinstance(value, dict):
            text += f"\n[{table}.{name}]\n{_body(value, f'{table}.{name}')}"
        elif _is_nested(value):
            for one in value:
                text += f"\n[[{table}.{name}]]\n{_body(one, f'{table}.{name}')}"
    return text


def _on_one_line(found: re.Match[str]) -> str:
    """A list that fits one line is easier to read there."""
    items = [line.strip().removesuffix(",") for line in found[2].splitlines()]
    line = f"{found[1]}[{', '.join(items)}]"
    return line if len(line) <= LONGEST_LINE else found[0]


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    )


def append_record(path: Path, record: Record) -> None:
    """Add one record to a file of the history; nothing that stands there is touched.

    Parameters
    ----------
    path
        A TOML file, made with its folder where it is not there yet.
    record
        What to add.
    """
    append_records(path, [record])


def append_records(path: Path, records: Sequence[Record]) -> None:
    """Add several records to a file of the history in one write, so that none is half saved.

    Parameters
    ----------
    path
        A TOML file, made with its folder where it is not there yet.
    records
        What to add; nothing is written for none.
    """
    if not records:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lead = "\n" if path.exists() and path.stat().st_size else ""
    text = lead + "\n".join(map(record_toml, records))
    with path.open("ab") as out:
        out.write(text.encode())
        out.flush()
        os.fsync(out.fileno())
