"""The samples that cannot be written by hand: Parquet, workbooks, GeoPackage, Shapefile.

Run it after a change: ``python tests/contract/binary_samples.py``. Every row is invented.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it runs

BOROUGHS_WIDE = {
    "majortext": ["BURGLARY", "BURGLARY", "THEFT"],
    "minortext": ["RES BURGLARY OF A HOME", "RES BURGLARY OF A HOME", "PLAGIARISM"],
    "boroughname": ["Barking and Dagenham", "Unknown", "Hackney"],
    "202402": [61, 0, 3],
    "202403": [58, 1, None],
}
RESIDENTS = {
    "LSOA 2021 Code": ["E01999001", "E01999002", "E01999003", "K04000001"],
    "LSOA 2021 Name": ["Northborough 001A", "Northborough 001B", "Southborough 001A", "All"],
    "Area Sq Km": [0.13, 0.23, 0.06, 151_000.0],
    "Mid-2021: Population": [1472, 1438, 1348, 59_000_000],
    "Mid-2021: People per Sq Km": [11340.5, 6298.7, 22886.2, 390.7],
    "Mid-2022: Population": [1490, 1401, -1, 60_000_000],
}
ESTIMATES_HEADER = (
    "LAD 2023 Code",
    "LAD 2023 Name",
    "LSOA 2021 Code",
    "LSOA 2021 Name",
    "Total",
    "F0",
    "M0",
)
ESTIMATES = {
    "Mid-2022 LSOA 2021": [
        ("E06999001", "Northborough", "E01999001", "Northborough 001A", 1490, 8, 9),
        ("E06999002", "Southborough", "E01999003", "Southborough 001A", 1350, 7, 5),
    ],
    "Mid-2023 LSOA 2021": [
        ("E06999001", "Northborough", "E01999001", "Northborough 001A", 1502, 9, 9),
        ("E06999002", "Southborough", "E01999003", "Southborough 001A", "not yet", 7, 5),
    ],
}
OFFENCES_HEADER = (
    "Financial Year",
    "Financial Quarter",
    "Police Force",
    "CSP Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Offence Count",
)
OFFENCES = {
    "2023_24": [
        ("2023/24", 1, "Northshire", "Northborough", "Robbery", "Robbery", "Robbery", "34", 14),
        (
            "2023/24",
            1,
            "Northshire",
            "Unassigned Northshire",
            "Robbery",
            "Robbery",
            "Robbery",
            "34",
            2,
        ),
    ],
    "2024_25": [
        ("2024/25", 4, "Northshire", "Northborough", "Robbery", "Robbery", "Robbery", "34", 11),
        (
            "2024/25",
            4,
            "Northshire",
            "Southborough",
            "Robbery",
            "Robbery",
            "Robbery",
            "34",
            "[note 3]",
        ),
    ],
}
WARDS = {"E05999001": "Northgate", "E05999002": "St Anne's"}


def write() -> None:
    """Write every binary sample."""
    write_parquet(HERE / "mps_counts" / "borough-wide.parquet", BOROUGHS_WIDE)
    write_parquet(HERE / "ons" / "residents-by-year.parquet", RESIDENTS)
    write_workbook(HERE / "ons" / "mid-year-estimates.xlsx")
    write_ods(HERE / "recorded_crime_csp" / "offence-count.ods")
    write_boundaries(HERE / "boundaries")


def write_parquet(path: Path, columns: dict[str, list[object]]) -> None:
    """A table as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path)


def write_workbook(path: Path) -> None:
    """Mid-year estimates: contents and notes first, a sheet a year, its header in row 4."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Contents"
    book["Contents"].append(("Contents", None))
    for name, rows in ESTIMATES.items():
        sheet = book.create_sheet(name)
        sheet.append((f"{name}: invented figures in the layout of the estimates",))
        sheet.append(("This worksheet contains one table.",))
        sheet.append(())
        for row in (ESTIMATES_HEADER, *rows):
            sheet.append(row)
        sheet.append(("Source: nobody",))
    book.save(path)


def write_ods(path: Path) -> None:
    """Recorded crime by CSP: a sheet of notes, then a sheet for each financial year."""
    sheets = [_ods_sheet("Notes", [("Police recorded crime, invented figures",)])]
    sheets += [_ods_sheet(name, [OFFENCES_HEADER, *rows]) for name, rows in OFFENCES.items()]
    names = ("office", "table", "text")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        kind = zipfile.ZipInfo("mimetype", MIDNIGHT)
        archive.writestr(kind, "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(zipfile.ZipInfo("content.xml", MIDNIGHT), content)


def _ods_sheet(name: str, rows: list[tuple[object, ...]]) -> str:
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    # Real sheets end in one empty row, repeated to the last row that a sheet can have.
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    return f'<table:table table:name="{name}">{lines}{rest}</table:table-row></table:table>'


def _ods_cell(value: object) -> str:
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return (
        f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    )


def write_boundaries(folder: Path) -> None:
    """Two square wards in three formats."""
    import numpy as np
    import pyogrio
    import shapely

    squares = [shapely.box(-1.61 + n / 100, 53.2, -1.60 + n / 100, 53.21) for n in range(2)]
    features = [
        {
            "type": "Feature",
            "properties": {"WD24CD": code, "WD24NM": name, "LAD24CD": "E06999001"},
            "geometry": shapely.geometry.mapping(square),
        }
        for (code, name), square in zip(WARDS.items(), squares, strict=True)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, indent=1)
    (folder / "wards.geojson").write_text(text + "\n", encoding="utf-8")
    columns = [np.array(list(WARDS), object), np.array(list(WARDS.values()), object)]
    options = {"crs": "EPSG:4326", "geometry_type": "Polygon", "fields": ["WD24CD", "WD24NM"]}
    geometry = shapely.to_wkb(np.array(squares))
    (folder / "wards.gpkg").unlink(missing_ok=True)
    pyogrio.raw.write(folder / "wards.gpkg", geometry, columns, driver="GPKG", **options)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "wards.shp"
        pyogrio.raw.write(path, geometry, columns, driver="ESRI Shapefile", **options)
        with zipfile.ZipFile(folder / "wards-shapefile.zip", "w") as archive:
            for part in sorted(Path(scratch).iterdir()):
                archive.writestr(zipfile.ZipInfo(part.name, MIDNIGHT), part.read_bytes())


if __name__ == "__main__":
    write()
