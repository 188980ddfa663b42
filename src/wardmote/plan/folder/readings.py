"""Readings of indicators in a CSV, as partners send them, into records."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from wardmote.errors import Fault
from wardmote.evidence.tabular.dates import parse_dates
from wardmote.plan.folder.tables import Placed, record_of
from wardmote.plan.records import Reading

DAYS: Final = ("starts", "ends", "received_on")
COLUMNS: Final = tuple(
    one.name for one in fields(Reading) if one.name not in ("places", "to_be_confirmed")
)


def read_readings(
    path: Path, name: str, *, given: Mapping[str, Any] = MappingProxyType({})
) -> tuple[list[Placed], list[Fault]]:
    """Readings of one CSV, and everything wrong with the others.

    Parameters
    ----------
    path
        A CSV whose header names fields of a reading: ``indicator,starts,ends,value,…``.
    name
        As messages name it.
    given
        Values for what the file leaves out, such as its provider and the day on which it came.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return [], [Fault(name, "is not text in UTF-8: save it as CSV UTF-8 in Excel")]
    placed: list[Placed] = []
    faults: list[Fault] = []
    with StringIO(text, newline="") as lines:
        reader = csv.DictReader(lines)
        unknown = [one for one in reader.fieldnames or () if one not in (*COLUMNS, "places")]
        if unknown or not reader.fieldnames:
            said = f"columns {', '.join(unknown)} are not known" if unknown else "it is empty"
            return [], [Fault(name, f"{said}: use {', '.join((*COLUMNS, 'places'))}")]
        for number, row in enumerate(reader, 2):
            where = f"{name}  row {number}"
            if None in row:
                faults.append(Fault(where, "has more cells than the header"))
                continue
            values, wrong = _values(row)
            values = {**given, **values}
            record, problems = record_of("reading", values, where) if not wrong else (None, [])
            faults += [*(Fault(where, one) for one in wrong), *problems]
            placed += [Placed(record, where)] if record else []
    return placed, faults


def _values(row: Mapping[str, str | None]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    wrong = []
    for name, text in row.items():
        cell = (text or "").strip()
        if not cell:
            continue
        try:
            values[name] = _value(name, cell)
        except (ValueError, KeyError):
            wrong.append(f"{name} cannot be read as {_FORM.get(name, 'text')}")
    return values, wrong


_FORM: Final = {
    **dict.fromkeys(DAYS, "a date such as 2026-09-30"),
    "value": "a number such as 1,204 or 48%",
    "base": "a whole number",
    "revised": "yes or no",
}


def _value(name: str, cell: str) -> Any:
    if name in DAYS:
        return _day(cell)
    if name == "value":
        return _number(cell)
    if name == "base":
        return _whole(cell)
    if name == "revised":
        return {"yes": True, "no": False, "true": True, "false": False}[cell.lower()]
    return [one.strip() for one in cell.split(";")] if name == "places" else cell


_NUMBER: Final = re.compile(r"-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?%?")


def _number(cell: str) -> float:
    """A number as people write it: 1,204 or 48%."""
    if not _NUMBER.fullmatch(cell):
        raise ValueError("not a number")  # 1,5 may be one and a half, or fifteen
    number = float(cell.rstrip("%").replace(",", ""))
    return number / 100 if cell.endswith("%") else number


def _whole(cell: str) -> int:
    number = _number(cell)
    if not number.is_integer():
        raise ValueError("not a whole number")
    return int(number)


def _day(cell: str) -> date:
    """A day, the British way round where it is not the international one."""
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y"):
        found = parse_dates([cell], form).values[0]
        if found is not None:
            return found.date()
    raise ValueError("not a day")
