"""A sheet of irregular six-sided cells, and how regions grow on it.

Every boundary of Northborough runs along the edges of these cells, so two neighbours share
their border vertex for vertex, and larger areas are exact unions of smaller ones. Six-sided,
because then no two regions ever touch at a single point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
import shapely

from wardmote.northborough.chance import Counts, Labels, Numbers

SPACING_METRES = 130
ROW_METRES = SPACING_METRES * 3**0.5 / 2
JITTER_METRES = 24  # of each corner: cells stay convex enough to hold their own centre
BEND_METRES = 160  # of the whole sheet, so that borders wander over kilometres too
BEND_WAVELENGTH_METRES = 2_600
# Corners and neighbours in half-spacings and third-rows from a cell's centre, anticlockwise.
CORNERS = np.array([(0, 2), (-1, 1), (-1, -1), (0, -2), (1, -1), (1, 1)])
NEIGHBOURS = np.array([(-1, 3), (-2, 0), (-1, -3), (1, -3), (2, 0), (1, 3)])
LLOYD_ROUNDS, BALANCE_ROUNDS = 12, 7
BALANCE_POWER = 0.5


@dataclass(frozen=True)
class Mesh:
    """The cells: where their centres and corners are, and which touch.

    Parameters
    ----------
    centres
        Metres, one row for each cell: easting, northing.
    corners
        Whole metres, shape (cells, 6, 2), anticlockwise.
    neighbours
        Cell numbers, shape (cells, 6); -1 where the sheet ends.
    """

    centres: Numbers
    corners: Counts
    neighbours: Labels

    def outline(self, cells: Labels) -> shapely.Polygon:
        """Boundary of cells that hang together, anticlockwise, from a settled first vertex."""
        pieces = shapely.polygons(self.corners[cells])
        whole = shapely.normalize(shapely.coverage_union_all(pieces))
        return shapely.orient_polygons(whole)

    def points_in(self, cells: Labels, rng: np.random.Generator, *, inset: float = 0.0) -> Numbers:
        """One point in each of these cells, anywhere in it, as rows of easting and northing.

        Parameters
        ----------
        inset
            Share of the way to the cell's middle that points are drawn back, so that none
            lies on a border: 0 to 1.
        """
        which = rng.integers(6, size=len(cells))
        one, other = self.corners[cells, which], self.corners[cells, (which + 1) % 6]
        a, b = np.sort(rng.random((2, len(cells), 1)), axis=0)
        middle = self.corners[cells].mean(axis=1)
        drawn = a * (one - middle) + (b - a) * (other - middle)
        return np.asarray(middle + (1 - inset) * drawn)


def lay_mesh(west: float, south: float, columns: int, rows: int, rng: np.random.Generator) -> Mesh:
    """Sheet of irregular cells with its south-western corner there."""
    row, column = np.divmod(np.arange(columns * rows), columns)
    lattice = np.stack([2 * column + row % 2 + 1, 3 * row + 2], axis=1)
    places = _lattice_places(columns, rows, rng) + np.array([west, south])
    at = lattice[:, None, :] + CORNERS
    corners = np.rint(places[at[..., 0], at[..., 1]]).astype(np.int64)
    return Mesh(corners.mean(axis=1), corners, _neighbours(lattice, columns, rows))


def _lattice_places(columns: int, rows: int, rng: np.random.Generator) -> Numbers:
    """Metres from the sheet's corner of every lattice position, jittered and bent."""
    across, up = np.mgrid[0 : 2 * columns + 3, 0 : 3 * rows + 3]
    flat = np.stack([across * SPACING_METRES / 2, up * ROW_METRES / 3], axis=-1)
    jitter = rng.uniform(-JITTER_METRES, JITTER_METRES, flat.shape)
    turn = rng.uniform(0, 2 * np.pi, 4)
    wave = 2 * np.pi * flat / BEND_WAVELENGTH_METRES
    east_bend = np.sin(wave[..., 1] + turn[0]) + np.sin(1.7 * wave[..., 0] + turn[1])
    north_bend = np.sin(wave[..., 0] + turn[2]) + np.sin(1.4 * wave[..., 1] + turn[3])
    bend = BEND_METRES / 2 * np.stack([east_bend, north_bend], axis=-1)
    return np.asarray(flat + jitter + bend)


def _neighbours(lattice: Labels, columns: int, rows: int) -> Labels:
    numbers = np.full((2 * columns + 7, 3 * rows + 9), -1)
    numbers[lattice[:, 0] + 2, lattice[:, 1] + 3] = np.arange(len(lattice))
    at = lattice[:, None, :] + NEIGHBOURS + np.array([2, 3])
    return np.asarray(numbers[at[..., 0], at[..., 1]])


