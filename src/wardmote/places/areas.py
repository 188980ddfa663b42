"""Areas: a code, its year and kind, and the polygon that it stands for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray

from wardmote.errors import Fault, SourceError
from wardmote.places.code_columns import CodeColumn
from wardmote.places.projection import check_same_projection
from wardmote.vocabulary.area_kinds import area_kind, is_area_code

POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


@dataclass(frozen=True)
class Area:
    """One area as one year knew it.

    Parameters
    ----------
    code
        Code as ONS writes it, for example ``E01004198``.
    name
        Name that goes with the code, for example ``Tower Hamlets 002B``.
    kind
        Id of a kind of area: ``lsoa``, ``ward``, ``district``, ``csp`` …
    vintage
        Year of the code, for example 2021.
    parent
        Code of the area that it lies in, where known.

    Examples
    --------
    >>> Area("E01004198", "Tower Hamlets 002B", "lsoa", 2021, parent="E09000030").code_column
    'lsoa21cd'
    """

    code: str
    name: str
    kind: str
    vintage: int
    parent: str | None = None

    def __post_init__(self) -> None:
        CodeColumn(self.kind, self.vintage)  # refuses unknown kinds and codes without a year
        if not self.code:
            raise SourceError(
                "An area has no code.", next_step="Give each area its code, or leave the row out."
            )

    @property
    def code_column(self) -> str:
        """Column that such codes stand in, for example ``lsoa21cd``."""
        return CodeColumn(self.kind, self.vintage).name


@dataclass(frozen=True, eq=False)
class AreaSet:
    """Areas of one kind and one year, with their polygons in one projection.

    Answers "which polygon is this code?" and "which code is this polygon?". It checks
    itself: as many names and polygons as codes, no code twice, no empty polygon.
    Polygons that cross themselves are repaired, and `repaired` says which.

    Parameters
    ----------
    kind
        Id of a kind of area: ``lsoa``, ``ward``, ``district`` …
    vintage
        Year of the codes, for example 2021.
    codes, names
        One for each area, in one order.
    geometries
        Polygons or multipolygons in that order: a numpy array of shapely geometries.
    epsg
        EPSG code of the projection of all of them.

    Raises
    ------
    SourceError
        Any of the checks fails; all faults are listed.

    Notes
    -----
    Published boundaries are generalised: a point close to one may be on its wrong side
    (see `wardmote.places.distances`). Repair keeps every part that a polygon encloses;
    lines and specks without an inside are dropped.

    Examples
    --------
    >>> import shapely
    >>> squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    >>> areas = AreaSet("ward", 2024, ("E05000002", "E05000001"), ("East", "West"), squares, 27700)
    >>> len(areas), areas.code_column, areas.index_of("E05000001")
    (2, 'wd24cd', 1)
    >>> areas.select(["E05000001"]).names
    ('West',)
    """

    kind: str
    vintage: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    geometries: NDArray[np.object_] = field(repr=False)
    epsg: int
    repaired: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        CodeColumn(self.kind, self.vintage)
        geometries = np.empty(len(self.geometries), dtype=object)
        geometries[:] = self.geometries
        self._check(geometries)
        broken = ~shapely.is_valid(geometries)
        geometries[broken] = shapely.make_valid(
            geometries[broken], method="structure", keep_collapsed=False
        )
        self._check_insides(geometries)
        geometries.flags.writeable = False
        object.__setattr__(self, "codes", tuple(self.codes))
        object.__setattr__(self, "names", tuple(self.names))
        object.__setattr__(self, "geometries", geometries)
        newly = np.asarray(self.codes, dtype=object)[broken]
        object.__setattr__(self, "repaired", tuple(dict.fromkeys([*self.repaired, *newly])))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Area]:
        pairs = zip(self.codes, self.names, strict=True)
        return (Area(code, name, self.kind, self.vintage) for code, name in pairs)

    @property
    def code_column(self) -> str:
        """Column that such codes stand in, for example ``lsoa21cd``."""
        return CodeColumn(self.kind, self.vintage).name

    @cached_property
    def _index(self) -> dict[str, int]:
        return {code: index for index, code in enumerate(self.codes)}

    def index_of(self, code: str) -> int:
        """Position of an area in `codes`, `names` and `geometries`.

        Parameters
        ----------
        code
            Code of the same kind and year as the set.

        Returns
        -------
        int
            From 0.

        Raises
        ------
        SourceError
            The set has no such area.
        """
        self._check_known([code])
        return self._index[code]

    def select(self, codes: Iterable[str]) -> AreaSet:
        """The set of some of these areas, in the order asked for.

        Parameters
        ----------
        codes
            Codes of the same kind and year as the set.

        Returns
        -------
        AreaSet
            Shares the polygons of this one.

        Raises
        ------
        SourceError
            The set has no area with one of the codes, or a code is asked for twice.
        """
        codes = tuple(codes)
        self._check_known(codes)
        wanted = [self._index[code] for code in codes]
        names = tuple(self.names[index] for index in wanted)
        repaired = tuple(code for code in self.repaired if code in set(codes))
        geometries = self.geometries[wanted]
        return replace(self, codes=codes, names=names, geometries=geometries, repaired=repaired)

    def _check_known(self, codes: Sequence[str]) -> None:
        unknown = [code for code in codes if code not in self._index]
        if unknown:
            column = CodeColumn(self.kind, self.vintage)
            raise SourceError(
                f"{len(unknown):,} of {len(codes):,} codes are not in this set of"
                f" {len(self):,} areas ({column.title}).",
                found=", ".join(unknown[:5]),
                known=sorted(self.codes),
                next_step="Check the year of the codes, and that the boundaries cover the place.",
            )

    def _check(self, geometries: NDArray[np.object_]) -> None:
        counts = (len(self.codes), len(self.names), len(geometries))
        faults = []
        if len(set(counts)) != 1:
            differ = "{} codes, {} names, {} polygons: give one of each for each area.".format(
                *counts
            )
            faults.append(Fault("areas", differ))
        for number, code in enumerate(self.codes):
            if not code:
                faults.append(Fault(f"area {number}", "no code."))
        for code, times in Counter(self.codes).items():
            if times > 1:
                faults.append(Fault(code, f"{times} areas have this code."))
            if _is_of_other_kind(code, self.kind):
                faults.append(Fault(code, f"not the code of a {area_kind(self.kind).title}."))
        self._raise(faults)

    def _check_insides(self, geometries: NDArray[np.object_]) -> None:
        polygons = np.isin(shapely.get_type_id(geometries), POLYGONS)
        polygons &= ~shapely.is_empty(geometries)
        codes = np.asarray(self.codes, dtype=object)[~polygons]
        self._raise([Fault(str(code), "no polygon with an inside.") for code in codes])

    def _raise(self, faults: list[Fault]) -> None:
        if faults:
            raise SourceError(
                f"These areas ({CodeColumn(self.kind, self.vintage).title}) do not make a set.",
                faults=faults,
                next_step="Correct the boundary file, or take the publisher's own.",
            )


def _is_of_other_kind(code: str, kind: str) -> bool:
    prefixes = area_kind(kind).prefixes
    return bool(prefixes) and is_area_code(code) and not code.startswith(prefixes)


def join_areas(sets: Sequence[AreaSet]) -> AreaSet:
    """One set of areas from several, such as one file a district.

    Parameters
    ----------
    sets
        At least one set; all of one kind, year and projection, with no area twice.

    Returns
    -------
    AreaSet
        All areas, in the order of the sets.

    Raises
    ------
    SourceError
        The sets differ in kind, year or projection, share an area, or there are none.

    Examples
    --------
    >>> import shapely
    >>> west = AreaSet("ward", 2024, ("E05000001",), ("West",), [shapely.box(0, 0, 1, 1)], 27700)
    >>> east = AreaSet("ward", 2024, ("E05000002",), ("East",), [shapely.box(1, 0, 2, 1)], 27700)
    >>> join_areas([west, east]).names
    ('West', 'East')
    """
    kinds = dict.fromkeys(CodeColumn(areas.kind, areas.vintage).title for areas in sets)
    if len(kinds) != 1:
        raise SourceError(
            "Only areas of one kind and year can be joined to one set.",
            found=" and ".join(kinds) or "no areas",
            next_step="Read files of one kind and year, for example all LSOA21CD.",
        )
    first, *others = sets
    for other in others:
        check_same_projection(first, other, names=("The first areas", "others"))
    return AreaSet(
        first.kind,
        first.vintage,
        tuple(code for areas in sets for code in areas.codes),
        tuple(name for areas in sets for name in areas.names),
        np.concatenate([areas.geometries for areas in sets]),
        first.epsg,
        tuple(code for areas in sets for code in areas.repaired),
    )
