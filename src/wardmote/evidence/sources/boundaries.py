"""Boundaries of areas: GeoJSON, GeoPackage and Shapefile, of any kind and year ONS codes.

One record is one feature. A file whose features do not make a set (an area without a code
or an outline, a code twice, an unknown projection) is refused whole: a point would silently
fall outside an area that is not there. Which areas and of which year is told by the name of
the column of codes, as ONS writes it (``LSOA21CD``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wardmote.errors import Fault, SourceError
from wardmote.evidence.judging import CODE_SHAPES
from wardmote.evidence.scopes import scope_table
from wardmote.evidence.source import Layout, Source, SourceFile, StagedRows
from wardmote.evidence.staging import Staging
from wardmote.evidence.supplies import ALL, Scope, slug
from wardmote.places.code_columns import code_columns_of

if TYPE_CHECKING:
    import pyarrow as pa

    from wardmote.places.areas import AreaSet

AGENCY = "ons"
PEEKED_BYTES = 65_536  # the properties of a GeoJSON's first feature lie well within
_LSOA_NAME = re.compile(r"(?P<district>.+) \d{3}[A-Z]+")


def _layout(name: str, suffixes: tuple[str, ...], sample: str) -> Layout:
    return Layout(
        name=name,
        kind="boundaries",
        table="area_boundaries",
        suffixes=suffixes,
        since="2011",
        sample=sample,
        identity=("kind", "vintage", "code"),
    )


GEOJSON = _layout("geojson", (".geojson", ".json"), "wards.geojson")
GEOPACKAGE = _layout("geopackage", (".gpkg",), "wards.gpkg")
SHAPEFILE = _layout("shapefile", (".shp", ".zip"), "wards-shapefile.zip")


def recognise(file: SourceFile) -> Layout | None:
    """Layout of a file, if its features have a column of area codes."""
    if file.suffix in GEOJSON.suffixes:
        return GEOJSON if code_columns_of(_peeked_names(file)) else None
    for layout in (GEOPACKAGE, SHAPEFILE):
        if file.suffix in layout.suffixes:
            return layout if code_columns_of(_field_names(file)) else None
    return None


def _peeked_names(file: SourceFile) -> Sequence[str]:
    with file.path.open("rb") as stream:
        start = stream.read(PEEKED_BYTES).decode("utf-8", errors="replace")
    if '"FeatureCollection"' not in start:
        return ()
    return re.findall(r'"(\w+)"\s*:', start)


def _field_names(file: SourceFile) -> Sequence[str]:
    import pyogrio

    try:
        return [str(name) for name in pyogrio.read_info(file.path)["fields"]]
    except pyogrio.errors.DataSourceError:
        return ()


def stage(staging: Staging, layout: Layout, files: tuple[SourceFile, ...]) -> Iterable[StagedRows]:
    """Features of the files, one row each."""
    import pyarrow as pa

    drawn = _read_all(files)
    table, arrow = staging.new_name("features"), staging.new_name("arrow")
    staging.con.register(arrow, pa.concat_tables(map(_features, range(len(drawn)), drawn)))
    staging.con.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM {arrow}")
    staging.con.unregister(arrow)
    seen = {
        no: _scope(file, areas) for no, (file, areas) in enumerate(zip(files, drawn, strict=True))
    }
    scopes, notes = scope_table(staging, len(files), seen)
    query = f"""
        SELECT f.*, NULL::VARCHAR AS fault, NULL::VARCHAR AS found,
            '{AGENCY}' AS supply_agency, s.scope AS supply_scope
        FROM {table} f JOIN {scopes} s USING (file_no)
    """
    repaired = _repair_notes(files, drawn)
    yield StagedRows(query, layout, files, (*_without_single_districts(notes), *repaired))


def _read_all(files: Sequence[SourceFile]) -> list[AreaSet]:
    from wardmote.places.boundary_files import read_boundaries

    drawn, faults = [], []
    for file in files:
        try:
            drawn.append(read_boundaries(file.path))
        except SourceError as error:
            reasons = [str(fault) for fault in error.faults] or [error.found or error.next_step]
            what = error.what.replace(file.path.name, "the file").rstrip(".:")
            faults.append(Fault(file.name, f"{what}: {'; '.join(reasons)}"))
    if faults:
        raise SourceError(
            "Some boundaries cannot be used. Nothing was saved.",
            faults=faults,
            next_step="Download them again from the publisher, as GeoJSON or GeoPackage.",
        )
    return drawn


def _features(no: int, areas: AreaSet) -> pa.Table:
    import pyarrow as pa
    import shapely

    count = len(areas)
    return pa.table(
        {
            "file_no": pa.array([no] * count, pa.int32()),
            "row_number": pa.array(range(1, count + 1), pa.int64()),
            "kind": pa.array([areas.kind] * count, pa.string()),
            "vintage": pa.array([areas.vintage] * count, pa.int64()),
            "code": pa.array(areas.codes, pa.string()),
            "name": pa.array(areas.names, pa.string()),
            "epsg": pa.array([areas.epsg] * count, pa.int64()),
            "geometry": pa.array(shapely.to_wkb(areas.geometries).tolist(), pa.binary()),
            "supply_period": pa.array([areas.code_column.removesuffix("cd")] * count, pa.string()),
        }
    )


def _scope(file: SourceFile, areas: AreaSet) -> Scope:
    """The one district that a file's areas lie in, by a column of its code or by their names."""
    codes = _district_codes(file)
    if len(codes) == 1:
        return Scope(area=codes[0])
    names = {found["district"] for name in areas.names if (found := _LSOA_NAME.fullmatch(name))}
    return Scope(area=slug(names.pop())) if len(names) == 1 else Scope()


def _district_codes(file: SourceFile) -> list[str]:
    """Districts that features are said to lie in, where a column says one for all of them."""
    import pyogrio

    _, _, _, columns = pyogrio.raw.read(file.path, read_geometry=False)
    of_all = ({str(value) for value in column} for column in columns)
    single = {values.pop() for values in of_all if len(values) == 1}
    return sorted(one for one in single if re.fullmatch(CODE_SHAPES["district"], one))


def _without_single_districts(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes, but not that boundaries came a district at a time: they usually do."""
    return tuple(note for note in notes if f"({ALL}@" not in note)


def _repair_notes(files: Sequence[SourceFile], drawn: Sequence[AreaSet]) -> tuple[str, ...]:
    repaired = {file.name: areas.repaired for file, areas in zip(files, drawn, strict=True)}
    return tuple(
        f"{name}: outlines that crossed themselves were repaired: {', '.join(codes)}."
        for name, codes in repaired.items()
        if codes
    )


SOURCE = Source(
    name="boundaries",
    title="Boundaries of areas",
    publisher="Office for National Statistics, Open Geography portal",
    licence="Open Government Licence v3.0; contains OS data © Crown copyright and database right",
    url="https://geoportal.statistics.gov.uk/",
    refresh="yearly",
    layouts=(GEOJSON, GEOPACKAGE, SHAPEFILE),
    stage=stage,
    recognise=recognise,
    sensitivity="open",
)
