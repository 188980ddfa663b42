"""The data dictionary of the evidence store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from writers.markdown import code, grid, page

from wardmote.evidence.records import PROVENANCE, TABLES, Column, Table
from wardmote.evidence.registers import HeldFile, HeldSupply

PLAINER = {
    "sha256": "SHA-256 of its bytes",
    "name": "The file, as the person named it",
    "size_bytes": "Its length",
    "source": "Source that read it",
    "kind": "Kind of record",
    "layout": "Layout that its columns fit",
    "publisher": "Who published it",
    "licence": "Its licence",
    "rows_read": "Rows in it",
    "accepted": "Rows taken in",
    "quarantined": "Rows kept apart with a reason",
    "duplicates": "Rows that repeat another",
    "supply_id": "source.kind.agency.scope.period",
}


def evidence_tables_page() -> str:
    """The data dictionary of the evidence store."""
    registers = [
        _register("files", "One file whose rows are held, or were quarantined", HeldFile),
        _register("supplies", "One supply: the unit in which evidence is replaced", HeldSupply),
    ]
    shared = "\n\n".join(
        [
            "## In every table",
            "Each row says where it came from. `supply` is the partition: the unit of replacement.",
            _columns((*PROVENANCE, Column("supply", "text", "Supply that the row belongs to"))),
        ]
    )
    return page(
        "Evidence tables",
        "The tables of the evidence store, in `evidence/tables/` of a workspace: Delta tables with "
        "Parquet underneath. Open them at the versions that one record in `evidence/versions/` "
        "names; the newest file of each by itself may belong to an ingest that never finished. "
        "Which areas a record lies in is not a column here: it is derived, see "
        "[placing](../explanation/placing.md).",
        "`wardmote.evidence.records` and `wardmote.evidence.registers`",
        [shared, *map(_table, TABLES.values()), *registers],
    )


def _table(table: Table) -> str:
    order = code([table.sorted_by])
    said = f"One row is: {table.one_row}. Sorted by {order} within each supply."
    return "\n\n".join([f"## {table.name}", said, _columns(table.columns)])


def _columns(columns: Iterable[Column]) -> str:
    return grid(
        ("Column", "Kind", "Meaning"), [(f"`{one.name}`", one.kind, one.meaning) for one in columns]
    )


def _register(name: str, one_row: str, record: type[HeldFile] | type[HeldSupply]) -> str:
    kinds = {"str": "text", "int": "whole"}
    meanings = _parameters_of(record) | PLAINER
    rows = [(f"`{one.name}`", kinds[str(one.type)], meanings[one.name]) for one in fields(record)]
    said = f"One row is: {one_row}. Written whole with every evidence version."
    return "\n\n".join([f"## {name}", said, grid(("Column", "Kind", "Meaning"), rows)])


def _parameters_of(record: type) -> dict[str, str]:
    """Meaning of each field, from the Parameters section of its docstring."""
    section = (record.__doc__ or "").split("----------", 1)[1]
    meanings: dict[str, str] = {}
    names: list[str] = []
    for line in filter(str.strip, section.splitlines()):
        if line.startswith(" " * 8):
            for name in names:
                meanings[name] = f"{meanings.get(name, '')} {line.strip()}".strip()
        else:
            names = [name.strip() for name in line.split(",")]
    return meanings
