"""Every source, on a sample of every layout that it has ever had. Every row is invented."""

from __future__ import annotations

import csv
import random
import shutil
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wardmote.evidence.batch import BatchRows, stage_batch
from wardmote.evidence.files import find_files, open_files
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.source import (
    Declaration,
    Recognised,
    SourceFile,
    recognise,
    registered_sources,
)
from wardmote.evidence.store import Store

Samples = dict[str, tuple[Recognised, BatchRows]]

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 22)
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (HERE / "expected.toml").read_text(encoding="utf-8")
)
SAMPLES = sorted(EXPECTED)
# A mapping is written for one header in one order of capitals; Shuffling is for publishers.
PUBLISHED = [name for name in SAMPLES if name.endswith(".csv") and not name.startswith("mapped")]
MAY_BE_BLANK = {
    "incidents": {
        "occurred_on",
        "occurred_hour",
        "reference",
        "longitude",
        "latitude",
        "location",
        "area_given",
        "outcome_given",
    },
    "outcomes": {"longitude", "latitude", "location", "area_given"},
    "searches": {
        "longitude",
        "latitude",
        "gender",
        "age_range",
        "self_defined_ethnicity",
        "officer_defined_ethnicity",
        "outcome_linked",
        "clothing_removed",
        "operation",
        "area_given",
    },
}


def opened(path: Path, scratch: Path) -> SourceFile:
    (file,) = open_files(find_files([path]), scratch)
    assert isinstance(file, SourceFile), file
    return file


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Every sample, staged once."""
    return {name: staged(HERE / name, tmp_path_factory.mktemp("scratch")) for name in SAMPLES}


def staged(path: Path, scratch: Path) -> tuple[Recognised, BatchRows]:
    one = recognise(opened(path, scratch), registered_sources())
    assert one is not None
    batch = stage_batch(one.source, one.layout, (one.file,), Declaration(AS_OF), scratch)
    return one, batch


def evidence_of(batch: BatchRows) -> list[dict[str, Any]]:
    tables = [pq.read_table(part.path, partitioning=None) for part in batch.parts]
    return pa.concat_tables(tables).to_pylist() if tables else []


def layout_name(one: Recognised) -> str:
    return one.layout.kind if one.source.name == "mapped_csv" else one.layout.name


def test_every_layout_of_every_source_has_a_sample() -> None:
    needed = {
        f"{source.name}/{layout.sample}"
        for source in registered_sources()
        for layout in source.layouts
    }

    assert needed <= set(SAMPLES)
    assert all((HERE / name).is_file() for name in needed)


def test_every_sample_has_an_expectation() -> None:
    files = {
        path.relative_to(HERE).as_posix()
        for path in HERE.glob("*/*")
        if path.suffix not in (".toml", ".pyc")
    }

    assert files == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_recognised_by_one_source_in_one_layout(name: str, tmp_path: Path) -> None:
    file = opened(HERE / name, tmp_path)

    claims = [source.name for source in registered_sources() if source.layout_of(file)]

    assert claims == [name.split("/", maxsplit=1)[0]]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_a_sample_is_accounted_for(name: str, samples: Samples) -> None:
    expected = EXPECTED[name]

    one, batch = samples[name]

    (account,) = batch.accounts
    reasons = {str(row): why for _, _, row, why, _ in batch.faulty}
    assert layout_name(one) == expected["layout"]
    assert reasons == expected.get("quarantined", {})
    assert account.rows_read == expected["rows"]
    assert account.duplicates == expected["duplicates"]
    assert account.quarantined == len(reasons)
    assert sum(part.rows for part in batch.parts) == expected["evidence"]
    assert batch.personal == []


@pytest.mark.parametrize("name", SAMPLES)
def test_evidence_of_a_sample_fills_its_table(name: str, samples: Samples) -> None:
    one, batch = samples[name]

    table = one.layout.evidence_table
    wanted = table.arrow_schema().remove(len(table.all_columns))
    schemas = [pq.read_schema(part.path) for part in batch.parts]
    rows = evidence_of(batch)
    allowed = MAY_BE_BLANK.get(table.name, set())
    blank = {key for row in rows for key, value in row.items() if value is None}
    assert rows
    assert all(schema.equals(wanted) for schema in schemas)
    assert blank <= allowed
    assert {row["source"] for row in rows} == {name.split("/", maxsplit=1)[0]}
    assert {row["file_sha256"] for row in rows} == {one.file.sha256}
    assert {row["row_number"] for row in rows} <= set(range(1, EXPECTED[name]["rows"] + 1))


@pytest.mark.parametrize("name", PUBLISHED)
def test_order_of_columns_delimiter_and_bom_do_not_matter(name: str, tmp_path: Path) -> None:
    with (HERE / name).open(newline="", encoding="utf-8-sig") as text:
        header, *rows = list(csv.reader(text))
    order = random.Random(1).sample(range(len(header)), len(header))
    whole = [row for row in rows if len(row) == len(header)]
    plain, odd = tmp_path / "plain" / Path(name).name, tmp_path / "odd" / Path(name).name
    write(plain, ",", [header, *whole])
    write(odd, ";", [[row[at] for at in order] for row in [header, *whole]], encoding="utf-8-sig")

    _, as_published = staged(plain, tmp_path)
    _, shuffled = staged(odd, tmp_path)

    assert unmarked(evidence_of(shuffled)) == unmarked(evidence_of(as_published))
    assert shuffled.accounts == as_published.accounts


def write(path: Path, delimiter: str, rows: list[list[str]], encoding: str = "utf-8") -> None:
    path.parent.mkdir()
    with path.open("w", newline="", encoding=encoding) as text:
        csv.writer(text, delimiter=delimiter).writerows(rows)


def unmarked(rows: list[dict[str, Any]]) -> list[str]:
    """Rows without what names their file, in an order of their own."""
    kept = [{key: row[key] for key in row if key != "file_sha256"} for row in rows]
    return sorted(map(repr, kept))


def test_all_samples_are_read_together_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = shutil.copytree(HERE, tmp_path / "sources")
    store = Store(tmp_path / "evidence")

    report = ingest(store, Request((folder,), as_of=AS_OF))
    again = ingest(store, Request((folder,), as_of=AS_OF))

    assert {file.name: file.rows.rows_read for file in report.files} == {
        name: expected["rows"] for name, expected in EXPECTED.items()
    }
    assert report.total.quarantined == sum(
        len(expected.get("quarantined", ())) for expected in EXPECTED.values()
    )
    assert all(min(file.rows.accepted, file.rows.duplicates) >= 0 for file in report.files)
    assert report.unrecognised == ()
    assert not again.changed
    assert again.total.duplicates == again.total.rows_read == report.total.rows_read
