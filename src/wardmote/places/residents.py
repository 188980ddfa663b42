"""How many people, or households, live in an area, in years with and without an estimate.

ONS publishes small-area estimates a year or two late, and the census counts households
every ten years. The rule for every other year is in `Estimates.residents`, and each answer
says which year it really is of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from wardmote.errors import EvidenceError, Fault
from wardmote.places.code_columns import CodeColumn

Unit = Literal["residents", "households"]

TRUSTED_YEARS = 2
"""Years that an estimate is carried before a rate on it is called approximate.

Small areas change faster than their district: Tower Hamlets grew by 3.6% in its last
estimated year (statistical rules, S11).
"""


@dataclass(frozen=True)
class Residents:
    """Residents, or households, of some areas, and the year that they really are of.

    Parameters
    ----------
    counts
        Count by code, in the order asked for.
    year_asked
        Year that the question was about.
    year_used
        Year of the estimates in `counts`: one for all areas.
    unit
        ``residents`` or ``households``.

    Examples
    --------
    >>> found = Residents({"E01000001": 1_500, "E01000002": 1_700}, year_asked=2025, year_used=2022)
    >>> found.count, found.carried_forward, found.approximate
    (3200, True, True)
    >>> found.note
    'residents of mid-2022, carried forward to 2025: approximate'
    """

    counts: Mapping[str, int]
    year_asked: int
    year_used: int
    unit: Unit = "residents"

    @property
    def count(self) -> int:
        """Residents of all the areas together."""
        return sum(self.counts.values())

    @property
    def carried_forward(self) -> bool:
        """Whether the estimate is of an earlier year than the one asked for."""
        return self.year_used < self.year_asked

    @property
    def carried_back(self) -> bool:
        """Whether the estimate is of a later year than the one asked for."""
        return self.year_used > self.year_asked

    @property
    def approximate(self) -> bool:
        """Whether a rate on these residents must be called approximate."""
        return abs(self.year_used - self.year_asked) > TRUSTED_YEARS

    @property
    def note(self) -> str:
        """What they are, and of which year, in words to be printed beside every rate."""
        mid = "mid-" if self.unit == "residents" else ""
        words = f"{self.unit} of {mid}{self.year_used}"
        if self.carried_forward:
            words += f", carried forward to {self.year_asked}"
        if self.carried_back:
            words += f", carried back to {self.year_asked}"
        return f"{words}: approximate" if self.approximate else words


@dataclass(frozen=True)
class Estimates:
    """Estimates of residents, or of households, by area and year.

    Answers "how many people live here, this year?".

    Parameters
    ----------
    kind
        Id of the kind of area: ``lsoa``, ``district`` …
    vintage
        Year of the area codes, which is not the year of the estimates.
    counts
        Count by code and calendar year: people at the middle of the year, or households.
    unit
        ``residents`` or ``households``.

    Raises
    ------
    EvidenceError
        A count is negative, or there are none.

    Notes
    -----
    Residents are a poor denominator where people go and do not live: town centres,
    stations, hospitals. Estimates drift from one census to the next, and are then
    revised back to the last one.

    References
    ----------
    ONS, Population estimates for small areas; Census 2021, number of households.

    Examples
    --------
    >>> estimates = Estimates("lsoa", 2021, {"E01000001": {2021: 1_480, 2022: 1_500}})
    >>> estimates.residents(["E01000001"], 2021).count
    1480
    >>> estimates.residents(["E01000001"], 2024).note
    'residents of mid-2022, carried forward to 2024'
    """

    kind: str
    vintage: int
    counts: Mapping[str, Mapping[int, int]] = field(repr=False)
    unit: Unit = "residents"

    def __post_init__(self) -> None:
        column = CodeColumn(self.kind, self.vintage)
        faults = [
            Fault(f"{code} {year}", "a negative count.")
            for code, by_year in self.counts.items()
            for year, count in by_year.items()
            if count < 0
        ]
        if not any(self.counts.values()):
            faults.append(Fault(self.unit, "no estimate of any year."))
        if faults:
            raise self._unusable(column, faults)

    @classmethod
    def from_rows(
        cls,
        kind: str,
        vintage: int,
        rows: Iterable[tuple[str, int, int]],
        unit: Unit = "residents",
    ) -> Estimates:
        """Estimates from a long table, as the store keeps them.

        Parameters
        ----------
        kind, vintage, unit
            As for `Estimates`.
        rows
            Code, calendar year and count, in any order.

        Returns
        -------
        Estimates
            The same numbers by code and year.

        Raises
        ------
        EvidenceError
            An area and year is given twice, a count is negative, or there are no rows.
        """
        counts: dict[str, dict[int, int]] = defaultdict(dict)
        faults = []
        for code, year, count in rows:
            if year in counts[code]:
                faults.append(Fault(f"{code} {year}", "given twice."))
            counts[code][year] = count
        if faults:
            raise cls._unusable(CodeColumn(kind, vintage), faults)
        return cls(kind, vintage, dict(counts), unit)

    @staticmethod
    def _unusable(column: CodeColumn, faults: list[Fault]) -> EvidenceError:
        return EvidenceError(
            f"These estimates ({column.title}) cannot be used.",
            faults=faults,
            next_step="Take one table of estimates as published.",
        )

    @property
    def years(self) -> tuple[int, ...]:
        """Years that at least one area has an estimate for, in order."""
        return tuple(sorted({year for by_year in self.counts.values() for year in by_year}))

    def residents(self, codes: Iterable[str], year: int) -> Residents:
        """Residents of some areas in one year, by a stated rule where there is no estimate.

        The rule: the latest year not after the one asked for, in which every one of the
        areas has an estimate; where there is none, the first such year after. Never two
        years in one sum, and no projection.

        Parameters
        ----------
        codes
            Codes of the areas, at least one, none twice.
        year
            Calendar year. For a period of twelve months, the year that most of it is in.

        Returns
        -------
        Residents
            Count for each area and in total, with the year used and what follows from it.

        Raises
        ------
        EvidenceError
            An area has no estimate at all, is asked for twice, or no year has all of them.

        Notes
        -----
        A growing area's rate is too high on residents carried forward, and too low on
        residents carried back.
        """
        codes = tuple(codes)
        self._check_codes(codes)
        common = set(self.counts[codes[0]]).intersection(*(self.counts[code] for code in codes))
        if not common:
            raise EvidenceError(
                f"There is no year with an estimate for all {len(codes):,} areas.",
                found=f"years {self.years[0]} to {self.years[-1]}, with gaps",
                next_step="Ask for fewer areas, or complete the table of estimates.",
            )
        earlier = [known for known in common if known <= year]
        used = max(earlier) if earlier else min(common)
        counts = {code: self.counts[code][used] for code in codes}
        return Residents(counts, year, used, self.unit)

    def _check_codes(self, codes: tuple[str, ...]) -> None:
        missing = [code for code in codes if code not in self.counts]
        repeated = len(codes) - len(set(codes))
        if not codes or missing or repeated:
            raise EvidenceError(
                f"{len(missing):,} of {len(codes):,} areas have no estimate"
                f" and {repeated:,} are asked for twice.",
                expected=f"codes as in the table: {CodeColumn(self.kind, self.vintage).title}",
                found=", ".join(missing[:5]) or None,
                next_step="Check the kind and year of the codes, and that there is at least one.",
            )
