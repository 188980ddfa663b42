"""How unevenly incidents are spread over places, beside chance, and whether that lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardmote.analysis.basis import CONFIDENCE, Basis
from wardmote.analysis.lorenz import (
    check_places,
    check_top,
    generalised_gini,
    gini,
    lorenz_curve,
    share_of_top,
)
from wardmote.analysis.months import Counts, Numbers
from wardmote.errors import AnalysisError

DRAWS = 999  # of chance: enough for whole per cents


@dataclass(frozen=True)
class Concentration:
    """The share that the places with most incidents have, beside that of chance.

    Parameters
    ----------
    places
        Number of places N, those with no incident included.
    incidents
        Number of incidents C.
    top
        The share of places asked about, above 0 and below 1.
    share
        Share of incidents at exactly top times N places, between whole places in line.
    whole_places
        That number of places as a whole one, for a sentence.
    whole_share
        Share of incidents that these whole places have: what the sentence says.
    chance
        Share that the top places would have if each incident fell anywhere by chance.
    chance_interval
        The middle 95% of that.
    whole_chance
        The same for the whole number of places: what stands beside `whole_share`.
    gini
        Gini coefficient, 0 (even) to 1.
    generalised_gini
        Gini beside the most even spread that C incidents over N places allow.
    basis
        Method, caveat, reference and parameters, the seed among them.
    """

    places: int
    incidents: int
    top: float
    share: float
    whole_places: int
    whole_share: float
    chance: float
    chance_interval: tuple[float, float]
    whole_chance: float
    gini: float
    generalised_gini: float
    basis: Basis


@dataclass(frozen=True)
class Persistence:
    """Whether the places that had most incidents in one year had most in the next.

    Parameters
    ----------
    places
        Number of places.
    same_places
        The top places of the earlier year, most first.
    share_before, share_after
        Share of incidents that these same places had in each year.
    still_top
        How many of them are among as many top places of the later year.
    basis
        Method, caveat, reference and parameters.
    """

    places: int
    same_places: tuple[str, ...]
    share_before: float
    share_after: float
    still_top: int
    basis: Basis


def measure_concentration(
    counts: Sequence[int] | Counts,
    *,
    top: float = 0.2,
    exposure: Sequence[float] | None = None,
    seed: int = 0,
) -> Concentration:
    """Concentration of incidents over places, beside that of chance alone.

    Answers "is it concentrated, more than chance would have it?". For whether the same
    places lead next year, use `persistence`.

    Parameters
    ----------
    counts
        Incidents in each place of the area, length N, places with none included.
    top
        Share of places asked about, above 0 and below 1.
    exposure
        What chance follows: for each place 0 or more, such as residents. The default is
        the same for all places.
    seed
        Seed of the chance draws: the same seed gives the same result.

    Returns
    -------
    Concentration
        Shares, chance's share with its middle 95%, and both Gini coefficients.

    Raises
    ------
    AnalysisError
        There are no places or incidents, a count is not whole, `top` is out of range, or
        the exposure does not fit the places.

    Notes
    -----
    Chance concentrates too: 20 incidents over 100 places lie in at most 20 of them. Areas
    drawn around residents put the town centre first because people go there; it is not
    "the most dangerous" place.

    References
    ----------
    Weisburd (2015), Criminology 53; Bernasco and Steenbeek (2017), Journal of
    Quantitative Criminology 33.

    Examples
    --------
    >>> found = measure_concentration([10, 8, 2, 0, 0, 0, 0, 0, 0, 0], top=0.2)
    >>> found.whole_places, found.whole_share, round(found.chance, 1)
    (2, 0.9, 0.4)
    """
    check_top(top)
    checked = check_places(counts)
    places, incidents = len(checked), int(checked.sum())
    whole = min(places, max(1, round(top * places)))
    drawn = _chance_curves(incidents, _chances(exposure, places), seed)
    chance = _shares_at(drawn, top * places)
    tails = np.quantile(chance, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Concentration(
        places=places,
        incidents=incidents,
        top=top,
        share=share_of_top(checked, top),
        whole_places=whole,
        whole_share=lorenz_curve(checked)[whole],
        chance=float(chance.mean()),
        chance_interval=(float(tails[0]), float(tails[1])),
        whole_chance=float(_shares_at(drawn, whole).mean()),
        gini=gini(checked),
        generalised_gini=generalised_gini(checked),
        basis=Basis(
            method="cumulative share of the top places, beside multinomial chance",
            caveat="Places lead where people go; the number of people at risk is not known.",
            reference="Weisburd (2015), Criminology 53",
            parameters={
                "places": places,
                "top": top,
                "draws": DRAWS,
                "seed": seed,
                "chance_follows": "all places alike" if exposure is None else "the exposure given",
            },
        ),
    )


def persistence(
    before: Mapping[str, int], after: Mapping[str, int], *, top: float = 0.2
) -> Persistence:
    """Next year's share of the places that led this year.

    Answers "do the same places lead again?".

    Parameters
    ----------
    before, after
        Incidents by place in the two years; the same places, those with none included.
    top
        Share of places asked about, above 0 and below 1.

    Returns
    -------
    Persistence
        The share of the same places in both years, and how many of them still lead.

    Raises
    ------
    AnalysisError
        The two years do not have the same places, or have no incidents, a count is not
        whole, or `top` is out of range.

    Notes
    -----
    Places chosen because they were high fall back in the next year by themselves
    (regression to the mean): a fall of their share is no success of anything done there.
    Places level at the edge of the top are taken in the order of their codes.

    References
    ----------
    Weisburd (2015), Criminology 53.

    Examples
    --------
    >>> before, after = {"a": 8, "b": 2, "c": 0, "d": 0}, {"a": 6, "b": 0, "c": 4, "d": 0}
    >>> found = persistence(before, after, top=0.5)
    >>> found.same_places, found.share_before, found.share_after, found.still_top
    (('a', 'b'), 1.0, 0.6, 1)
    """
    _check_same_places(before, after)
    check_top(top)
    codes = sorted(before)
    first = check_places([before[code] for code in codes])
    second = check_places([after[code] for code in codes])
    whole = min(len(codes), max(1, round(top * len(codes))))
    leading, leading_next = _order(first)[:whole], _order(second)[:whole]
    return Persistence(
        places=len(codes),
        same_places=tuple(codes[place] for place in leading),
        share_before=float(first[leading].sum() / first.sum()),
        share_after=float(second[leading].sum() / second.sum()),
        still_top=len(np.intersect1d(leading, leading_next)),
        basis=Basis(
            method="share of the same places in the next year",
            caveat="Places chosen for being high fall back by themselves.",
            reference="Weisburd (2015), Criminology 53",
            parameters={"top": top, "places": len(codes), "top_places": whole},
        ),
    )


def _order(counts: Counts) -> NDArray[np.intp]:
    return np.argsort(-counts, kind="stable")


def _chances(exposure: Sequence[float] | None, places: int) -> Numbers:
    weights = np.ones(places) if exposure is None else np.asarray(exposure, dtype=float)
    if len(weights) != places or not (weights >= 0).all() or not weights.sum() > 0:
        raise AnalysisError(
            "The exposure does not fit the places.",
            expected=f"{places} numbers, 0 or more, not all 0",
            found=f"{len(weights)} numbers",
            next_step="Give one exposure for each place, in the order of the counts.",
        )
    return np.asarray(weights / weights.sum(), dtype=float)


def _chance_curves(incidents: int, chances: Numbers, seed: int) -> Numbers:
    """Cumulative shares of the places with most incidents, one draw of chance a row."""
    drawn = np.random.default_rng(seed).multinomial(incidents, chances, size=DRAWS)
    most_first = np.cumsum(np.sort(drawn, axis=1)[:, ::-1], axis=1) / incidents
    return np.hstack([np.zeros((DRAWS, 1)), most_first, most_first[:, -1:]])


def _shares_at(curves: Numbers, places: float) -> Numbers:
    """Share at a number of places, between whole ones in line."""
    below = int(places)
    step = curves[:, below + 1] - curves[:, below]
    return np.asarray(curves[:, below] + (places - below) * step, dtype=float)


def _check_same_places(before: Mapping[str, int], after: Mapping[str, int]) -> None:
    unlike = sorted(before.keys() ^ after.keys())
    if unlike:
        raise AnalysisError(
            "The two years do not have the same places.",
            expected="every place in both years, with 0 where nothing was recorded",
            found=f"{len(unlike)} in one year only: {', '.join(unlike[:5])}",
            next_step="Use one vintage of areas for both years and fill in the zeros.",
        )
