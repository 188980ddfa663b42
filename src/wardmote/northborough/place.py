"""The invented place: two districts in the sea, their wards, LSOAs and map points.

The place is the same for every seed: Northborough is Northborough, and only what happens in
it is drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely

from wardmote.northborough import names
from wardmote.northborough.british_grid import longitude_latitude
from wardmote.northborough.chance import Counts, Numbers, stream
from wardmote.northborough.mesh import (
    Labels,
    Mesh,
    connected,
    label_cells,
    lay_mesh,
    partition,
    shared_edges,
)

PLACE_SEED = 1837
MAP_POINTS_PER_LSOA = 14
INSET_OF_MAP_POINTS = 0.2
# Off Lincolnshire, where no district is, on the British National Grid in metres.
WEST, SOUTH, COLUMNS, ROWS = 559_200.0, 347_800.0, 99, 122
TOWN_CENTRE = np.array([564_300.0, 356_600.0])
RIVER_NORTHING, RIVER_SWING_METRES, RIVER_WAVELENGTH_METRES = 356_150.0, 700.0, 9_500.0
RIVER_TOLL = 40.0  # steps' worth: regions go round rather than across
TOLL_SPREAD = 0.7  # of the logarithm of each step's cost
SMALLEST_LSOA, LARGEST_LSOA = 1_000, 3_000  # residents, the ONS's rule for LSOAs
SPLITS, MERGES = 3, 2  # since 2011, in Northborough


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
class Area:
    """A ward or LSOA: a set of cells with a code and a name.

    Parameters
    ----------
    within
        Code of the ward of an LSOA, of the district of a ward.
    """

    code: str
    name: str
    within: str
    cells: Labels


@dataclass(frozen=True)
class Change:
    """One line of the look-up from LSOAs of 2011 to those of 2021.

    Parameters
    ----------
    change
        ``U`` unchanged, ``S`` split or ``M`` merged.
    """

    lsoa11: Area
    lsoa21: Area
    change: str


@dataclass(frozen=True)
class MapPoints:
    """The fixed points that stand for streets: arrays in one order, and their names."""

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
    residents
        Mid-2021, in the order of `lsoas`.
    need
        How deprived each LSOA is, standard scores in the order of `lsoas`; more is worse.
    district_of, ward_of
        Position of each LSOA's district and ward.
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

    def ward_named(self, code: str) -> int:
        """Position in `wards` of the ward with this code."""
        return [ward.code for ward in self.wards].index(code)


@cache
def the_place() -> Place:
    """Northborough and Southmere, made once (about a second) and kept."""
    rng = stream(PLACE_SEED, "place")
    mesh = lay_mesh(WEST, SOUTH, COLUMNS, ROWS, rng)
    density, toll = _density(mesh), _toll(mesh, rng)
    wards: list[Area] = []
    lsoas: list[Area] = []
    for district, cells in zip(DISTRICTS, _districts(mesh), strict=True):
        for ward in _wards(mesh, district, cells, density, toll, len(wards), rng):
            wards.append(ward)
            share = _lsoas_in_ward(district, len(wards) - 1)
            lsoas += _lsoas(mesh, ward, share, density, toll, len(lsoas), rng)
    lsoas_2011, changes = _changes(mesh, tuple(lsoas), density, toll, rng)
    district_of = np.array([_district_number(lsoa, wards) for lsoa in lsoas])
    ward_codes = [ward.code for ward in wards]
    return Place(
        mesh=mesh,
        wards=tuple(wards),
        lsoas=tuple(lsoas),
        lsoas_2011=lsoas_2011,
        changes=changes,
        district_of=district_of,
        ward_of=np.array([ward_codes.index(lsoa.within) for lsoa in lsoas]),
        residents=_residents(lsoas, district_of, density),
        need=_need(mesh, lsoas, rng),
        points=_map_points(mesh, lsoas, lsoas_2011, rng),
    )


def _districts(mesh: Mesh) -> tuple[Labels, Labels]:
    """Cells of Northborough, a wobbly round, and of Southmere, what a larger one adds."""
    borough = connected(mesh, np.flatnonzero(_within(mesh, TOWN_CENTRE, 4_300, 3_700, 0.4)))
    both = _within(mesh, np.array([565_900.0, 354_000.0]), 5_400, 5_300, 2.1)
    both[borough] = False
    return borough, connected(mesh, np.flatnonzero(both))


def _within(
    mesh: Mesh, centre: Numbers, across: float, up: float, turn: float
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    east, north = ((mesh.centres - centre) / np.array([across, up])).T
    angle = np.arctan2(north, east)
    edge = 1 + 0.10 * np.sin(3 * angle + turn) + 0.05 * np.sin(7 * angle + 2 * turn)
    return np.asarray(np.hypot(east, north) < edge)


def _density(mesh: Mesh) -> Numbers:
    """Residents of each cell, relative: a town, its suburbs, two small towns, country."""
    towns = ((TOWN_CENTRE, 1.0, 1_500), ((567_900.0, 352_300.0), 0.55, 900),
             ((562_700.0, 350_900.0), 0.35, 700))  # fmt: skip
    density = np.full(len(mesh.centres), 0.10)
    for centre, height, width in towns:
        away = np.hypot(*(mesh.centres - np.asarray(centre)).T)
        density += height * np.exp(-away / width)
    return density


def _toll(mesh: Mesh, rng: np.random.Generator) -> Numbers:
    """Cost of each step between neighbours, high across the river."""
    east, north = mesh.centres.T
    course = RIVER_NORTHING + RIVER_SWING_METRES * np.sin(
        2 * np.pi * (east - WEST) / RIVER_WAVELENGTH_METRES
    )
    above = north > course
    crosses = above[:, None] != above[mesh.neighbours]
    toll = np.exp(rng.normal(0, TOLL_SPREAD, mesh.neighbours.shape))
    return np.where(crosses, RIVER_TOLL, toll)


def _wards(
    mesh: Mesh,
    district: District,
    cells: Labels,
    density: Numbers,
    toll: Numbers,
    before: int,
    rng: np.random.Generator,
) -> list[Area]:
    """Wards of a district, coded in the order of their names; the densest is the busiest."""
    label = partition(mesh, cells, density, len(district.wards), toll, rng)
    groups = [cells[label == part] for part in range(len(district.wards))]
    groups.sort(key=lambda group: -float(density[group].mean()))
    titles = sorted(district.wards, key=lambda title: title != names.BUSIEST_WARD)
    titled = sorted(zip(titles, groups, strict=True), key=lambda pair: pair[0])
    return [
        Area(f"E05999{before + number:03}", title, district.code, group)
        for number, (title, group) in enumerate(titled, start=1)
    ]


def _lsoas_in_ward(district: District, ward: int) -> int:
    """LSOAs of a ward: the district's, shared out as evenly as whole numbers allow."""
    first = 0 if district is NORTHBOROUGH else len(NORTHBOROUGH.wards)
    each, over = divmod(district.lsoas, len(district.wards))
    return each + (ward - first < over)


