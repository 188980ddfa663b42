"""Which ward, district, partnership and force area each LSOA is in.

Every link comes from a look-up. A community safety partnership mostly is one district,
some are several, and seven districts are shared by two to four: from such a district
nobody can tell the partnership, and from such a partnership nobody can tell the LSOAs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from wardmote.errors import (
    AmbiguousArea,
    ConfigurationError,
    Fault,
    NotModelled,
    SourceError,
)
from wardmote.places.look_up_files import LookUp
from wardmote.vocabulary.area_kinds import area_kind

Found = TypeVar("Found")

LSOA_TO_DISTRICT = ("lsoa", "ward", "district")
DISTRICT_TO_FORCE = ("district", "csp", "police_force_area")
LSOA_TO_CSP = ("lsoa", "csp")
JOINED = (LSOA_TO_DISTRICT, DISTRICT_TO_FORCE, LSOA_TO_CSP)
"""Kinds of area that the look-ups we use join."""


@dataclass(frozen=True)
class LsoaLink:
    """The ward and the district that one LSOA is counted in.

    Parameters
    ----------
    lsoa, ward, district
        Their codes. The ward is the best fit: most residents of the LSOA live in it.
    """

    lsoa: str
    ward: str
    district: str


@dataclass(frozen=True)
class PartnershipLink:
    """A community safety partnership that covers a district or a part of it.

    Parameters
    ----------
    district, csp, police_force_area
        Their codes.
    """

    district: str
    csp: str
    police_force_area: str


@dataclass(frozen=True)
class AreaLinks:
    """Links between areas, as the look-ups of one set of years state them.

    Answers "which ward is this LSOA in?" and "which LSOAs are this partnership's?".

    Parameters
    ----------
    lsoas
        One link for each LSOA.
    partnerships
        One link for each pair of district and partnership.
    vintages
        Year of the codes, by kind of area.
    names
        Name by code, for areas of all kinds.
    csp_of_lsoa
        Partnership of single LSOAs, where partnerships share a district and have said who
        covers what. The national look-ups do not.

    Raises
    ------
    SourceError
        An LSOA or a pair is given twice, or a district lies in two force areas.

    Notes
    -----
    LSOAs fit districts exactly and wards by best fit. Wards of another year than the
    look-up's have other codes: compare `vintages` with the year of a ward file.

    Examples
    --------
    >>> lsoas = [LsoaLink("E01000001", "E05000001", "E06000001")]
    >>> partnerships = [PartnershipLink("E06000001", "E22000001", "E23000001")]
    >>> links = AreaLinks(lsoas, partnerships, {"lsoa": 2021, "ward": 2024})
    >>> links.ward_of("E01000001"), links.lsoas_of("csp", "E22000001")
    ('E05000001', ('E01000001',))
    """

    lsoas: tuple[LsoaLink, ...] = field(repr=False)
    partnerships: tuple[PartnershipLink, ...] = field(repr=False)
    vintages: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    csp_of_lsoa: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lsoas", tuple(self.lsoas))
        object.__setattr__(self, "partnerships", tuple(self.partnerships))
        faults = [
            *_repeated(link.lsoa for link in self.lsoas),
            *_repeated(f"{link.district} {link.csp}" for link in self.partnerships),
            *self._torn_districts(),
        ]
        if faults:
            raise SourceError(
                "The links between areas contradict each other.",
                faults=faults,
                next_step="Take each look-up as published, and only one of each kind.",
            )

    @classmethod
    def from_look_ups(cls, look_ups: Iterable[LookUp]) -> AreaLinks:
        """Links from look-ups of LSOAs to wards, and of districts to partnerships.

        Parameters
        ----------
        look_ups
            In any order: LSOA → ward → district; district → CSP → police force area; and,
            where partnerships share a district, LSOA → CSP. Each may be absent.

        Returns
        -------
        AreaLinks
            With the names that the look-ups give.

        Raises
        ------
        SourceError
            Two look-ups give one kind of area in different years, or contradict each other.
        """
        used = [look_up for look_up in look_ups if any(look_up.has(*kinds) for kinds in JOINED)]
        return cls(
            tuple(LsoaLink(*row) for row in _rows(used, LSOA_TO_DISTRICT)),
            tuple(PartnershipLink(*row) for row in dict.fromkeys(_rows(used, DISTRICT_TO_FORCE))),
            _vintages(used),
            {code: name for look_up in used for code, name in look_up.names.items()},
            {row[0]: row[1] for row in _rows(used, LSOA_TO_CSP)},
        )

    def name_of(self, code: str) -> str:
        """Name of an area of any kind; the code itself where no look-up names it.

        Parameters
        ----------
        code
            Code of an area.

        Returns
        -------
        str
            Its name.
        """
        return self.names.get(code) or code

    def ward_of(self, lsoa: str) -> str:
        """Ward that an LSOA is counted in, by best fit.

        Parameters
        ----------
        lsoa
            LSOA code.

        Returns
        -------
        str
            Ward code.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this LSOA.
        """
        return self._link_of(lsoa).ward

    def district_of(self, lsoa: str) -> str:
        """District that an LSOA lies in, exactly.

        Parameters
        ----------
        lsoa
            LSOA code.

        Returns
        -------
        str
            District code.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this LSOA.
        """
        return self._link_of(lsoa).district

    def lsoas_of(self, kind: str, code: str) -> tuple[str, ...]:
        """LSOAs that make up an area.

        Parameters
        ----------
        kind
            ``ward``, ``district``, ``csp`` or ``police_force_area``.
        code
            Code of an area of that kind.

        Returns
        -------
        tuple of str
            LSOA codes, in order.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this kind or this area.
        NotModelled
            It is a partnership for part of a district, and nobody has said which part.
        """
        if kind == "csp":
            return self._lsoas_of_csp(code)
        if kind not in self._lsoas_by_kind:
            raise ConfigurationError(
                f"LSOAs are not linked to {area_kind(kind).plural}.",
                known=("csp", *self._lsoas_by_kind),
                next_step="Use one of the known kinds.",
            )
        return self._found(self._lsoas_by_kind[kind], kind, code)

    def wards_of_district(self, district: str) -> tuple[str, ...]:
        """Wards of a district that hold at least one LSOA by best fit.

        Parameters
        ----------
        district
            District code.

        Returns
        -------
        tuple of str
            Ward codes, in order.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this district.

        Notes
        -----
        A small ward may be the best fit of no LSOA, and is then not here.
        """
        return tuple(sorted({self.ward_of(lsoa) for lsoa in self.lsoas_of("district", district)}))

    def districts_of_csp(self, csp: str) -> tuple[str, ...]:
        """Districts that a partnership covers, wholly or in part.

        Parameters
        ----------
        csp
            Partnership code, for example of the column ``csp24cd``.

        Returns
        -------
        tuple of str
            District codes, in order.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this partnership.
        """
        return self._found(self._districts_of_csp, "csp", csp)

    def csps_of_district(self, district: str) -> tuple[str, ...]:
        """Partnerships that cover a district or a part of it.

        Parameters
        ----------
        district
            District code, for example of the column ``lad24cd``.

        Returns
        -------
        tuple of str
            Partnership codes, in order: mostly one, up to four.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this district.
        """
        return self._found(self._csps_of_district, "district", district)

    def csp_of_district(self, district: str) -> str:
        """The one partnership that covers a district.

        Parameters
        ----------
        district
            District code.

        Returns
        -------
        str
            Partnership code. The partnership may cover other districts too.

        Raises
        ------
        AmbiguousArea
            Several partnerships share the district; the message lists them.
        ConfigurationError
            The look-ups do not have this district.
        """
        csps = self.csps_of_district(district)
        if len(csps) > 1:
            raise AmbiguousArea(
                f"{len(csps)} partnerships share {self.name_of(district)} ({district}).",
                known=[f"{csp} {self.name_of(csp)}" for csp in csps],
                next_step="Declare which one this is: a partnership's area is never guessed.",
            )
        return csps[0]

    def police_force_area_of(self, district: str) -> str:
        """Police force area that a district lies in.

        Parameters
        ----------
        district
            District code.

        Returns
        -------
        str
            Police force area code.

        Raises
        ------
        ConfigurationError
            The look-ups do not have this district.
        """
        return self._found(self._force_of_district, "district", district)

    def check_extent_is_known(self, csp: str) -> None:
        """Refusal of a partnership for part of a district, unless its LSOAs are given.

        Parameters
        ----------
        csp
            Partnership code.

        Raises
        ------
        NotModelled
            It shares a district with others, and nobody has said who covers what.
        ConfigurationError
            The look-ups do not have this partnership.
        """
        shared = [d for d in self.districts_of_csp(csp) if len(self.csps_of_district(d)) > 1]
        if not shared or csp in self.csp_of_lsoa.values():
            return
        districts = " and ".join(f"{self.name_of(code)} ({code})" for code in shared)
        raise NotModelled(
            f"{self.name_of(csp)} ({csp}) covers part of {districts}, and the look-ups do not "
            "say which part.",
            expected="a partnership of whole districts, or a list of its LSOAs",
            next_step="Declare the whole district instead, or add a CSV with the columns "
            "LSOA21CD and CSP24CD for all LSOAs of the district.",
        )

    def _lsoas_of_csp(self, csp: str) -> tuple[str, ...]:
        self.check_extent_is_known(csp)
        whole = [d for d in self.districts_of_csp(csp) if self.csps_of_district(d) == (csp,)]
        listed = (lsoa for lsoa, of in self.csp_of_lsoa.items() if of == csp)
        nested = (lsoa for district in whole for lsoa in self.lsoas_of("district", district))
        return tuple(sorted({*listed, *nested}))

    def _link_of(self, lsoa: str) -> LsoaLink:
        return self._found(self._by_lsoa, "lsoa", lsoa)

    def _found(self, table: Mapping[str, Found], kind: str, code: str) -> Found:
        if code in table:
            return table[code]
        year = self.vintages.get(kind)
        raise ConfigurationError(
            f"The look-ups have no {area_kind(kind).title}{f' of {year}' if year else ''} "
            f"with the code {code}.",
            next_step="Check the code and its year: areas that were merged or renumbered have "
            "other codes.",
        )

    @cached_property
    def _by_lsoa(self) -> dict[str, LsoaLink]:
        return {link.lsoa: link for link in self.lsoas}

    @cached_property
    def _lsoas_by_kind(self) -> dict[str, dict[str, tuple[str, ...]]]:
        forces = self._force_of_district
        return {
            "ward": _grouped((link.ward, link.lsoa) for link in self.lsoas),
            "district": _grouped((link.district, link.lsoa) for link in self.lsoas),
            "police_force_area": _grouped(
                (forces[link.district], link.lsoa) for link in self.lsoas if link.district in forces
            ),
        }

    @cached_property
    def _districts_of_csp(self) -> dict[str, tuple[str, ...]]:
        return _grouped((link.csp, link.district) for link in self.partnerships)

    @cached_property
    def _csps_of_district(self) -> dict[str, tuple[str, ...]]:
        return _grouped((link.district, link.csp) for link in self.partnerships)

    @cached_property
    def _force_of_district(self) -> dict[str, str]:
        return {link.district: link.police_force_area for link in self.partnerships}

    def _torn_districts(self) -> list[Fault]:
        pairs = {(link.district, link.police_force_area) for link in self.partnerships}
        torn = [
            code for code, times in Counter(district for district, _ in pairs).items() if times > 1
        ]
        return [Fault(code, "in two police force areas.") for code in sorted(torn)]


def _repeated(keys: Iterable[str]) -> list[Fault]:
    return [Fault(key, f"given {n} times.") for key, n in Counter(keys).items() if n > 1]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, member in pairs:
        groups[key].add(member)
    return {key: tuple(sorted(members)) for key, members in groups.items()}


def _rows(look_ups: Iterable[LookUp], kinds: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [row for look_up in look_ups if look_up.has(*kinds) for row in look_up.pick(*kinds)]


def _vintages(look_ups: Iterable[LookUp]) -> dict[str, int]:
    years: dict[str, set[int]] = defaultdict(set)
    for look_up in look_ups:
        for column in look_up.columns:
            years[column.kind].add(column.vintage)
    faults = [
        Fault(area_kind(kind).title, f"codes of {' and '.join(map(str, sorted(found)))}.")
        for kind, found in years.items()
        if len(found) > 1
    ]
    if faults:
        raise SourceError(
            "The look-ups are of different years and cannot be joined.",
            faults=faults,
            next_step="Take look-ups whose districts are of one year, such as LAD24CD in both.",
        )
    return {kind: found.pop() for kind, found in years.items()}
