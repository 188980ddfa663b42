"""What may be tested of an indicator: its change since the baseline, or why it is not rated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from wardmote.analysis.baseline import compare_with_baseline
from wardmote.analysis.basis import Basis
from wardmote.analysis.breaks import Break, place_breaks
from wardmote.analysis.months import Period
from wardmote.analysis.share_gaps import gap_between_groups
from wardmote.analysis.surveys import Sample, SampleKind
from wardmote.analysis.verbs import Polarity
from wardmote.plan.rating.figures import YEAR, Figure, newest_like, pooled, unbroken_months
from wardmote.plan.rating.results import Difference
from wardmote.plan.records import Indicator
from wardmote.plan.records.measures import Unit
from wardmote.vocabulary.months import day_name, month_of

LEAST_COUNT: Final = 30  # statistics rule S8: below it a count is not rated
LEAST_BASE: Final = 100  # statistics rule S8: below it a share is not rated
LEAST_EITHER_WAY: Final = 10  # with and without: fewer, and a share's normal range is no guide


@dataclass(frozen=True)
class Held:
    """Everything that is held of one indicator on a day.

    Parameters
    ----------
    indicator
        Which.
    figures
        By period, oldest first.
    breaks
        Known events about a series of the evidence store.
    """

    indicator: Indicator
    figures: tuple[Figure, ...]
    breaks: tuple[Break, ...] = ()

    @property
    def start(self) -> Figure | None:
        """The baseline; with the evidence store's figure, where it has one."""
        given = self.indicator.baseline
        if given is None:
            return None
        bare = Figure(given.starts, given.ends, 0.0)
        same = next((one for one in self.figures if _same_period(one, bare)), None)
        if same is None and bare.months:
            same = pooled(self.figures, self.indicator.unit, ends=given.ends, months=bare.months)
        if given.value is None:
            return same
        if same is not None and self.indicator.query is not None:
            return same
        return Figure(
            given.starts,
            given.ends,
            given.value,
            given.base,
            frozenset(given.places) or (same.places if same else frozenset()),
            given.effort or (same.effort if same else ""),
        )

    @property
    def latest(self) -> Figure | None:
        """The newest figure of a period like the baseline's, after it."""
        start = self.start
        return newest_like(self.figures, self.indicator.unit, start) if start else None


def _same_period(one: Figure, other: Figure) -> bool:
    return (one.starts, one.ends) == (other.starts, other.ends)


@dataclass(frozen=True)
class Unrated:
    """Why an indicator is not rated, and the tracker's word for that."""

    difference: Difference
    because: str


@dataclass(frozen=True)
class Compared:
    """The change since the baseline, tested alone: its verdict needs the family."""

    start: Figure
    latest: Figure
    change: float | None
    lower: float
    upper: float | None
    is_ratio: bool
    p: float
    basis: Basis
    remarks: tuple[str, ...] = ()


def compare(held: Held) -> Compared | Unrated:
    """The change of an indicator since its baseline, by the first rule of S8 that fits.

    Parameters
    ----------
    held
        What is held of it.

    Returns
    -------
    Compared or Unrated
        A test of one indicator; or why there is none.
    """
    start, latest = held.start, held.latest
    if held.indicator.polarity is Polarity.AMBIGUOUS:
        return Unrated(Difference.FIGURES_ONLY, _AMBIGUOUS)
    if held.indicator.query is not None and not held.figures:
        return Unrated(Difference.CANNOT_MEASURE, "The evidence store holds nothing of it.")
    if start is None:
        return _without_start(held)
    if latest is None:
        return _without_latest(held, start)
    return _unlike(held, start, latest) or _TESTS.get(held.indicator.unit, _untested)(
        held, start, latest
    )


_AMBIGUOUS: Final = "More of it may be good or bad, so we do not call it better or worse."


def _without_start(held: Held) -> Unrated:
    if held.indicator.baseline is None:
        return Unrated(Difference.CANNOT_MEASURE, "It has no baseline.")
    return Unrated(Difference.CANNOT_MEASURE, "No figure of its baseline is held.")


def _without_latest(held: Held, start: Figure) -> Unrated:
    after = [one for one in held.figures if one.ends > start.ends]
    if not after:
        return Unrated(Difference.TOO_EARLY, "There is no figure since its baseline yet.")
    newest = max(one.ends for one in after)
    if (newest - start.ends).days < (start.ends - start.starts).days:
        length = f"{start.months} months" if start.months else "A period as long as its baseline"
        return Unrated(Difference.TOO_EARLY, f"{length} since its baseline are not over yet.")
    return Unrated(
        Difference.CANNOT_MEASURE,
        "The figures since its baseline do not cover a period like it without a gap.",
    )


