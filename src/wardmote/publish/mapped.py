"""What a map shows: areas with their values, the measure, and what lies around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

import shapely

from wardmote.errors import AnalysisError, Fault

DEGREES: Final = 360  # British National Grid has no place so near its origin

Geometry = Any  # a shapely geometry: the library ships no types


class Why(Enum):
    """Why an area has no value, as its table says it."""

    NO_DATA = "no data"
    SUPPRESSED = "suppressed"

    @property
    def legend(self) -> str:
        """The same with its meaning; which areas are small is not told."""
        return {
            Why.NO_DATA: "No data",
            Why.SUPPRESSED: "Suppressed: a small number, or needed to protect one",
        }[self]


@dataclass(frozen=True)
class Measure:
    """What a map shows: counts or rates, never both.

    Parameters
    ----------
    name
        What is measured, for example ``Recorded anti-social behaviour``.
    unit
        ``incidents``; for a rate with its denominator, ``incidents per 1,000 residents``.
    is_rate
        Counts are whole numbers; only rates compare areas of unlike size.
    decimals
        Of printed values.
    """

    name: str
    unit: str
    is_rate: bool
    decimals: int = 0


@dataclass(frozen=True)
class MappedArea:
    """One area of a map: where it is, and its value or why it has none."""

    code: str
    name: str
    geometry: Geometry
    value: float | None
    why: Why | None = None


@dataclass(frozen=True)
class Surrounding:
    """What lies around the areas, for finding one's way; `water` is a river or lake."""

    name: str
    geometry: Geometry
    water: bool = False


def refuse_areas(areas: Sequence[MappedArea], measure: Measure) -> None:
    """Raise one error with everything that keeps these areas from being mapped.

    Raises
    ------
    AnalysisError
        An area without a polygon or in degrees, with both a value and a reason or with
        neither; a count that is not whole; no area with a value.
    """
    faults = [fault for area in areas for fault in _area_faults(area, measure)]
    if not faults and not any(area.value is not None for area in areas):
        faults.append(Fault("values", "no area has one: say so in a sentence instead."))
    if faults:
        raise AnalysisError(
            f'The map "{measure.name}" cannot be drawn.',
            faults=faults,
            next_step="Give each area a polygon in British National Grid metres and a value, "
            "or why it has none.",
        )


def _area_faults(area: MappedArea, measure: Measure) -> Iterator[Fault]:
    where = f"{area.code}  {area.name}"
    if area.geometry is None or shapely.is_empty(area.geometry) or not shapely.area(area.geometry):
        yield Fault(where, "has no polygon.")
    elif max(map(abs, shapely.bounds(area.geometry))) <= DEGREES:
        yield Fault(where, "is in degrees, not metres.")
    if (area.value is None) != (area.why is not None):
        yield Fault(where, "needs a value or the reason why it has none, not both.")
    elif area.value is not None and not measure.is_rate and area.value % 1:
        yield Fault(where, "is not a whole number, on a map of counts.")