@dataclass(frozen=True)
class Land:
    """A mesh with who lives on it and how hard it is to cross.

    Parameters
    ----------
    weight
        Of every cell, for example its residents, relative.
    toll
        Cost of stepping from a cell to each of its neighbours, shape (cells, 6): high across
        a river, so that borders follow it.
    """

    mesh: Mesh
    weight: Numbers
    toll: Numbers

    def divide(self, cells: Labels, parts: int, rng: np.random.Generator) -> list[Labels]:
        """Cells, which hang together, as that many connected parts of like weight.

        Notes
        -----
        Weighted k-means places the seeds; regions then grow from them at random cost, the
        heavy ones ever slower, so that borders are crooked and populations alike, not equal.
        """
        weight = self.weight[cells]
        seeds = _seeds(self.mesh.centres[cells], weight, parts, rng)
        pace = np.ones(parts)
        label = np.zeros(len(cells), dtype=np.int64)
        for _ in range(BALANCE_ROUNDS):
            label = self._grow(cells, seeds, pace)
            pace *= (np.bincount(label, weight, parts) * parts / weight.sum()) ** BALANCE_POWER
        return [cells[label == part] for part in range(parts)]

    def _grow(self, cells: Labels, seeds: Labels, pace: Numbers) -> Labels:
        """Part that reaches each cell most cheaply, all starting at once from their seeds."""
        position = np.full(len(self.mesh.centres) + 1, -1)  # the last is for "no neighbour"
        position[cells] = np.arange(len(cells))
        beside: list[list[int]] = position[self.mesh.neighbours[cells]].tolist()
        price: list[list[float]] = self.toll[cells].tolist()
        slow: list[float] = pace.tolist()
        label = [-1] * len(cells)
        front = [(0.0, seed, part) for part, seed in enumerate(seeds.tolist())]
        heapify(front)
        while front:
            spent, cell, part = heappop(front)
            if label[cell] >= 0:
                continue
            label[cell] = part
            for other, cost in zip(beside[cell], price[cell], strict=True):
                if other >= 0 and label[other] < 0:
                    heappush(front, (spent + cost * slow[part], other, part))
        return np.array(label)


def _seeds(places: Numbers, weight: Numbers, parts: int, rng: np.random.Generator) -> Labels:
    """Positions in `places` nearest to the centres of a weighted k-means."""
    chosen = rng.choice(len(places), parts, replace=False, p=weight / weight.sum())
    centres = places[chosen]
    for _ in range(LLOYD_ROUNDS):
        nearest = _squared_distance(places, centres).argmin(axis=1)
        held = np.maximum(np.bincount(nearest, weight, parts), 1e-9)
        sums = [np.bincount(nearest, weight * places[:, axis], parts) for axis in (0, 1)]
        centres = np.stack(sums, axis=1) / held[:, None]
    return np.asarray(_squared_distance(places, centres).argmin(axis=0))


def _squared_distance(places: Numbers, centres: Numbers) -> Numbers:
    gap = places[:, None, :] - centres[None, :, :]
    return np.asarray((gap**2).sum(axis=2))


def connected(mesh: Mesh, cells: Labels) -> Labels:
    """The largest set of these cells that hangs together."""
    inside = set(cells.tolist())
    best: list[int] = []
    while inside:
        waiting, found = [inside.pop()], []
        while waiting:
            cell = waiting.pop()
            found.append(cell)
            beside = inside.intersection(mesh.neighbours[cell].tolist())
            inside -= beside
            waiting.extend(beside)
        best = max(best, found, key=len)
    return np.array(sorted(best))


def shared_edges(mesh: Mesh, label: Labels, parts: int) -> Counts:
    """How many cell edges each pair of parts has in common, shape (parts, parts).

    Parameters
    ----------
    label
        Part of every cell of the mesh; -1 outside.
    """
    cell, side = np.nonzero(mesh.neighbours >= 0)
    one, other = label[cell], label[mesh.neighbours[cell, side]]
    apart = (one != other) & (one >= 0) & (other >= 0)
    pairs = np.bincount(one[apart] * parts + other[apart], minlength=parts * parts)
    return pairs.reshape(parts, parts).astype(np.int64)


def label_cells(mesh: Mesh, groups: Sequence[Labels]) -> Labels:
    """Group number of every cell of the mesh; -1 for cells in none."""
    label = np.full(len(mesh.centres), -1)
    for number, cells in enumerate(groups):
        label[cells] = number
    return label
