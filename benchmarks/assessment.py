"""An assessment beside a script that an analyst would write: Luton, from its raw files.

Run: python -m benchmarks.assessment [--peer PYTHON] [--times 5]

The peer, `by_hand.py`, makes the same tables and charts with pandas, geopandas, statsmodels and
matplotlib. They are not needed for anything else, so they live apart:

    python -m venv .venv-peer
    .venv-peer/bin/pip install pandas pyarrow geopandas statsmodels matplotlib
    python -m benchmarks.assessment --peer .venv-peer/bin/python

Ours is the whole process, of which every assessment writes two editions: for the public and for
partners. Both must count the same, or nothing is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.processes import HEADER, Measured, machine, run_process, wardmote

BESIDE_THE_CHECKOUT = Path(__file__).parents[2] / "shared" / "data"
BY_HAND = Path(__file__).with_name("by_hand.py")
NEEDED = "import geopandas, matplotlib, pandas, pyarrow, statsmodels"
AS_OF = "2026-11-22"
BEDFORDSHIRE = ("E06000032", "E06000055", "E06000056")
PEOPLE = ("population/population_lsoa21_2011_2022.parquet", "population/ethnicity21_lsoa21.csv")
WITH_SEARCHES = "Tower Hamlets with all London's searches"
PLACES: dict[str, tuple[str, ...]] = {
    "Luton": (
        "areas/lookups",
        *(f"areas/lsoa21/{code}.geojson" for code in BEDFORDSHIRE),
        "areas/ward/E06000032.geojson",
        *PEOPLE,
        "police_uk/bedfordshire",
    ),
    "Tower Hamlets": (
        "areas/lookups",
        "areas/lsoa21/E09000030.geojson",
        "areas/lsoa11/E09000030.geojson",
        "areas/ward/E09000030.geojson",
        *PEOPLE,
        "tower_hamlets",
    ),
}
PLACES[WITH_SEARCHES] = (
    *(one for one in PLACES["Tower Hamlets"] if not one.startswith("areas/lsoa21")),
    "areas/lsoa21",
    "police_uk/metropolitan_2022-09_2024-08.zip",
)


def area_of(place: str) -> str:
    return place.partition(" with ")[0]


def make(place: str, workspace: Path, data: Path) -> None:
    """A workspace with everything of a place read in."""
    shutil.rmtree(workspace, ignore_errors=True)
    run_process("init", wardmote("init", str(workspace), "--area", area_of(place)), times=1)
    paths = [str(data / path) for path in PLACES[place]]
    run_process("ingest", wardmote("ingest", *paths, "-w", str(workspace)), times=1)


def assess(workspace: Path, *formats: str) -> list[str]:
    chosen = [word for one in formats for word in ("--format", one)]
    return wardmote("assess", "-w", str(workspace), "--as-of", AS_OF, *chosen)


def measure(place: str, scratch: Path, data: Path, times: int) -> list[Measured]:
    """From the store in one format and in three, and from the raw files."""
    workspace = scratch / "workspace"
    make(place, workspace, data)

    def without_editions() -> None:
        for folder in ("editions", "partner-editions"):
            shutil.rmtree(workspace / folder, ignore_errors=True)

    made = [
        run_process(name, assess(workspace, *formats), times=times, before=without_editions)
        for name, formats in (
            (f"{place}: from the store, HTML", ("html",)),
            (f"{place}: from the store, HTML, PDF and Word", ("html", "pdf", "docx")),
        )
    ]
    raw = scratch / "raw"
    paths = [str(data / path) for path in PLACES[place]]
    both = (wardmote("ingest", *paths, "-w", str(raw)), assess(raw, "html"))

    def fresh() -> None:
        shutil.rmtree(raw, ignore_errors=True)
        run_process("init", wardmote("init", str(raw), "--area", area_of(place)), times=1)

    name = f"{place}: from raw files, HTML"
    return [*made, run_process(name, one_after_another(both), times=times, before=fresh)]


def one_after_another(commands: Sequence[Sequence[str]]) -> list[str]:
    """One process that waits for each command in turn, so that both are measured together."""
    run = "import subprocess, sys, json\nfor one in json.loads(sys.argv[1]):\n"
    run += "    subprocess.run(one, check=True, stdout=subprocess.DEVNULL)\n"
    return [sys.executable, "-c", run, json.dumps(commands)]


def differences(workspace: Path, out: Path) -> list[str]:
    """Kinds of crime of which the two do not count the same in the last year."""
    (findings,) = workspace.glob("editions/*/findings.json")
    ours = {
        one["title"]: one["after"]
        for one in json.loads(findings.read_text(encoding="utf-8"))["findings"]
        if not one["part_of"]
    }
    counts = json.loads((out / "counts.json").read_text(encoding="utf-8"))
    theirs = {what: after for what, (_, after) in counts.items()}
    kinds = sorted(ours.keys() | theirs.keys())
    return [kind for kind in kinds if ours.get(kind) != theirs.get(kind)]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peer", default=sys.executable, help="a Python that has the peer's")
    parser.add_argument("--times", type=int, default=5, help="runs of each")
    options = parser.parse_args()
    data = Path(os.environ.get("WARDMOTE_REAL_DATA") or BESIDE_THE_CHECKOUT)
    if not data.is_dir():
        print("No real data here: set WARDMOTE_REAL_DATA to the folder that holds them.")
        return 2
    if subprocess.run([options.peer, "-c", NEEDED], check=False, capture_output=True).returncode:
        print(f"{options.peer} cannot import the peer's libraries. {__doc__}")
        return 2
    with tempfile.TemporaryDirectory(prefix="wardmote-benchmark-") as folder:
        scratch = Path(folder)
        peer = run_process(
            "Luton by hand: from raw files, one page of HTML",
            [options.peer, str(BY_HAND), str(data), str(scratch / "by-hand")],
            times=options.times,
        )
        luton = measure("Luton", scratch, data, options.times)
        if unlike := differences(scratch / "workspace", scratch / "by-hand"):
            print(f"They do not count the same: {', '.join(unlike)}.")
            return 1
        print(f"{date.today():%d %B %Y}; {machine()}\n\n{HEADER}")  # noqa: DTZ011  (the day here)
        print("\n".join([peer.row(), *(one.row(peer) for one in luton)]), flush=True)
        for place in ("Tower Hamlets", WITH_SEARCHES):
            for one in measure(place, scratch, data, options.times):
                print(one.row(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
