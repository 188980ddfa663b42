"""A million points into the LSOAs of London and Bedfordshire, with a peer beside us.

    python -m benchmarks.points            # prints a Markdown table
    python -m benchmarks.points --runs 5

Each measurement is a process of its own that has read boundaries and points before the
clock starts. Time is from points to area codes, the first call in its process; memory is
the most that the process grew by meanwhile. The peer is geopandas' spatial join where
geopandas is installed, else shapely's STRtree; both then give boundary points to the
lowest code, and both must agree on every point.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.util
import io
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import psutil
import shapely
from numpy.typing import NDArray

from wardmote.places.areas import AreaSet, join_areas
from wardmote.places.boundary_files import read_boundaries
from wardmote.places.points import NOWHERE, areas_of_points

POINTS = 1_000_000
MOST_SECONDS = 1.5
MOST_MEGABYTES = 300
SEED = 20241122
SAMPLE_SECONDS = 0.002
BESIDE_THE_CHECKOUT = Path(__file__).parents[2] / "shared" / "data"

Measured = dict[str, Any]
Coordinates = tuple[NDArray[np.float64], NDArray[np.float64]]


def data_folder() -> Path:
    return Path(os.environ.get("WARDMOTE_REAL_DATA") or BESIDE_THE_CHECKOUT)


def real_lsoas(folder: Path) -> AreaSet:
    files = sorted((folder / "areas" / "lsoa21").glob("*.geojson"))
    return join_areas([read_boundaries(path) for path in files])


def snap_points(folder: Path, areas: AreaSet, count: int) -> Coordinates:
    """Real published map points, drawn as often as they were published."""
    found = [*_bedfordshire(folder), *_metropolitan(folder)]
    drawn = np.random.default_rng(SEED).choice(np.array(found), count)
    return drawn[:, 0].copy(), drawn[:, 1].copy()


def where_people_live(folder: Path, areas: AreaSet, count: int) -> Coordinates:
    """Points all different, as dense as residents are."""
    import pyarrow.parquet as pq

    random = np.random.default_rng(SEED)
    table = pq.read_table(folder / "population" / "population_lsoa21_2011_2022.parquet")
    columns = table.select(["LSOA 2021 Code", "Mid-2022: Population"]).to_pydict()
    people = dict(zip(*columns.values(), strict=True))
    weights = np.array([people[code] for code in areas.codes], dtype=float)
    chosen = random.choice(len(areas), count, p=weights / weights.sum())
    west, south, east, north = shapely.bounds(areas.geometries)[chosen].T
    return random.uniform(west, east), random.uniform(south, north)


def anywhere(folder: Path, areas: AreaSet, count: int) -> Coordinates:
    """Points all different and evenly spread, two thirds of them outside every LSOA."""
    random = np.random.default_rng(SEED)
    west, south, east, north = shapely.total_bounds(areas.geometries)
    return random.uniform(west, east, count), random.uniform(south, north, count)


def by_wardmote(points: Coordinates, areas: AreaSet) -> NDArray[np.int32]:
    return areas_of_points(*points, areas).codes


def by_tree(points: Coordinates, areas: AreaSet) -> NDArray[np.int32]:
    tree = shapely.STRtree(areas.geometries)
    found, owners = tree.query(shapely.points(*points), predicate="intersects")
    return lowest_code(found, owners, len(points[0]), areas)


def by_geopandas(points: Coordinates, areas: AreaSet) -> NDArray[np.int32]:
    import geopandas

    spots = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*points), crs=areas.epsg)
    polygons = geopandas.GeoDataFrame(geometry=list(areas.geometries), crs=areas.epsg)
    joined = geopandas.sjoin(spots, polygons, predicate="intersects")
    owners = joined["index_right"].to_numpy()
    return lowest_code(joined.index.to_numpy(), owners, len(points[0]), areas)


def lowest_code(
    found: NDArray[np.int64], owners: NDArray[np.int64], count: int, areas: AreaSet
) -> NDArray[np.int32]:
    codes = np.full(count, NOWHERE, dtype=np.int32)
    downwards = np.argsort(np.array(areas.codes)[owners])[::-1]
    codes[found[downwards]] = owners[downwards]
    return codes


SETS: dict[str, Callable[[Path, AreaSet, int], Coordinates]] = {
    "published map points": snap_points,
    "where people live": where_people_live,
    "evenly spread": anywhere,
}
METHODS: dict[str, Callable[[Coordinates, AreaSet], NDArray[np.int32]]] = {
    "wardmote": by_wardmote,
    "STRtree": by_tree,
    "geopandas sjoin": by_geopandas,
}


def measure(method: str, file: Path) -> Measured:
    """One measurement, in this process."""
    areas = real_lsoas(data_folder())
    longitude, latitude = np.load(file)
    with most_megabytes() as grown:
        started, worked = time.perf_counter(), time.process_time()
        codes = METHODS[method]((longitude, latitude), areas)
        seconds, processor = time.perf_counter() - started, time.process_time() - worked
    return {
        "seconds": seconds,
        "processor": processor,
        "megabytes": grown[0],
        "answer": hashlib.sha256(codes.tobytes()).hexdigest(),
    }


@contextmanager
def most_megabytes() -> Iterator[list[float]]:
    """The most that this process grows by inside the block, sampled."""
    process = psutil.Process()
    before = process.memory_info().rss
    grown, done = [0.0], threading.Event()

    def sample() -> None:
        while not done.wait(SAMPLE_SECONDS):
            grown[0] = max(grown[0], (process.memory_info().rss - before) / 1e6)

    watcher = threading.Thread(target=sample)
    watcher.start()
    try:
        yield grown
    finally:
        done.set()
        watcher.join()


def measured_apart(method: str, file: Path) -> Measured:
    command = [sys.executable, __file__, "--measure", method, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def table(runs: int, count: int) -> tuple[str, bool]:
    """The Markdown table, and whether we stay within what we claim."""
    peer = "geopandas sjoin" if importlib.util.find_spec("geopandas") else "STRtree"
    lines = [
        f"{count:,} points into the LSOAs of London and Bedfordshire; {machine()}; median of "
        f"{runs} processes (in brackets: slowest, and seconds of processor, which a busy "
        "machine lengthens less).",
        "",
        f"| points | distinct | wardmote | extra memory | {peer} | extra memory |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    areas, within = real_lsoas(data_folder()), True
    for kind, draw in SETS.items():
        points = np.array(draw(data_folder(), areas, count))
        ours, theirs = compared(kind, points, peer, runs)
        distinct = len(np.unique(points[0] + 1j * points[1]))
        lines.append(f"| {kind} | {distinct:,} | {_cells(ours)} | {_cells(theirs)} |")
        within &= _median(ours, "seconds") < MOST_SECONDS
        within &= _median(ours, "megabytes") < MOST_MEGABYTES
    verdict = "within" if within else "NOT within"
    lines += ["", f"Claimed: under {MOST_SECONDS} s and {MOST_MEGABYTES} MB; {verdict}."]
    return "\n".join(lines), within


def compared(
    kind: str, points: NDArray[np.float64], peer: str, runs: int
) -> tuple[list[Measured], list[Measured]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "points.npy")
        np.save(file, points)
        ours = [measured_apart("wardmote", file) for _ in range(runs)]
        theirs = [measured_apart(peer, file) for _ in range(runs)]
    if len({run["answer"] for run in (*ours, *theirs)}) != 1:
        raise SystemExit(f"{kind}: wardmote and {peer} do not agree on every point.")
    return ours, theirs


def machine() -> str:
    return (
        f"{os.cpu_count()} cores {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}, shapely {shapely.__version__}{_load()}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3, help="processes for each measurement")
    parser.add_argument("--points", type=int, default=POINTS, help="points to place")
    parser.add_argument("--measure", nargs=2, metavar=("METHOD", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not (data_folder() / "areas" / "lsoa21").is_dir():
        print("No real boundaries here: set WARDMOTE_REAL_DATA to the folder that holds areas/.")
        return 2
    if options.measure:
        method, file = options.measure
        print(json.dumps(measure(method, Path(file))))
        return 0
    text, within = table(options.runs, options.points)
    print(text)
    return 0 if within else 1


def _load() -> str:
    if not hasattr(os, "getloadavg"):  # Windows has none
        return ""
    return f", load {os.getloadavg()[0]:.1f}"


def _cells(runs: list[Measured]) -> str:
    slowest = max(run["seconds"] for run in runs)
    seconds, processor = _median(runs, "seconds"), _median(runs, "processor")
    megabytes = _median(runs, "megabytes")
    return f"{seconds:.2f} s ({slowest:.2f}, {processor:.2f}) | {megabytes:,.0f} MB"


def _median(runs: list[Measured], what: str) -> float:
    return statistics.median(float(run[what]) for run in runs)


def _bedfordshire(folder: Path) -> Iterator[tuple[float, float]]:
    for path in sorted(folder.glob("police_uk/bedfordshire/*/*-street.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _coordinates(lines)


def _metropolitan(folder: Path) -> Iterator[tuple[float, float]]:
    for path in sorted(folder.glob("police_uk/metropolitan*.zip")):
        with ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".csv"):
                    with archive.open(name) as member:
                        yield from _coordinates(io.TextIOWrapper(member, "utf-8-sig"))


def _coordinates(lines: io.TextIOBase) -> Iterator[tuple[float, float]]:
    for row in csv.DictReader(lines):
        if row.get("Longitude") and row.get("Latitude"):
            yield float(row["Longitude"]), float(row["Latitude"])


if __name__ == "__main__":
    sys.exit(main())