def _unlike(held: Held, start: Figure, latest: Figure) -> Unrated | None:
    """Why the two figures may not be compared at all; None where they may."""
    broken = _broken(held, start, latest)
    if broken:
        why = f"Figures before and after are not alike: {broken}."
    elif start.way_of_counting != latest.way_of_counting:
        why = "It was not counted at the same places with the same effort as at the start."
    else:
        return None
    return Unrated(Difference.CANNOT_MEASURE, why)


def _broken(held: Held, start: Figure, latest: Figure) -> str:
    """Known events after which the figures mean something else."""
    own = [
        f"{one.what} ({day_name(one.on)})"
        for one in held.indicator.breaks
        if start.starts < one.on <= latest.ends
    ]
    if start.months and latest.months:
        placed = place_breaks(held.breaks, _period(start), _period(latest))
        own += [str(one) for one in placed if one.forbids]
    return "; ".join(own)


def _period(figure: Figure) -> Period:
    return Period(figure.starts, month_of(figure.ends))


def _compare_counts(held: Held, start: Figure, latest: Figure) -> Compared | Unrated:
    if min(start.value, latest.value) < LEAST_COUNT:
        return Unrated(
            Difference.CANNOT_MEASURE,
            f"One of the two counts is below {LEAST_COUNT}, too few to tell a change from chance.",
        )
    months, counts = unbroken_months(held.figures)
    if start.months != YEAR or not _spans(months, start.starts, latest.ends):
        return Unrated(
            Difference.FIGURES_ONLY,
            "It is too short to say: only counts of every month from its baseline year on "
            "show how much it swings.",
        )
    change = compare_with_baseline(
        counts,
        months,
        baseline=_period(start),
        name=held.indicator.title,
        breaks=held.breaks,
    )
    if change.p is None or change.lower is None:
        return Unrated(Difference.CANNOT_MEASURE, f"There is no test: {change.refusal}.")
    return Compared(
        start,
        latest,
        change.ratio,
        change.lower,
        change.upper,
        is_ratio=True,
        p=change.p,
        basis=change.basis,
        remarks=(
            *(str(one) for one in change.breaks),
            *(f"The {one.year} year moved inside itself." for one in change.drifts if one.is_clear),
        ),
    )


def _spans(months: Sequence[date], starts: date, ends: date) -> bool:
    return bool(months) and months[0] <= starts and months[-1] == month_of(ends)


def _compare_shares(held: Held, start: Figure, latest: Figure) -> Compared | Unrated:
    indicator = held.indicator
    unrated = _too_little_known(indicator, start, latest)
    if unrated:
        return unrated
    gap = gap_between_groups(
        latest.value, _sample(indicator, latest), start.value, _sample(indicator, start)
    )
    if gap.p is None or gap.lower is None or gap.upper is None:
        return Unrated(Difference.CANNOT_MEASURE, f"There is no test: {gap.refusal}.")
    return Compared(
        start,
        latest,
        gap.difference,
        gap.lower,
        gap.upper,
        is_ratio=False,
        p=gap.p,
        basis=gap.basis,
        remarks=_survey_remarks(indicator),
    )


def _too_little_known(indicator: Indicator, start: Figure, latest: Figure) -> Unrated | None:
    """Why a change of a share cannot be tested; None where it can."""
    if indicator.sample == "open":
        return Unrated(
            Difference.FIGURES_ONLY,
            "Whoever wished answered: the answers stand for themselves alone.",
        )
    if start.base is None or latest.base is None:
        return Unrated(
            Difference.FIGURES_ONLY,
            "It is not known how many were asked, so no change can be told from chance.",
        )
    if min(start.base, latest.base) < LEAST_BASE:
        return Unrated(
            Difference.CANNOT_MEASURE,
            f"One of the two shares is of fewer than {LEAST_BASE}.",
        )
    if min(_fewer(start), _fewer(latest)) < LEAST_EITHER_WAY:
        return Unrated(
            Difference.CANNOT_MEASURE,
            f"Fewer than {LEAST_EITHER_WAY} lie on one side of the share, too few for a test.",
        )
    return None


def _fewer(figure: Figure) -> float:
    return min(figure.value, 1 - figure.value) * (figure.base or 0)


def _sample(indicator: Indicator, figure: Figure) -> Sample:
    kind: SampleKind = "quota" if indicator.sample == "quota" else "probability"
    return Sample(indicator.title, kind, figure.base, indicator.design_effect)


def _survey_remarks(indicator: Indicator) -> tuple[str, ...]:
    if indicator.sample == "quota":
        return ("Its range is indicative: right if the quotas worked as random selection.",)
    if indicator.sample == "records":
        return ("The test takes each case as independent of the others.",)
    return ()


def _untested(_held: Held, _start: Figure, _latest: Figure) -> Unrated:
    return Unrated(
        Difference.FIGURES_ONLY,
        "Figures of this kind come without what shows how much they swing, so none are tested.",
    )


_TESTS: Final = {Unit.COUNT: _compare_counts, Unit.SHARE: _compare_shares}
