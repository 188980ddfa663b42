"""Reading many files at once: no row changes its number, and clean files are read fast."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wardmote.evidence.batch import connect
from wardmote.evidence.files import find_files, open_files
from wardmote.evidence.source import Declaration, SourceFile
from wardmote.evidence.staging import Staging

FILES, COLUMNS = 36, ("word", "place")


@pytest.fixture
def staging(tmp_path: Path) -> Iterator[Staging]:
    with connect(tmp_path) as con:
        yield Staging(con, tmp_path, Declaration(date(2026, 11, 22)))


@pytest.fixture
def files(tmp_path: Path) -> tuple[SourceFile, ...]:
    """Files a few rows longer than the engine's blocks of 2,048; each row says where it stands."""
    folder = tmp_path / "files"
    folder.mkdir()
    for no in range(FILES):
        with (folder / f"{no:02d}.csv").open("w", newline="", encoding="utf-8") as text:
            writer = csv.writer(text)
            writer.writerow(COLUMNS)
            writer.writerows((f"{no}:{row}", "a place" * 12) for row in range(1, 4_097 + no))
    opened = open_files(find_files([folder]), tmp_path)
    return tuple(one for one in opened if isinstance(one, SourceFile))


def test_every_row_of_many_files_read_at_once_has_its_own_number(
    staging: Staging, files: tuple[SourceFile, ...]
) -> None:
    rows = staging.text_rows(files, COLUMNS)

    wrong = staging.con.execute(
        f"SELECT count(*) FROM {rows} WHERE word <> file_no || ':' || row_number"
    ).fetchone()
    assert wrong == (0,)


def test_clean_files_are_read_by_the_engine_and_not_row_by_row(
    staging: Staging, files: tuple[SourceFile, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(*_given: object) -> None:
        raise AssertionError("a clean file took the slow road")

    monkeypatch.setattr(Staging, "_read_slowly", slowly)

    rows = staging.text_rows(files, COLUMNS)

    assert staging.con.execute(f"SELECT count(DISTINCT file_no) FROM {rows}").fetchone() == (FILES,)