def _lsoas(
    mesh: Mesh,
    ward: Area,
    parts: int,
    density: Numbers,
    toll: Numbers,
    before: int,
    rng: np.random.Generator,
) -> list[Area]:
    district = next(each for each in DISTRICTS if each.code == ward.within)
    label = partition(mesh, ward.cells, density, parts, toll, rng)
    middle_layer = int(ward.code[-3:]) - (
        0 if district is NORTHBOROUGH else len(DISTRICTS[0].wards)
    )
    return [
        Area(
            f"E01999{before + part + 1:03}",
            f"{district.name} {middle_layer:03}{'ABCDEFGHIJ'[part]}",
            ward.code,
            ward.cells[label == part],
        )
        for part in range(parts)
    ]


def _district_number(lsoa: Area, wards: list[Area]) -> int:
    district = next(ward.within for ward in wards if ward.code == lsoa.within)
    return [each.code for each in DISTRICTS].index(district)


def _residents(lsoas: list[Area], district_of: Labels, density: Numbers) -> Counts:
    """Mid-2021 residents, within the sizes that an LSOA may have."""
    mass = np.array([density[lsoa.cells].sum() for lsoa in lsoas])
    totals = np.array([district.residents for district in DISTRICTS])
    shares = mass / np.bincount(district_of, mass)[district_of]
    return np.rint(np.clip(shares * totals[district_of], SMALLEST_LSOA, LARGEST_LSOA)).astype(
        np.int64
    )


