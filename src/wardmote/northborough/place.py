"""The invented place: two districts in the sea, their wards, LSOAs and map points.

The place is the same for every seed: Northborough is Northborough, and only what happens in
it is drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase

import numpy as np
import shapely
from numpy.typing import NDArray

from wardmote.errors import ConfigurationError
from wardmote.northborough import names
from wardmote.northborough.british_grid import longitude_latitude
from wardmote.northborough.chance import Counts, Labels, Numbers, stream
from wardmote.northborough.lsoa_changes import Area, Change, changes_since_2011
from wardmote.northborough.mesh import Land, Mesh, connected, label_cells, lay_mesh

PLACE_SEED = 1837
# Off Lincolnshire, where no district is, on the British National Grid in metres.
WEST, SOUTH, COLUMNS, ROWS = 559_200.0, 347_800.0, 99, 122
TOWN_CENTRE = np.array([564_300.0, 356_600.0])
SOUTHMERE_CENTRE = np.array([565_900.0, 354_000.0])  # of both districts together
RIVER_NORTHING, RIVER_SWING_METRES, RIVER_WAVELENGTH_METRES = 356_150.0, 700.0, 9_500.0
RIVER_TOLL = 40.0  # steps' worth: regions go round rather than across
TOLL_SPREAD = 0.7  # of the logarithm of each step's cost
SMALLEST_LSOA, LARGEST_LSOA = 1_000, 3_000  # residents, the ONS's rule for LSOAs
MAP_POINTS_PER_LSOA = 14
INSET_OF_MAP_POINTS = 0.2


@dataclass(frozen=True)
class District:
    """A local authority district that is also one CSP."""

    code: str
    name: str
    csp_code: str
    residents: int
    lsoas: int
    wards: tuple[str, ...]


NORTHBOROUGH = District(
    "E06999001", "Northborough", "E22999001", 125_000, 84, names.NORTHBOROUGH_WARDS
)
SOUTHMERE = District("E06999002", "Southmere", "E22999002", 60_000, 40, names.SOUTHMERE_WARDS)
DISTRICTS = (NORTHBOROUGH, SOUTHMERE)


@dataclass(frozen=True)
class MapPoints:
    """The fixed points that stand for streets: arrays in one order, and their names.

    Parameters
    ----------
    longitude, latitude
        Degrees, six decimals, as published.
    lsoa21, lsoa11
        Positions in the place's LSOAs of 2021 and of 2011.
    """

    longitude: Numbers
    latitude: Numbers
    lsoa21: Labels
    lsoa11: Labels
    names: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Everything about the place that does not depend on the seed.

    Parameters
    ----------
    district_of, ward_of
        Position of each LSOA's district and ward.
    residents
        Mid-2021, in the order of `lsoas`.
    need
        How deprived each LSOA is, standard scores in the order of `lsoas`; more is worse.
    """

    mesh: Mesh
    wards: tuple[Area, ...]
    lsoas: tuple[Area, ...]
    lsoas_2011: tuple[Area, ...]
    changes: tuple[Change, ...]
    district_of: Labels
    ward_of: Labels
    residents: Counts
    need: Numbers
    points: MapPoints

    def outlines(self, areas: tuple[Area, ...]) -> list[shapely.Polygon]:
        """Boundaries on the British National Grid, in the order of `areas`."""
        return [self.mesh.outline(area.cells) for area in areas]

    def in_district(self, district: District) -> Labels:
        """Positions of its LSOAs in `lsoas`."""
        return np.flatnonzero(self.district_of == DISTRICTS.index(district))

    def lsoa_at(self, easting: Numbers, northing: Numbers) -> Labels:
        """Position of the LSOA at each point on the National Grid; -1 in the sea."""
        lsoa = np.full(len(easting), -1)
        outlines = shapely.STRtree(self.outlines(self.lsoas))
        point, inside = outlines.query(shapely.points(easting, northing), predicate="within")
        lsoa[point] = inside
        return lsoa

    def in_ward(self, code: str) -> NDArray[np.bool_]:
        """Whether each LSOA is in the ward with this code."""
        codes = [ward.code for ward in self.wards]
        if code not in codes:
            raise ConfigurationError(
                "There is no such ward in Northborough or Southmere.",
                found=code,
                known=codes,
                next_step="Give the plan the code of one of these wards.",
            )
        return np.asarray(self.ward_of == codes.index(code))


@cache
def the_place() -> Place:
    """Northborough and Southmere, made once (about a second) and kept."""
    rng = stream(PLACE_SEED, "place")
    mesh = lay_mesh(WEST, SOUTH, COLUMNS, ROWS, rng)
    land = Land(mesh, _density(mesh), _toll(mesh, rng))
    wards: list[Area] = []
    lsoas: list[Area] = []
    for district, cells in zip(DISTRICTS, _districts(mesh), strict=True):
        for position, ward in enumerate(_wards(land, district, cells, len(wards), rng)):
            wards.append(ward)
            lsoas += _lsoas(land, ward, _titles(district, position), len(lsoas), rng)
    changes = changes_since_2011(land, tuple(lsoas), NORTHBOROUGH.lsoas, rng)
    lsoas_2011 = tuple({change.lsoa11.code: change.lsoa11 for change in changes}.values())
    ward_of = np.array([[ward.code for ward in wards].index(lsoa.within) for lsoa in lsoas])
    district_of = (ward_of >= len(NORTHBOROUGH.wards)).astype(np.int64)
    return Place(
        mesh=mesh,
        wards=tuple(wards),
        lsoas=tuple(lsoas),
        lsoas_2011=lsoas_2011,
        changes=changes,
        district_of=district_of,
        ward_of=ward_of,
        residents=_residents(lsoas, district_of, land.weight),
        need=_need(mesh, lsoas, rng),
        points=_map_points(mesh, lsoas, lsoas_2011, rng),
    )


