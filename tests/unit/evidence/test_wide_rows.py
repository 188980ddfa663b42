"""Wide tables as long ones: every filled cell once, and no row lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wardmote.evidence.source import Declaration
from wardmote.evidence.staging import Staging
from wardmote.evidence.wide_rows import long_rows

CELLS = ("202402", '2024 "03"', "it's")


@pytest.fixture(scope="module")
def staging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staging]:
    with duckdb.connect() as con:
        yield Staging(con, tmp_path_factory.mktemp("scratch"), Declaration(date(2026, 11, 22)))


def table_of(staging: Staging, rows: list[tuple[str | None, ...]]) -> str:
    name = staging.new_name("wide")
    columns = ", ".join('"' + one.replace('"', '""') + '" VARCHAR' for one in CELLS)
    staging.con.execute(f"CREATE TEMP TABLE {name} (row_number BIGINT, {columns})")
    for number, row in enumerate(rows, start=1):
        staging.con.execute(f"INSERT INTO {name} VALUES (?, ?, ?, ?)", [number, *row])
    return name


blank_or_count = st.sampled_from([None, "", "  ", "0", "12", "x"])


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(blank_or_count, blank_or_count, blank_or_count), max_size=5))
def test_every_filled_cell_is_a_row_and_a_blank_row_keeps_one(
    staging: Staging, rows: list[tuple[str | None, ...]]
) -> None:
    table = long_rows(staging, table_of(staging, rows), CELLS)

    found = staging.con.execute(f"SELECT row_number, heading, cell FROM {table}").fetchall()
    filled = {
        (number, heading, cell.strip())
        for number, row in enumerate(rows, start=1)
        for heading, cell in zip(CELLS, row, strict=True)
        if cell and cell.strip()
    }
    blank = set(range(1, len(rows) + 1)) - {number for number, _, _ in filled}
    assert {one for one in found if one[2] is not None} == filled
    assert sorted(number for number, _, cell in found if cell is None) == sorted(blank)


def test_the_other_columns_are_kept(staging: Staging, tmp_path: Path) -> None:
    table = long_rows(staging, table_of(staging, [("1", "2", None)]), CELLS)

    columns = [one[0] for one in staging.con.execute(f"DESCRIBE {table}").fetchall()]
    assert columns == ["row_number", "heading", "cell"]
