"""Ingest beside a bare copy: Bedfordshire's real files, and a generated archive.

Run: python -m benchmarks.ingest [ROWS …]   (default 2,000,000 and 20,000,000)

The peer is DuckDB's COPY of the same CSVs to zstd Parquet in process: it reads and writes
and does nothing else. Ours is the whole process: Python's start, every check, placing,
de-duplication, commit and report. pandas does the same reading and grouping.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.archive import write_archive, write_boundaries
from benchmarks.processes import HEADER, Measured, machine, python, run_process, wardmote

PANDAS_HOLDS_ROWS = 5_000_000  # it needs about a gigabyte a million rows
BESIDE_THE_CHECKOUT = Path(__file__).parents[2] / "shared" / "data"

COPY = """
import glob, time, duckdb
started = time.perf_counter()
con = duckdb.connect()
for kind in {kinds!r}:
    files = sorted(glob.glob({folder!r} + "/*/*-" + kind + ".csv"))
    source = "read_csv(%r, header=true, quote='\\"', all_varchar=true, delim=',')" % files
    con.execute("COPY (SELECT * FROM " + source + ") TO '" + {out!r} + "/" + kind + ".parquet' "
                "(FORMAT parquet, COMPRESSION zstd)")
print(time.perf_counter() - started)
"""

PANDAS = """
import glob, pandas as pd
for kind in {kinds!r}:
    files = sorted(glob.glob({folder!r} + "/*/*-" + kind + ".csv"))
    frame = pd.concat([pd.read_csv(path, dtype=str) for path in files], ignore_index=True)
    if kind == "street":
        ids = frame["Crime ID"].notna()
        frame = pd.concat([frame[ids].drop_duplicates(["Crime ID", "Month"]), frame[~ids]])
        frame.groupby(["LSOA code", "Month", "Crime type"]).size().to_frame("count").to_parquet(
            {out!r} + "/cube.parquet")
    frame.to_parquet({out!r} + "/" + kind + ".parquet", compression="zstd")
"""


def measure(
    name: str,
    folder: Path,
    kinds: tuple[str, ...],
    areas: list[Path],
    times: int,
    *,
    with_pandas: bool = True,
) -> None:
    """Print the table of one folder of files."""
    scratch = Path(tempfile.mkdtemp(prefix="wardmote-benchmark-"))
    workspace, out = scratch / "workspace", scratch / "out"
    out.mkdir()
    prepared = scratch / "prepared"
    _prepare(prepared, areas)

    def fresh() -> None:
        shutil.rmtree(workspace, ignore_errors=True)
        shutil.copytree(prepared, workspace)

    given = {"folder": str(folder), "kinds": kinds, "out": str(out)}
    peer = run_process("DuckDB COPY to Parquet", python(COPY.format(**given)), times=times)
    ours = run_process(
        "wardmote ingest",
        wardmote("ingest", str(folder), "--workspace", str(workspace), "--json"),
        times=times,
        before=fresh,
    )
    rows = [peer.row(), ours.row(peer)]
    if with_pandas:
        rows.append(_pandas(given, times).row(peer))
    print(f"\n**{name}**\n\n{HEADER}")
    print("\n".join(rows), flush=True)
    shutil.rmtree(scratch)


def _prepare(workspace: Path, areas: list[Path]) -> None:
    """A workspace that knows its areas already: placing is part of what is timed."""
    run_process("init", wardmote("init", str(workspace), "--area", "E06000032"), times=1)
    if areas:
        paths = [str(path) for path in areas]
        run_process("areas", wardmote("ingest", *paths, "--workspace", str(workspace)), times=1)


def _pandas(given: dict[str, object], times: int) -> Measured:
    return run_process(
        "pandas: read, drop repeats, group, write", python(PANDAS.format(**given)), times=times
    )


def main(sizes: list[int]) -> None:
    """Measure the real files where they are, then generated archives."""
    print(f"{date.today():%d %B %Y}; {machine()}")  # noqa: DTZ011  (the day here)
    real = Path(os.environ.get("WARDMOTE_REAL_DATA") or BESIDE_THE_CHECKOUT)
    kinds = ("street", "outcomes", "stop-and-search")
    if real.is_dir():
        areas = [
            real / "areas" / "lsoa21" / f"{code}.geojson"
            for code in ("E06000032", "E06000055", "E06000056")
        ]
        areas.append(real / "areas" / "lookups")
        measure(
            "Bedfordshire, 344,340 raw rows", real / "police_uk" / "bedfordshire", kinds, areas, 5
        )
    for rows in sizes:
        folder = Path(tempfile.mkdtemp(prefix="wardmote-archive-"))
        size = write_archive(folder / "files", rows)
        write_boundaries(folder / "lsoa21.geojson")
        measure(
            f"Generated, {rows:,} street rows, {size / 1e9:.2f} GB",
            folder / "files",
            ("street",),
            [folder / "lsoa21.geojson"],
            3 if rows <= 2_000_000 else 1,
            with_pandas=rows <= PANDAS_HOLDS_ROWS,
        )
        shutil.rmtree(folder)


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [2_000_000, 20_000_000])
