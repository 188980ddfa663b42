# ruff: noqa: E501  (SQL reads better unbroken)
"""A generated archive of street files, as large as asked: speed only, never a finding.

Files have police.uk's header, about 20,000 rows each, snap points from a fixed list, one
row in eight anti-social behaviour without an id, and a few repeated ids.
"""

from __future__ import annotations

import json
from pathlib import Path

ROWS_A_FILE = 20_000
# Ten forces have a hundred months of a file each at 20 million rows: none in the future.
FORCES = tuple(
    f"{name}shire"
    for name in ("north", "south", "east", "west", "mid", "upper", "lower", "inner", "outer", "new")
)
POINTS = 400_000
SQUARES = 70  # by 70 LSOAs
WEST, SOUTH, DEGREES = -1.5, 52.0, 1.4


def write_archive(folder: Path, rows: int) -> int:
    """Write street files with so many rows in all; the size in bytes."""
    import duckdb

    con = duckdb.connect()
    con.execute(f"""
        CREATE TABLE points AS SELECT i,
            printf('%.6f', {WEST} + {DEGREES} * (hash(i) % 1000003) / 1000003.0) AS lon,
            printf('%.6f', {SOUTH} + {DEGREES} * (hash(i + 7) % 1000003) / 1000003.0) AS lat,
            'On or near ' || chr((65 + i % 26)::INT) || (i % 997) || ' Street' AS place
        FROM range({POINTS}) t(i)
    """)
    kinds = [
        "Violence and sexual offences",
        "Burglary",
        "Vehicle crime",
        "Shoplifting",
        "Public order",
        "Criminal damage and arson",
        "Other theft",
    ]
    files = rows // ROWS_A_FILE
    for number in range(files):
        force, place = FORCES[number % len(FORCES)], number // len(FORCES)
        month = f"{2013 + place // 12:04d}-{place % 12 + 1:02d}"
        path = folder / month / f"{month}-{force}-street.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        con.execute(f"""
            COPY (
                SELECT CASE WHEN n % 8 = 0 THEN '' ELSE sha256(({number} * 1000000 + n - (n % 4000 = 1)::INT)::VARCHAR) END
                        AS "Crime ID",
                    '{month}' AS "Month", '{force.title()} Police' AS "Reported by",
                    '{force.title()} Police' AS "Falls within", lon AS "Longitude", lat AS "Latitude",
                    place AS "Location",
                    printf('E01%06d', (floor((lon::DOUBLE - {WEST}) / {DEGREES} * {SQUARES}) * {SQUARES}
                        + floor((lat::DOUBLE - {SOUTH}) / {DEGREES} * {SQUARES}))::INT) AS "LSOA code",
                    'Somewhere 001A' || (i % 9) AS "LSOA name",
                    CASE WHEN n % 8 = 0 THEN 'Anti-social behaviour'
                         ELSE {kinds!r}[1 + n % {len(kinds)}] END AS "Crime type",
                    CASE WHEN n % 8 = 0 THEN '' ELSE 'Under investigation' END AS "Last outcome category",
                    '' AS "Context"
                FROM (SELECT n, hash(n + {number * 31}) % {POINTS} AS i FROM range({ROWS_A_FILE}) r(n))
                JOIN points USING (i)
            ) TO '{path.as_posix()}' (HEADER, DELIMITER ',')
        """)
    return sum(path.stat().st_size for path in folder.rglob("*.csv"))


def write_boundaries(path: Path) -> None:
    """Squares as LSOAs of 2021, covering the points."""
    step = DEGREES / SQUARES
    features = []
    for east in range(SQUARES):
        for north in range(SQUARES):
            x, y = WEST + east * step, SOUTH + north * step
            ring = [[x, y], [x + step, y], [x + step, y + step], [x, y + step], [x, y]]
            code = f"E01{east * SQUARES + north:06d}"
            features.append(
                {
                    "type": "Feature",
                    "properties": {"LSOA21CD": code, "LSOA21NM": f"Somewhere {code}"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]},
                }
            )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
