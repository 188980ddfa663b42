"""Where it happens: levels by ward, concentration in small places, and what moved the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardmote.analysis.concentration import (
    Concentration,
    Persistence,
    measure_concentration,
    persistence,
)
from wardmote.analysis.contribution import Contributions, contributions_to_change
from wardmote.analysis.months import Period
from wardmote.analysis.rates import Denominator, Rate, recorded_rate
from wardmote.assessment.changes import YEAR
from wardmote.assessment.series import Series
from wardmote.evidence.held_areas import HeldAreas
from wardmote.places.residents import Estimates

FEWEST_FOR_CONCENTRATION = 100  # fewer incidents over many places concentrate by chance alone
TOP = 0.1


@dataclass(frozen=True)
class WardLevel:
    """Records of one ward in the later year, and in the earlier where two years are held."""

    code: str
    name: str
    count: int
    before: int | None
    residents: int | None
    rate: Rate | None = None

    @property
    def rate_per_1000(self) -> float | None:
        """For each thousand residents; None where no population is held."""
        return self.rate.value if self.rate else None


@dataclass(frozen=True)
class ConcentrationFound:
    """How far one thing is concentrated over the area's LSOAs, this year and the year before.

    Parameters
    ----------
    what
        In words, for a sentence.
    category
        Category id, or ``all``.
    now
        The later year.
    lasting
        Whether the same places led in both years; None where the earlier is not held whole or
        has too few.
    """

    what: str
    category: str
    now: Concentration
    lasting: Persistence | None


def ward_levels(
    series: Series, areas: HeldAreas, lsoas: Sequence[str], estimates: Estimates | None
) -> tuple[WardLevel, ...]:
    """Levels of every ward of the area, in order of name: places are not ranked.

    Returns
    -------
    tuple of WardLevel
        Empty where no record's ward is known.
    """
    inside = {one: areas.ward_of_lsoa[one] for one in lsoas if one in areas.ward_of_lsoa}
    now: dict[str, int] = dict.fromkeys(sorted(set(inside.values())), 0)
    before = dict(now)
    two_years = len(series.months) >= 2 * YEAR
    for (_, ward), line in series.by_ward.items():
        if ward in now:
            now[ward] += sum(line[-YEAR:])
            before[ward] += sum(line[-2 * YEAR : -YEAR])
    if not any(now.values()):
        return ()
    year = Period(series.months[-YEAR], series.months[-1])
    people, of = _residents_of_wards(inside, estimates, year.last.year)
    levels = [
        WardLevel(
            code,
            areas.names.get(code, code),
            number,
            before[code] if two_years else None,
            people.get(code),
            _rate(number, people.get(code), of, year),
        )
        for code, number in now.items()
    ]
    return tuple(sorted(levels, key=lambda one: one.name))


def _rate(count: int, residents: int | None, of: int, period: Period) -> Rate | None:
    """A ward's rate; None where nobody is known to live in it."""
    if not residents:
        return None
    return recorded_rate(count, Denominator(residents, "residents", of), period=period)


def _residents_of_wards(
    ward_of_lsoa: Mapping[str, str], estimates: Estimates | None, year: int
) -> tuple[dict[str, int], int]:
    """Residents by ward, and the year of the estimate."""
    if estimates is None:
        return {}, year
    found = estimates.residents(tuple(ward_of_lsoa), year)
    people: dict[str, int] = {}
    for lsoa, count in found.counts.items():
        people[ward_of_lsoa[lsoa]] = people.get(ward_of_lsoa[lsoa], 0) + count
    return people, found.year_used


def concentrations(
    series: Series | None, lsoas: Sequence[str], titles: Mapping[str, str]
) -> tuple[ConcentrationFound, ...]:
    """Concentration over the area's LSOAs of everything, and of each category with enough.

    Parameters
    ----------
    series
        One that knows LSOAs, or None.
    lsoas
        Every LSOA of the area: those with nothing recorded count too.
    titles
        Category id to its name.
    """
    if series is None or not lsoas or len(series.months) < YEAR:
        return ()
    everything = {"all": "everything recorded", **titles}
    found = []
    for category, what in everything.items():
        now = _year(series, lsoas, category, slice(-YEAR, None))
        if sum(now.values()) < FEWEST_FOR_CONCENTRATION:
            continue
        before = _year(series, lsoas, category, slice(-2 * YEAR, -YEAR))
        lasting = (
            persistence(before, now, top=TOP)
            if len(series.months) >= 2 * YEAR and sum(before.values()) >= FEWEST_FOR_CONCENTRATION
            else None
        )
        measured = measure_concentration(list(now.values()), top=TOP)
        found.append(ConcentrationFound(what, category, measured, lasting))
    return tuple(found)


def _year(series: Series, lsoas: Sequence[str], category: str, months: slice) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(lsoas, 0)
    for (one, lsoa), line in series.by_lsoa.items():
        if lsoa in counts and category in ("all", one):
            counts[lsoa] += sum(line[months])
    return counts


def ward_contributions(wards: Sequence[WardLevel]) -> Contributions | None:
    """Which wards moved the total, summing exactly to its change; None with one year held."""
    if not wards or any(one.before is None for one in wards):
        return None
    return contributions_to_change(
        {one.name: one.before or 0 for one in wards}, {one.name: one.count for one in wards}
    )