def _need(mesh: Mesh, lsoas: list[Area], rng: np.random.Generator) -> Numbers:
    """Standard scores that fall away from the town centre, with chance."""
    middles = np.array([mesh.centres[lsoa.cells].mean(axis=0) for lsoa in lsoas])
    away = np.hypot(*(middles - TOWN_CENTRE).T)
    raw = -away / away.std() + rng.normal(0, 0.8, len(lsoas))
    return np.asarray((raw - raw.mean()) / raw.std())


def _changes(
    mesh: Mesh, lsoas: tuple[Area, ...], density: Numbers, toll: Numbers, rng: np.random.Generator
) -> tuple[tuple[Area, ...], tuple[Change, ...]]:
    """LSOAs of 2011, and how they became those of 2021.

    A split had too many residents in 2011, so it is two of today's together; a merger's two
    had too few, so each is a half of one of today's.
    """
    edges = shared_edges(mesh, label_cells(mesh, [lsoa.cells for lsoa in lsoas]), len(lsoas))
    pairs = _pairs_to_split(lsoas, edges, rng)
    paired = {number for pair in pairs for number in pair}
    whole = [number for number in range(NORTHBOROUGH.lsoas) if number not in paired]
    merged = set(rng.choice(whole, MERGES, replace=False).tolist())
    old: list[Area] = []
    changes: list[Change] = []
    for number, lsoa in enumerate(lsoas):
        if number in merged:
            was, change = _halves(mesh, lsoa, len(old), density, toll, rng), "M"
        elif number in paired:
            pair = next(pair for pair in pairs if number in pair)
            was, change = [_together(lsoas, pair)], "S"
        else:
            was, change = [lsoa], "U"
        changes += [Change(each, lsoa, change) for each in was]
        known = {each.code for each in old}
        old += [each for each in was if each.code not in known]
    return tuple(old), tuple(changes)


def _pairs_to_split(
    lsoas: tuple[Area, ...], edges: Counts, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Pairs of neighbours in one ward of Northborough, no two pairs in the same ward."""
    pairs: dict[str, tuple[int, int]] = {}
    for number in rng.permutation(NORTHBOROUGH.lsoas).tolist():
        ward = lsoas[number].within
        beside = [other for other in np.flatnonzero(edges[number] >= 4).tolist()
                  if lsoas[other].within == ward]  # fmt: skip
        if beside and ward not in pairs and len(pairs) < SPLITS:
            pairs[ward] = (min(number, beside[0]), max(number, beside[0]))
    return list(pairs.values())


def _together(lsoas: tuple[Area, ...], pair: tuple[int, int]) -> Area:
    one, other = lsoas[pair[0]], lsoas[pair[1]]
    cells = np.sort(np.concatenate([one.cells, other.cells]))
    return Area(f"E01998{pair[0] + 1:03}", f"{one.name[:-1]}K", one.within, cells)


def _halves(
    mesh: Mesh, lsoa: Area, before: int, density: Numbers, toll: Numbers, rng: np.random.Generator
) -> list[Area]:
    label = partition(mesh, lsoa.cells, density, 2, toll, rng)
    return [
        Area(f"E01998{500 + before + half:03}", f"{lsoa.name[:-1]}{letter}", lsoa.within,
             lsoa.cells[label == half])
        for half, letter in enumerate("LM")
    ]  # fmt: skip


def _map_points(
    mesh: Mesh, lsoas: list[Area], lsoas_2011: tuple[Area, ...], rng: np.random.Generator
) -> MapPoints:
    lsoa21 = np.repeat(np.arange(len(lsoas)), MAP_POINTS_PER_LSOA)
    cells = np.concatenate(
        [rng.choice(lsoa.cells, MAP_POINTS_PER_LSOA, replace=True) for lsoa in lsoas]
    )
    places = mesh.points_in(cells, rng, inset=INSET_OF_MAP_POINTS)
    longitude, latitude = longitude_latitude(*places.T)
    lsoa11 = label_cells(mesh, [area.cells for area in lsoas_2011])[cells]
    titles = tuple(names.street_name(number) for number in range(len(cells)))
    return MapPoints(np.round(longitude, 6), np.round(latitude, 6), lsoa21, lsoa11, titles)
