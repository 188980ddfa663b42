"""What became of each LSOA of 2011 in 2021, and how counts are carried over.

ONS marks every pair of the two vintages: unchanged (U), merged (M: several became one),
split (S: one became several) or irregular (X: neither). Merges add up exactly. Splits can
only be shared out, which makes fractions: good enough for a map, not for a test. Change
over time is counted on *consistent units*, the smallest areas that both vintages make up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from numbers import Rational
from types import MappingProxyType
from typing import Literal, TypeVar

from wardmote.errors import EvidenceError, Fault, SourceError

How = Literal["unchanged", "merged", "split", "irregular"]
SharedBy = Literal["residents", "equally"]
Value = TypeVar("Value")

INDICATORS: Mapping[str, How] = MappingProxyType(
    {"U": "unchanged", "M": "merged", "S": "split", "X": "irregular"}
)
"""ONS's change indicator (column ``CHGIND``) in words."""

CERTAINTY = tuple(INDICATORS.values())
"""From exact to assumed."""


@dataclass(frozen=True)
class LsoaChange:
    """One row of the look-up: an LSOA of 2011, one of 2021 that it overlaps, and how.

    Parameters
    ----------
    lsoa11cd, lsoa21cd
        The two codes.
    change
        ONS's indicator: ``U``, ``M``, ``S`` or ``X``.
    """

    lsoa11cd: str
    lsoa21cd: str
    change: str


@dataclass(frozen=True)
class CarriedCode:
    """The LSOAs of 2021 that one of 2011 became.

    Parameters
    ----------
    codes21
        One code, or several in order where it was split or redrawn.
    how
        What ONS says happened.
    """

    codes21: tuple[str, ...]
    how: How


@dataclass(frozen=True)
class CarriedCounts:
    """Counts by LSOA 2011 carried to LSOA 2021, with what had to be assumed.

    Parameters
    ----------
    counts
        Count by ``lsoa21cd``; their total is the total given, exactly. Fractions only
        where `how` is split or irregular.
    how
        The least certain way that anything came to each ``lsoa21cd``.
    shared_by
        Rule for the codes that were shared out, by ``lsoa11cd``: ``residents`` or
        ``equally``.
    """

    counts: Mapping[str, Fraction | int]
    how: Mapping[str, How]
    shared_by: Mapping[str, SharedBy]

    @property
    def is_exact(self) -> bool:
        """Whether nothing was shared out, so that the counts can be tested."""
        return not self.shared_by


@dataclass(frozen=True)
class ConsistentUnit:
    """The smallest area that whole LSOAs of both vintages make up.

    Parameters
    ----------
    codes11, codes21
        Its LSOAs in each vintage, in order.
    """

    codes11: tuple[str, ...]
    codes21: tuple[str, ...]

    @property
    def code(self) -> str:
        """Name of the unit: the lowest of its 2021 codes."""
        return self.codes21[0]


