"""Stop and search: how much of a force's disparity is where people live and police search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from wardmote.analysis.basis import CONFIDENCE
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
    p_of_one_ratio
        Of the hypothesis that every district has that ratio, 0 to 1; None where fewer than two
        districts have one.
    """

    force: Disparity
    districts: tuple[Disparity, ...]
    within_districts: Disparity
    p_of_one_ratio: float | None

    @property
    def fits_all(self) -> bool:
        """Whether one ratio may stand for all districts; if not, it has no likely range."""
        return self.p_of_one_ratio is None or self.p_of_one_ratio >= 1 - CONFIDENCE

    @property
    def extremes(self) -> tuple[float, float] | None:
        """The lowest and the highest ratio of a district; None where fewer than two have one."""
        ratios = sorted(one.ratio for one in self.districts if one.ratio is not None)
        return (ratios[0], ratios[-1]) if len(ratios) > 1 else None


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
    The ratio within districts (Mantel-Haenszel for person-time) supposes one ratio in all. That
    is tested (Cochran's Q of the districts' logarithms, each with its own dispersion; chi-square,
    one-sided); where it is rejected the ratio is an average of unlike things, and its interval,
    which is of chance alone, must not be printed.

    References
    ----------
    Mantel and Haenszel (1959), Journal of the National Cancer Institute 22; Greenland and
    Robins (1985), Biometrics 41; Cochran (1954), Biometrics 10; Race Disparity Unit (2021).

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
    each = tuple(disparity(one, question) for one in districts)
    return DistrictDisparities(
        force=disparity(together(districts), question, level="force"),
        districts=each,
        within_districts=_within(districts, question),
        p_of_one_ratio=_p_of_one_ratio(each),
    )


def _p_of_one_ratio(districts: Sequence[Disparity]) -> float | None:
    """P of Cochran's Q: how far the districts' ratios lie apart, beside their own errors."""
    from scipy.special import chdtrc

    held = [(one.ratio, one) for one in districts if one.ratio is not None]
    if len(held) < 2:
        return None
    logs = np.log([ratio for ratio, _ in held])
    errors = [one.phi * (1 / one.searches + 1 / one.reference_searches) for _, one in held]
    weights = 1 / np.array(errors)
    apart = logs - (weights * logs).sum() / weights.sum()
    return float(chdtrc(len(held) - 1, (weights * apart**2).sum()))


def together(districts: Sequence[Searched]) -> Searched:
    """Districts thrown together, month by month.

    Raises
    ------
    AnalysisError
        They do not have the same months.
    """
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
    phi, whole = split_dispersion(districts), together(districts)
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
