"""Boundaries and look-ups, in the Office for National Statistics' names and layouts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

import numpy as np
import shapely

from wardmote.northborough.british_grid import longitude_latitude
from wardmote.northborough.ledger import LF, Ledger, joined
from wardmote.northborough.lsoa_changes import Area
from wardmote.northborough.names import FORCE_AREA_CODE, FORCE_AREA_NAME
from wardmote.northborough.place import DISTRICTS, District, Place

DECIMALS = 7  # of a degree: about a centimetre
CRS84 = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
BYTE_ORDER_MARK = "utf-8-sig"  # as ONS downloads begin
LSOA11_LSOA21 = (
    "LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv"
)
LSOA21_WARD = "LSOA_(2021)_to_Electoral_Ward_(2024)_to_LAD_(2024)_Best_Fit_Lookup_in_EW.csv"
LAD_CSP_PFA = (
    "LAD_(2024)_to_Community_Safety_Partnership_(2024)_to_Police_Force_Area_(2024)_Lookup_in_EW.csv"
)


def write_areas(place: Place, ledger: Ledger) -> None:
    """All files of the areas folder."""
    _write_lsoas(place, ledger)
    _write_wards(place, ledger)
    _write_districts(place, ledger)
    _write_lookups(place, ledger)


def _write_lsoas(place: Place, ledger: Ledger) -> None:
    for year, areas in (("21", place.lsoas), ("11", place.lsoas_2011)):
        code, name = f"LSOA{year}CD", f"LSOA{year}NM"
        named = [{code: area.code, name: area.name} for area in areas]
        file = f"Lower_layer_Super_Output_Areas_December_20{year}_Boundaries_EW_BFC"
        _write_features(ledger, file, named, place.outlines(areas))


def _write_wards(place: Place, ledger: Ledger) -> None:
    named = [
        {"WD24CD": ward.code, "WD24NM": ward.name, "WD24NMW": " ",
         "LAD24CD": _district(ward).code, "LAD24NM": _district(ward).name}
        for ward in place.wards
    ]  # fmt: skip
    _write_features(ledger, "Wards_May_2024_Boundaries_UK_BFC", named, place.outlines(place.wards))


def _write_districts(place: Place, ledger: Ledger) -> None:
    named = [{"LAD24CD": each.code, "LAD24NM": each.name, "LAD24NMW": " "} for each in DISTRICTS]
    whole = tuple(
        Area(each.code, each.name, FORCE_AREA_CODE, np.concatenate(
            [ward.cells for ward in place.wards if ward.within == each.code]))
        for each in DISTRICTS
    )  # fmt: skip
    file = "Local_Authority_Districts_May_2024_Boundaries_UK_BFC"
    _write_features(ledger, file, named, place.outlines(whole))


def _district(ward: Area) -> District:
    return next(each for each in DISTRICTS if each.code == ward.within)


def _write_features(
    ledger: Ledger, name: str, named: list[dict[str, str]], outlines: list[shapely.Polygon]
) -> None:
    """GeoJSON, one feature a line, longitude first."""
    middles = [outline.representative_point() for outline in outlines]
    rings = _rings([*outlines, *middles])
    features = [
        json.dumps(_feature(number, each, middle, ring, there[0]))
        for number, (each, middle, ring, there) in enumerate(
            zip(named, middles, rings[: len(named)], rings[len(named) :], strict=True), start=1
        )
    ]
    head = f'{{\n"type": "FeatureCollection",\n"name": "{name}",\n"crs": {json.dumps(CRS84)},\n'
    text = head + '"features": [\n' + ",\n".join(features) + "\n]\n}\n"
    ledger.write(f"areas/{name}.geojson", text.encode("utf-8"), rows=len(features))


Ring = list[list[float]]


def _rings(shapes: list[shapely.Geometry]) -> list[Ring]:
    """Longitude and latitude of each shape's points, all converted at once."""
    points, owner = shapely.get_coordinates(shapes, return_index=True)
    degrees = np.round(np.stack(longitude_latitude(*points.T), axis=1), DECIMALS)
    ends = np.searchsorted(owner, np.arange(1, len(shapes)))
    return [ring.tolist() for ring in np.split(degrees, ends)]


def _feature(
    number: int, named: Mapping[str, str], middle: shapely.Point, ring: Ring, there: list[float]
) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {
            "FID": number,
            **named,
            "BNG_E": round(middle.x),
            "BNG_N": round(middle.y),
            "LONG": round(there[0], 5),
            "LAT": round(there[1], 5),
            "GlobalID": _global_id(next(iter(named.values()))),
        },
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def _global_id(code: str) -> str:
    digits = sha256(code.encode()).hexdigest()
    return "-".join(digits[a:b] for a, b in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))


def _write_lookups(place: Place, ledger: Ledger) -> None:
    wards = {ward.code: ward for ward in place.wards}
    exact = [
        (each.lsoa11.code, each.lsoa11.name, each.lsoa21.code, each.lsoa21.name, each.change,
         _district(wards[each.lsoa21.within]).code, _district(wards[each.lsoa21.within]).name, "")
        for each in place.changes
    ]  # fmt: skip
    best = [
        (lsoa.code, lsoa.name, "", lsoa.within, wards[lsoa.within].name, "",
         _district(wards[lsoa.within]).code, _district(wards[lsoa.within]).name, "")
        for lsoa in place.lsoas
    ]  # fmt: skip
    partnerships = [
        (each.code, each.name, each.csp_code, each.name, FORCE_AREA_CODE, FORCE_AREA_NAME)
        for each in DISTRICTS
    ]
    _write_lookup(
        ledger, LSOA11_LSOA21,
        "LSOA11CD LSOA11NM LSOA21CD LSOA21NM CHGIND LAD22CD LAD22NM LAD22NMW", exact,
    )  # fmt: skip
    _write_lookup(
        ledger, LSOA21_WARD,
        "LSOA21CD LSOA21NM LSOA21NMW WD24CD WD24NM WD24NMW LAD24CD LAD24NM LAD24NMW", best,
    )  # fmt: skip
    _write_lookup(
        ledger, LAD_CSP_PFA, "LAD24CD LAD24NM CSP24CD CSP24NM PFA24CD PFA24NM", partnerships
    )


def _write_lookup(ledger: Ledger, file: str, columns: str, rows: Sequence[tuple[str, ...]]) -> None:
    lines = [joined((*row, number)) for number, row in enumerate(rows, start=1)]
    header = [*columns.split(), "ObjectId"]
    ledger.write_table(f"areas/{file}", header, lines, newline=LF, encoding=BYTE_ORDER_MARK)