class LsoaChanges:
    """The official look-up from LSOA 2011 to LSOA 2021.

    Answers "what is this 2011 code today?" for codes, counts and whole tables. It checks
    itself: the indicator of every row must fit the rows around it.

    Parameters
    ----------
    rows
        Rows of the look-up in any order, none twice.

    Raises
    ------
    SourceError
        A row is repeated, has an unknown indicator, or has one that its neighbours belie.

    Notes
    -----
    Boundaries were also realigned by a few metres without a change of code: an unchanged
    LSOA is the same area for statistics, not to the metre.

    References
    ----------
    ONS (2023), LSOA (2011) to LSOA (2021) to Local Authority District (2022) Exact Fit
    Lookup for England and Wales, version 3.

    Examples
    --------
    One code stays, one is split in two, and two are merged.

    >>> rows = [("E01000001", "E01000001", "U"), ("E01000002", "E01030001", "S")]
    >>> rows += [("E01000002", "E01030002", "S"), ("E01000003", "E01030003", "M")]
    >>> rows += [("E01000004", "E01030003", "M")]
    >>> changes = LsoaChanges(LsoaChange(*row) for row in rows)
    >>> changes.carry("E01000002")
    CarriedCode(codes21=('E01030001', 'E01030002'), how='split')
    >>> carried = changes.carry_counts({"E01000002": 3, "E01000003": 4, "E01000004": 5})
    >>> {code: str(count) for code, count in carried.counts.items()}
    {'E01030001': '3/2', 'E01030002': '3/2', 'E01030003': '9'}
    >>> carried.is_exact
    False
    >>> [unit.codes11 for unit in changes.consistent_units()]
    [('E01000001',), ('E01000002',), ('E01000003', 'E01000004')]
    """

    def __init__(self, rows: Iterable[LsoaChange]) -> None:
        became: dict[str, set[str]] = defaultdict(set)
        came_from: dict[str, set[str]] = defaultdict(set)
        indicators: dict[str, set[str]] = defaultdict(set)
        count = 0
        for row in rows:
            count += 1
            became[row.lsoa11cd].add(row.lsoa21cd)
            came_from[row.lsoa21cd].add(row.lsoa11cd)
            indicators[row.lsoa11cd].add(row.change)
        self._became = {code: tuple(sorted(became[code])) for code in sorted(became)}
        self._came_from = {code: tuple(sorted(came_from[code])) for code in sorted(came_from)}
        self._check(indicators, count)
        self._how = {code: INDICATORS[next(iter(found))] for code, found in indicators.items()}

    @property
    def codes11(self) -> tuple[str, ...]:
        """All LSOAs of 2011, in order."""
        return tuple(self._became)

    @property
    def codes21(self) -> tuple[str, ...]:
        """All LSOAs of 2021, in order."""
        return tuple(self._came_from)

    def vintages_of(self, code: str) -> tuple[int, ...]:
        """Vintages that know a code, for files that mix them.

        Parameters
        ----------
        code
            LSOA code of unknown vintage.

        Returns
        -------
        tuple of int
            ``(2011, 2021)`` for a code that did not change, ``(2011,)`` or ``(2021,)``
            for one that did, and nothing for a code that neither vintage knows.
        """
        known = ((2011, self._became), (2021, self._came_from))
        return tuple(vintage for vintage, codes in known if code in codes)

    def carry(self, code11: str) -> CarriedCode:
        """The LSOAs of 2021 that one of 2011 became.

        Parameters
        ----------
        code11
            LSOA code of 2011.

        Returns
        -------
        CarriedCode
            One or several codes of 2021, and what happened.

        Raises
        ------
        EvidenceError
            The code is not an LSOA of 2011.
        """
        self._check_known([code11])
        return CarriedCode(self._became[code11], self._how[code11])

    def shares(
        self, code11: str, residents: Mapping[str, int] | None = None
    ) -> dict[str, Fraction | int]:
        """Share of a 2011 count that goes to each LSOA of 2021.

        Parameters
        ----------
        code11
            LSOA code of 2011.
        residents
            Residents by ``lsoa21cd``. Shares follow them where every part has a count and
            not all are 0; otherwise the parts share equally.

        Returns
        -------
        dict
            Share by ``lsoa21cd``, adding up to exactly 1.

        Raises
        ------
        EvidenceError
            The code is not an LSOA of 2011.
        """
        codes21 = self.carry(code11).codes21
        return _shares(codes21, _residents_of(codes21, residents))

    def carry_counts(
        self,
        counts11: Mapping[str, int | Fraction],
        *,
        residents: Mapping[str, int] | None = None,
    ) -> CarriedCounts:
        """Counts by LSOA 2011 as counts by LSOA 2021, with the same total.

        Answers "how many would that be on today's map?". For change over time, count on
        `consistent_units`: what is shared out here is an assumption.

        Parameters
        ----------
        counts11
            Count by ``lsoa11cd``, none negative.
        residents
            Residents by ``lsoa21cd``, as for `shares`.

        Returns
        -------
        CarriedCounts
            Count by ``lsoa21cd``, in order of code, and how each was come by.

        Raises
        ------
        EvidenceError
            A code is not an LSOA of 2011, or a count is negative or a decimal number.

        Notes
        -----
        Sharing by residents supposes that crime follows people's homes, which it does not
        in a town centre. It is exact only for merged and unchanged codes.
        """
        self._check_known(counts11)
        _check_counts(counts11)
        counts21: dict[str, int | Fraction] = defaultdict(int)
        how: dict[str, How] = {}
        shared_by: dict[str, SharedBy] = {}
        for code11, count in counts11.items():
            carried = self.carry(code11)
            people = _residents_of(carried.codes21, residents)
            for code21, share in _shares(carried.codes21, people).items():
                counts21[code21] += share * count
                how[code21] = _less_certain(carried.how, how.get(code21, carried.how))
            if len(carried.codes21) > 1:
                shared_by[code11] = "residents" if people else "equally"
        return CarriedCounts(_in_order(counts21), _in_order(how), _in_order(shared_by))

    def consistent_units(self) -> tuple[ConsistentUnit, ...]:
        """Smallest areas that whole LSOAs of both vintages make up.

        Answers "on which areas can counts before and after the change be compared?".

        Returns
        -------
        tuple of ConsistentUnit
            In order of their 2021 codes. Each code of either vintage is in exactly one.

        Notes
        -----
        They are the connected components of the look-up: a split gives back the area of
        2011, a merger that of 2021, and an irregular change everything that it touched.
        """
        return self._units

    @cached_property
    def unit_of_2011(self) -> Mapping[str, ConsistentUnit]:
        """Consistent unit of each LSOA of 2011."""
        return {code: unit for unit in self._units for code in unit.codes11}

    @cached_property
    def unit_of_2021(self) -> Mapping[str, ConsistentUnit]:
        """Consistent unit of each LSOA of 2021."""
        return {code: unit for unit in self._units for code in unit.codes21}

    @cached_property
    def _units(self) -> tuple[ConsistentUnit, ...]:
        seen: set[str] = set()
        units = []
        for code in self._became:
            if code not in seen:
                codes11, codes21 = self._component(code)
                seen |= codes11
                units.append(ConsistentUnit(tuple(sorted(codes11)), tuple(sorted(codes21))))
        return tuple(sorted(units, key=lambda unit: unit.codes21))

    def _component(self, code11: str) -> tuple[set[str], set[str]]:
        codes11, codes21, waiting = {code11}, set[str](), [code11]
        while waiting:
            new21 = set(self._became[waiting.pop()]) - codes21
            codes21 |= new21
            new11 = {code for new in new21 for code in self._came_from[new]} - codes11
            codes11 |= new11
            waiting += new11
        return codes11, codes21

    def _check(self, indicators: Mapping[str, set[str]], rows: int) -> None:
        faults = []
        pairs = sum(len(codes) for codes in self._became.values())
        if pairs != rows:
            faults.append(Fault("rows", f"{rows - pairs:,} are repeated."))
        for code, found in sorted(indicators.items()):
            if problem := self._problem(code, found):
                faults.append(Fault(code, problem))
        if faults:
            raise SourceError(
                "The look-up from LSOA 2011 to LSOA 2021 contradicts itself.",
                faults=faults,
                next_step="Take ONS's exact fit look-up as published, with all its rows.",
            )

    def _problem(self, code11: str, indicators: set[str]) -> str | None:
        if len(indicators) > 1 or not indicators <= set(INDICATORS):
            known = ", ".join(INDICATORS)
            return f"change is {' and '.join(sorted(indicators))}; expected one of {known}."
        codes21 = self._became[code11]
        sources = {code for code21 in codes21 for code in self._came_from[code21]}
        fits = {
            "U": codes21 == (code11,) and sources == {code11},
            "M": len(codes21) == 1 and len(sources) > 1,
            "S": len(codes21) > 1 and sources == {code11},
            "X": True,
        }
        indicator = next(iter(indicators))
        if fits[indicator]:
            return None
        return (
            f"change is {indicator}, but it became {len(codes21)} of 2021 "
            f"that came from {len(sources)} of 2011."
        )

    def _check_known(self, codes11: Iterable[str]) -> None:
        unknown = sorted(code for code in codes11 if code not in self._became)
        if unknown:
            newer = sum(code in self._came_from for code in unknown)
            raise EvidenceError(
                f"{len(unknown):,} codes are not LSOAs of 2011; {newer:,} of them are of 2021.",
                found=", ".join(unknown[:5]),
                next_step="Tell the vintage of each code with vintages_of before carrying it.",
            )