def _districts(mesh: Mesh) -> tuple[Labels, Labels]:
    """Cells of Northborough, a wobbly round, and of Southmere, what a larger one adds."""
    borough = connected(mesh, np.flatnonzero(_within(mesh, TOWN_CENTRE, (4_300, 3_700), 0.4)))
    both = _within(mesh, SOUTHMERE_CENTRE, (5_400, 5_300), 2.1)
    both[borough] = False
    return borough, connected(mesh, np.flatnonzero(both))


def _within(
    mesh: Mesh, centre: Numbers, reach: tuple[float, float], turn: float
) -> NDArray[np.bool_]:
    """Whether each cell is inside a round that far across and up, its edge wobbling."""
    east, north = ((mesh.centres - centre) / np.array(reach)).T
    angle = np.arctan2(north, east)
    edge = 1 + 0.10 * np.sin(3 * angle + turn) + 0.05 * np.sin(7 * angle + 2 * turn)
    return np.asarray(np.hypot(east, north) < edge)


def _density(mesh: Mesh) -> Numbers:
    """Residents of each cell, relative: a town, its suburbs, two small towns, country."""
    density = np.full(len(mesh.centres), 0.10)
    for east, north, height, width in (
        (*TOWN_CENTRE, 1.0, 1_500),
        (567_900.0, 352_300.0, 0.55, 900),
        (562_700.0, 350_900.0, 0.35, 700),
    ):
        away = np.hypot(*(mesh.centres - np.array([east, north])).T)
        density += height * np.exp(-away / width)
    return density


def _toll(mesh: Mesh, rng: np.random.Generator) -> Numbers:
    """Cost of each step between neighbours, high across the river."""
    east, north = mesh.centres.T
    bend = np.sin(2 * np.pi * (east - WEST) / RIVER_WAVELENGTH_METRES)
    above = north > RIVER_NORTHING + RIVER_SWING_METRES * bend
    crosses = above[:, None] != above[mesh.neighbours]
    toll = np.exp(rng.normal(0, TOLL_SPREAD, mesh.neighbours.shape))
    return np.where(crosses, RIVER_TOLL, toll)


def _wards(
    land: Land, district: District, cells: Labels, before: int, rng: np.random.Generator
) -> list[Area]:
    """Wards of a district, coded in the order of their names; the densest is the busiest."""
    groups = land.divide(cells, len(district.wards), rng)
    groups.sort(key=lambda group: -float(land.weight[group].mean()))
    titles = sorted(district.wards, key=lambda title: title != names.BUSIEST_WARD)
    titled = sorted(zip(titles, groups, strict=True), key=lambda pair: pair[0])
    return [
        Area(f"E05999{before + number:03}", title, district.code, group)
        for number, (title, group) in enumerate(titled, start=1)
    ]


def _titles(district: District, ward: int) -> list[str]:
    """Names of the LSOAs of a ward, the district's shared out as evenly as can be."""
    each, over = divmod(district.lsoas, len(district.wards))
    letters = ascii_uppercase[: each + (ward < over)]
    return [f"{district.name} {ward + 1:03}{letter}" for letter in letters]


def _lsoas(
    land: Land, ward: Area, titles: list[str], before: int, rng: np.random.Generator
) -> list[Area]:
    parts = land.divide(ward.cells, len(titles), rng)
    return [
        Area(f"E01999{before + number:03}", title, ward.code, cells)
        for number, (title, cells) in enumerate(zip(titles, parts, strict=True), start=1)
    ]


def _residents(lsoas: list[Area], district_of: Labels, density: Numbers) -> Counts:
    """Mid-2021 residents, within the sizes that an LSOA may have."""
    mass = np.array([density[lsoa.cells].sum() for lsoa in lsoas])
    totals = np.array([district.residents for district in DISTRICTS])
    shares = mass / np.bincount(district_of, mass)[district_of]
    fitting = np.clip(shares * totals[district_of], SMALLEST_LSOA, LARGEST_LSOA)
    return np.asarray(np.rint(fitting), dtype=np.int64)


def _need(mesh: Mesh, lsoas: list[Area], rng: np.random.Generator) -> Numbers:
    """Standard scores that fall away from the town centre, with chance."""
    middles = np.array([mesh.centres[lsoa.cells].mean(axis=0) for lsoa in lsoas])
    away = np.hypot(*(middles - TOWN_CENTRE).T)
    raw = -away / away.std() + rng.normal(0, 0.8, len(lsoas))
    return np.asarray((raw - raw.mean()) / raw.std())


def _map_points(
    mesh: Mesh, lsoas: list[Area], lsoas_2011: tuple[Area, ...], rng: np.random.Generator
) -> MapPoints:
    lsoa21 = np.repeat(np.arange(len(lsoas)), MAP_POINTS_PER_LSOA)
    cells = np.concatenate([rng.choice(lsoa.cells, MAP_POINTS_PER_LSOA) for lsoa in lsoas])
    places = mesh.points_in(cells, rng, inset=INSET_OF_MAP_POINTS)
    longitude, latitude = longitude_latitude(*places.T)
    lsoa11 = label_cells(mesh, [area.cells for area in lsoas_2011])[cells]
    titles = tuple(names.street_name(number) for number in range(len(cells)))
    return MapPoints(np.round(longitude, 6), np.round(latitude, 6), lsoa21, lsoa11, titles)
