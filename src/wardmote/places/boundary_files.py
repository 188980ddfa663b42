"""Areas from a boundary file: GeoJSON, GeoPackage or Shapefile, also in a ZIP.

ONS Open Geography says in the column name what a file is about (``LSOA21CD``), in every
year's files; that name gives kind and year. The projection comes from the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

import numpy as np
import shapely
from numpy.typing import NDArray

from wardmote.errors import LayoutChanged, SourceError
from wardmote.places.areas import AreaSet
from wardmote.places.code_columns import (
    CodeColumn,
    code_columns_of,
    name_column_of,
    parse_code_column,
)
from wardmote.places.projection import (
    LONGITUDE_LATITUDE,
    NATIONAL_GRID,
    lies_in_britain,
    projection_name,
)

DRAWINGS = (".geojson", ".json", ".gpkg", ".shp")
MOST_UNPACKED_BYTES = 4 * 1024**3  # more is no boundary file, or would not fit into memory


class _Layer(NamedTuple):
    """One layer of a file as it was read."""

    path: Path
    projection: str | None
    columns: dict[str, NDArray[Any]]
    geometries: NDArray[np.object_]


def read_boundaries(
    path: str | Path,
    *,
    code_column: str | None = None,
    name_column: str | None = None,
    read_as: str | None = None,
    epsg: int | None = None,
    layer: str | None = None,
) -> AreaSet:
    """Areas that a boundary file draws, with kind and year from its column names.

    Answers "which areas are in this file?". It reads ONS Open Geography's files of any
    year as they are. To bring the areas to metres, use `wardmote.places.projection.project`.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage (``.gpkg``) or Shapefile (``.shp``), or a ZIP that holds one.
    code_column, name_column
        Columns of codes and names. Without them, the smallest kind of area whose code
        column is in the file: a ward file also names the district of each ward.
        Where there are no names, codes stand for them.
    read_as
        What `code_column` holds, in ONS's words, where its own name does not say:
        ``wd24cd`` for wards as of 2024.
    epsg
        Projection of a file that does not state one, or states one that cannot be.
    layer
        Layer to read, where a file has several.

    Returns
    -------
    AreaSet
        In the projection of the file.

    Raises
    ------
    SourceError
        The file is missing or cannot be read, has several layers, no projection, a
        projection that its coordinates do not fit, or areas that do not make a set.
    LayoutChanged
        No column, or more than one, says which areas these are.

    Notes
    -----
    GeoJSON without a stated projection is longitude and latitude by its standard; a file
    that holds metres all the same is refused. Boundaries "generalised to 20 m" (BGC) are
    moved by up to that much, and super-generalised ones (BSC) by 200 m: too far to place
    points with.

    References
    ----------
    ONS Open Geography Portal, boundary files; RFC 7946 (GeoJSON), section 4.

    Examples
    --------
    >>> import tempfile
    >>> square = "[[[0, 51], [0.1, 51], [0.1, 51.1], [0, 51]]]"
    >>> text = '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties":'
    >>> text += '{"WD24CD": "E05000001", "WD24NM": "Eastfield"}, "geometry":'
    >>> text += '{"type": "Polygon", "coordinates": ' + square + "}}]}"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "wards.geojson")
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     wards = read_boundaries(path)
    >>> wards.code_column, wards.names, wards.epsg
    ('wd24cd', ('Eastfield',), 4326)
    """
    drawn = _read(Path(path), layer)
    chosen, meaning = _code_column(drawn, code_column, read_as)
    names = name_column or name_column_of(chosen, drawn.columns) or chosen
    _check_column(drawn, names)
    return AreaSet(
        meaning.kind,
        meaning.vintage,
        _texts(drawn.columns[chosen]),
        _texts(drawn.columns[names]),
        drawn.geometries,
        _epsg(drawn, epsg),
    )


def _read(path: Path, layer: str | None) -> _Layer:
    import pyogrio

    source = _drawing_in_zip(path) if path.suffix.lower() == ".zip" else str(path)
    try:
        layers = [str(name) for name, _ in pyogrio.list_layers(source)]
        layer = _only_layer(path, layers, layer)
        meta, _, shapes, fields = pyogrio.raw.read(source, layer=layer, force_2d=True)
    except pyogrio.errors.DataSourceError as error:
        raise _unreadable(path, str(error).split(";")[0].replace(source, path.name)) from None
    geometries = shapely.from_wkb([] if shapes is None else shapes)
    if np.all(shapely.is_empty(geometries) | shapely.is_missing(geometries)):
        raise _unreadable(path, "no areas")
    columns = dict(zip(map(str, meta["fields"]), fields, strict=True))
    return _Layer(path, meta["crs"], columns, geometries)


def _drawing_in_zip(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            members = [name for name in archive.namelist() if name.lower().endswith(DRAWINGS)]
    except BadZipFile:
        raise _unreadable(path, "a ZIP that is cut short, or none at all") from None
    except OSError as error:
        raise _unreadable(path, error.strerror or "an unreadable file") from None
    if unpacked > MOST_UNPACKED_BYTES:
        raise _unreadable(path, f"{unpacked / 1024**3:,.0f} GB when unpacked")
    if len(members) != 1:
        raise _unreadable(path, ", ".join(members) or "no boundary file inside")
    return f"/vsizip/{path.resolve().as_posix()}/{members[0]}"


def _only_layer(path: Path, layers: Sequence[str], wanted: str | None) -> str:
    if wanted in layers:
        return str(wanted)
    if wanted is None and len(layers) == 1:
        return layers[0]
    raise SourceError(
        f"{path.name} has {len(layers)} layers"
        + (f", none of them called {wanted!r}." if wanted else ": choose one."),
        known=layers,
        next_step="Pass layer= with one of the known layers.",
    )


def _unreadable(path: Path, found: str) -> SourceError:
    return SourceError(
        f"{path.name} cannot be read as boundaries.",
        expected="one GeoJSON, GeoPackage or Shapefile with at least one area, or a ZIP of one",
        found=found,
        next_step="Check the path, and download the file again if it was cut short.",
    )


def _code_column(
    drawn: _Layer, code_column: str | None, read_as: str | None
) -> tuple[str, CodeColumn]:
    if code_column is None:
        return _smallest_kind(drawn)
    _check_column(drawn, code_column)
    meaning = parse_code_column(read_as or code_column)
    if meaning is None:
        raise LayoutChanged(
            f"{drawn.path.name}: {read_as or code_column!r} does not say which areas it codes.",
            expected="a name as ONS writes it, such as LSOA21CD or WD24CD",
            next_step="Pass read_as= with such a name: read_as='wd24cd' for wards as of 2024.",
        )
    return code_column, meaning


def _smallest_kind(drawn: _Layer) -> tuple[str, CodeColumn]:
    found = list(code_columns_of(drawn.columns).items())
    if not found:
        raise LayoutChanged(
            f"{drawn.path.name}: no column says which areas these are.",
            expected="a code column as ONS names it, with its year: LSOA21CD, WD24CD, LAD24CD",
            found=", ".join(drawn.columns) or "no columns",
            next_step="Pass code_column= with the column of codes and read_as= with what it is.",
        )
    smallest = [name for name, column in found if column.kind == found[0][1].kind]
    if len(smallest) > 1:
        raise LayoutChanged(
            f"{drawn.path.name}: codes of several years are in the file.",
            found=" and ".join(smallest),
            next_step=f"Pass code_column= with the one to use, for example {smallest[-1]!r}.",
        )
    return found[0]


def _check_column(drawn: _Layer, column: str) -> None:
    if column not in drawn.columns:
        raise LayoutChanged(
            f"{drawn.path.name} has no column {column!r}.",
            known=tuple(drawn.columns),
            next_step="Pass one of the known columns.",
        )


def _texts(values: NDArray[Any]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value).strip() for value in values)


def _epsg(drawn: _Layer, epsg: int | None) -> int:
    bounds = shapely.total_bounds(drawn.geometries)
    stated = _stated_epsg(drawn.projection)
    believed = stated if stated is not None and lies_in_britain(bounds, stated) else None
    if believed is not None and epsg in (None, believed):
        return believed
    if believed is None and epsg is not None and lies_in_britain(bounds, epsg):
        return epsg
    raise _projection_error(drawn, stated, believed, epsg, bounds)


def _stated_epsg(projection: str | None) -> int | None:
    from pyproj import CRS

    if projection is None:
        return None
    crs = CRS.from_user_input(projection)
    if crs.to_authority() == ("OGC", "CRS84"):  # EPSG:4326 with longitude first, as all of ours
        return LONGITUDE_LATITUDE
    code = crs.to_epsg()
    return None if code is None else int(code)


def _projection_error(
    drawn: _Layer,
    stated: int | None,
    believed: int | None,
    epsg: int | None,
    bounds: NDArray[np.float64],
) -> SourceError:
    where = {"File": drawn.path.name, "Stated": _stated_words(drawn, stated)}
    if epsg is not None:
        where["Asked for"] = projection_name(epsg)
    if believed is not None:
        return SourceError(
            f"{drawn.path.name} states another projection than the one asked for.",
            where=where,
            next_step="Leave out epsg=, and convert afterwards with places.projection.project.",
        )
    return SourceError(
        f"{drawn.path.name}: the projection of the boundaries is not known.",
        where=where,
        expected="a stated projection in which the areas lie in the United Kingdom",
        found="coordinates from {:g}, {:g} to {:g}, {:g}".format(*bounds),
        next_step=_which_epsg(bounds),
    )


def _stated_words(drawn: _Layer, stated: int | None) -> str:
    if stated is not None:
        return projection_name(stated)
    return "nothing" if drawn.projection is None else drawn.projection.splitlines()[0][:80]


def _which_epsg(bounds: NDArray[np.float64]) -> str:
    for epsg in (NATIONAL_GRID, LONGITUDE_LATITUDE):
        if lies_in_britain(bounds, epsg):
            return f"They look like {projection_name(epsg)}: if they are, pass epsg={epsg}."
    west, south, east, north = bounds
    if lies_in_britain([south, west, north, east], LONGITUDE_LATITUDE):
        return "Longitude and latitude look swapped: correct the file, longitude first."
    return "Ask the publisher which projection it is, and pass its code with epsg=."
