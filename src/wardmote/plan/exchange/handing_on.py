"""A plan written for others, in the format that they ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from wardmote.plan.exchange.as_csv import csv_files
from wardmote.plan.exchange.as_json import plan_json
from wardmote.plan.exchange.cleared import ClearedBook, require_cleared

Writer = Callable[[ClearedBook, str], dict[str, bytes]]


def _stratml(cleared: ClearedBook, organisation: str) -> dict[str, bytes]:
    from wardmote.plan.stratml import stratml_bytes

    return {
        "plan.stratml.xml": stratml_bytes(cleared, organisation=organisation),
        "performance-report.stratml.xml": stratml_bytes(
            cleared, report=True, organisation=organisation
        ),
    }


def _csv(cleared: ClearedBook, organisation: str) -> dict[str, bytes]:
    return csv_files(cleared)


def _json(cleared: ClearedBook, organisation: str) -> dict[str, bytes]:
    return {"plan.json": plan_json(cleared)}


EXPORTS: Final[Mapping[str, Writer]] = {"stratml": _stratml, "csv": _csv, "json": _json}
"""Name of a format to what writes it."""


def write_exports(
    cleared: ClearedBook, folder: Path, name: str, *, organisation: str
) -> list[Path]:
    """Write a cleared plan in one format.

    Parameters
    ----------
    cleared
        Made by `wardmote.plan.exchange.clear_book`.
    folder
        Made where it is not there yet; files of the same names are replaced.
    name
        One of `EXPORTS`.
    organisation
        Name of the partnership.

    Returns
    -------
    list of Path
        What was written.
    """
    files = EXPORTS[name](require_cleared(cleared), organisation)
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return [folder / file for file in files]
