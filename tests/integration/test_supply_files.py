"""What an ingest writes: a file a supply, in the order of its areas, with all of its rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from conftest import OUTCOMES, TODAY, WriteTable, crime_id, outcome_row
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.sources import police_uk
from wardmote.evidence.store import Store

MONTHS, ROWS = ("2024-03", "2024-04"), 40


@pytest.fixture
def folder(tmp_path: Path, write_table: WriteTable) -> Path:
    """Two months of outcomes, in areas that come in no order."""
    for month in MONTHS:
        rows = [
            outcome_row(
                **{
                    "Crime ID": crime_id(n, month),
                    "Month": month,
                    "LSOA code": f"E0199{n * 7 % 10:04d}",
                }
            )
            for n in range(ROWS)
        ]
        write_table(tmp_path / "in" / f"{month}-northshire-outcomes.csv", OUTCOMES, rows)
    return tmp_path / "in"


def written(folder: Path, scope: str | None = None) -> list[pq.ParquetFile]:
    store = Store(folder.parent / "evidence")
    ingest(store, Request((folder,), TODAY, scope), sources=[police_uk.SOURCE])
    version = store.version()
    assert version is not None
    return [pq.ParquetFile(one) for one in store.files_of(version, "outcomes")]


def test_a_supply_is_one_file_whose_rows_are_in_the_order_of_their_areas(folder: Path) -> None:
    files = written(folder)

    areas = [file.read()["area_given"].to_pylist() for file in files]
    assert [len(one) for one in areas] == [ROWS] * len(MONTHS)
    assert areas == [sorted(one) for one in areas]


def test_a_scope_said_at_length_loses_no_row(folder: Path) -> None:
    files = written(folder, scope="burglary@all")

    assert [file.metadata.num_rows for file in files] == [ROWS] * len(MONTHS)