def _shares(codes21: tuple[str, ...], people: tuple[int, ...] | None) -> dict[str, Fraction | int]:
    if len(codes21) == 1:
        return {codes21[0]: 1}
    parts = people or (1,) * len(codes21)
    return {code: Fraction(part, sum(parts)) for code, part in zip(codes21, parts, strict=True)}


def _less_certain(one: How, other: How) -> How:
    return max(one, other, key=CERTAINTY.index)


def _in_order(by_code: Mapping[str, Value]) -> dict[str, Value]:
    return {code: by_code[code] for code in sorted(by_code)}


def _residents_of(
    codes21: tuple[str, ...], residents: Mapping[str, int] | None
) -> tuple[int, ...] | None:
    if residents is None or not all(code in residents for code in codes21):
        return None
    people = tuple(int(residents[code]) for code in codes21)
    return people if sum(people) > 0 else None


def _check_counts(counts: Mapping[str, int | Fraction]) -> None:
    wrong = [c for c, count in counts.items() if not isinstance(count, Rational) or count < 0]
    if wrong:
        raise EvidenceError(
            f"{len(wrong):,} of {len(counts):,} counts are negative or not whole.",
            where={"Codes": ", ".join(sorted(wrong)[:5])},
            expected="whole numbers or fractions, 0 or more: their total is kept exactly",
            next_step="Correct the counts before carrying them to other areas.",
        )
