"""Stop and search: how much of a force's disparity is where people live and police search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from wardmote.analysis.disparity import (
    Disparity,
    Question,
    Searched,
    crude_ratio,
    describe,
    disparity,
    split_dispersion,
)
from wardmote.errors import AnalysisError


@dataclass(frozen=True)
class DistrictDisparities:
    """The force's ratio, its districts' ratios, and the ratio within districts.

    Parameters
    ----------
    force
        All districts thrown together.
    districts
        Each by itself.
    within_districts
        Mantel-Haenszel ratio: what is left once each district is compared with itself.
    """

    force: Disparity
    districts: tuple[Disparity, ...]
    within_districts: Disparity


def district_disparities(districts: Sequence[Searched], question: Question) -> DistrictDisparities:
    """The ratio of a force, of each of its districts, and within districts.

    Answers "how much of the force's ratio is where people live and where police search?".

    Parameters
    ----------
    districts
        Every district of the force, none twice.
    question
        Whose searches, beside whose, against which population.

    Returns
    -------
    DistrictDisparities
        All three, which belong on one page.

    Raises
    ------
    AnalysisError
        There are no districts, or they do not have the same months.

    Notes
    -----
    The ratio within districts (Mantel-Haenszel for person-time) supposes one ratio in all;
    where districts differ widely it is an average of unlike things.

    References
    ----------
    Mantel and Haenszel (1959), Journal of the National Cancer Institute 22; Greenland and
    Robins (1985), Biometrics 41; Race Disparity Unit (2021).

    Examples
    --------
    A ratio of 2 in both districts looks like one half once they are thrown together.

    >>> districts = [
    ...     Searched("busy", (40,), (200,), 1_000, 10_000),
    ...     Searched("quiet", (20,), (10,), 10_000, 10_000),
    ... ]
    >>> found = district_disparities(districts, Question("Black", "self-defined", 2021))
    >>> [one.ratio for one in found.districts], round(found.within_districts.ratio, 6)
    ([2.0, 2.0], 2.0)
    >>> round(found.force.ratio, 2)
    0.52
    """
    if not districts:
        raise AnalysisError(
            "There are no districts to compare.",
            expected="every district of the force",
            next_step="Ingest searches with points, and the district boundaries.",
        )
    return DistrictDisparities(
        force=disparity(_together(districts), question, level="force"),
        districts=tuple(disparity(one, question) for one in districts),
        within_districts=_within(districts, question),
    )


def _together(districts: Sequence[Searched]) -> Searched:
    if len({len(one.searches) for one in districts}) > 1:
        raise AnalysisError(
            "The districts do not have the same months.",
            found=", ".join(f"{one.area} {len(one.searches)}" for one in districts),
            next_step="Give every district every month, with 0 where nothing was recorded.",
        )
    columns = zip(*(one.searches for one in districts), strict=True)
    references = zip(*(one.reference_searches for one in districts), strict=True)
    return Searched(
        "all districts",
        tuple(map(sum, columns)),
        tuple(map(sum, references)),
        sum(one.residents for one in districts),
        sum(one.reference_residents for one in districts),
    )


def _within(districts: Sequence[Searched], question: Question) -> Disparity:
    """Mantel-Haenszel ratio for person-time, its variance times the dispersion of the splits."""
    phi, whole = split_dispersion(districts), _together(districts)
    method = "Mantel-Haenszel ratio of rates within districts"
    if crude_ratio(whole) is None:
        return describe(whole, question, None, phi, method=method)
    searches = np.array([one.total for one in districts], dtype=float)
    references = np.array([one.reference_total for one in districts], dtype=float)
    people = np.array([one.residents for one in districts], dtype=float)
    others = np.array([one.reference_residents for one in districts], dtype=float)
    everyone = people + others
    top = float((searches * others / everyone).sum())
    bottom = float((references * people / everyone).sum())
    spread = float(((searches + references) * people * others / everyone**2).sum())
    error = sqrt(phi * spread / (top * bottom))
    return describe(whole, question, (top / bottom, error), phi, method=method)
