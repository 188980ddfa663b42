"""Areas, and how the LSOAs of 2011 became those of 2021."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardmote.northborough.chance import Counts, Labels
from wardmote.northborough.mesh import Land, label_cells, shared_edges

SPLITS, MERGES = 3, 2
SHORTEST_BORDER = 4  # cell edges that a pair must share to have been one area


@dataclass(frozen=True)
class Area:
    """A ward or LSOA: a set of cells with a code and a name.

    Parameters
    ----------
    within
        Code of the ward of an LSOA, of the district of a ward.
    cells
        Cell numbers of the mesh.
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


def changes_since_2011(
    land: Land, lsoas: tuple[Area, ...], among: int, rng: np.random.Generator
) -> tuple[Change, ...]:
    """Lines of the look-up, in the order of the LSOAs of 2021, a merger's two together.

    A split had too many residents in 2011, so it is two of today's together; a merger's two
    had too few, so each is a half of one of today's.

    Parameters
    ----------
    among
        Only the first so many LSOAs change.
    """
    split = _split(lsoas, _borders(land, lsoas), among, rng)
    whole = [number for number in range(among) if number not in split]
    merged = set(rng.choice(whole, MERGES, replace=False).tolist())
    changes: list[Change] = []
    for number, lsoa in enumerate(lsoas):
        if number in merged:
            changes += [Change(half, lsoa, "M") for half in _halves(land, lsoa, rng)]
        elif number in split:
            changes.append(Change(split[number], lsoa, "S"))
        else:
            changes.append(Change(lsoa, lsoa, "U"))
    return tuple(changes)


def _borders(land: Land, lsoas: tuple[Area, ...]) -> Counts:
    label = label_cells(land.mesh, [lsoa.cells for lsoa in lsoas])
    return shared_edges(land.mesh, label, len(lsoas))


def _split(
    lsoas: tuple[Area, ...], borders: Counts, among: int, rng: np.random.Generator
) -> dict[int, Area]:
    """The area of 2011 of each LSOA that came of a split: neighbours of one ward, in pairs."""
    old: dict[int, Area] = {}
    wards: set[str] = set()
    for number in rng.permutation(among).tolist():
        ward = lsoas[number].within
        near = np.flatnonzero(borders[number] >= SHORTEST_BORDER).tolist()
        beside = [other for other in near if lsoas[other].within == ward]
        if beside and ward not in wards and len(wards) < SPLITS:
            wards.add(ward)
            one, other = sorted((number, beside[0]))
            old[one] = old[other] = _together(lsoas[one], lsoas[other])
    return old


def _together(one: Area, other: Area) -> Area:
    cells = np.sort(np.concatenate([one.cells, other.cells]))
    return Area(f"E01998{one.code[-3:]}", f"{one.name[:-1]}K", one.within, cells)


def _halves(land: Land, lsoa: Area, rng: np.random.Generator) -> list[Area]:
    number, name = int(lsoa.code[-3:]), lsoa.name[:-1]
    one, other = land.divide(lsoa.cells, 2, rng)
    return [
        Area(f"E01998{number + 300:03}", f"{name}L", lsoa.within, one),
        Area(f"E01998{number + 600:03}", f"{name}M", lsoa.within, other),
    ]
