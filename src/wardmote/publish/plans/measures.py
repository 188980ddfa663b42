"""A measure's figures, as a page prints them."""

from __future__ import annotations

from typing import Final

from wardmote.analysis.verbs import Polarity
from wardmote.plan.rating import Point, Rated
from wardmote.plan.rating.wording import value_words
from wardmote.plan.records import Indicator
from wardmote.publish.plans.as_at import PlanAsAt
from wardmote.publish.plans.wording import anchor, on_day, table_of
from wardmote.publish.tables import Row, Table

NO_START: Final = "no baseline recorded"
NO_AIM: Final = "no aim recorded"
NOT_RECEIVED: Final = "not received"
NONE_YET: Final = "none yet"  # of a period like the start's, and none is overdue


def figure(point: Point | None, otherwise: str) -> str:
    """A figure with its period, or why there is none."""
    return str(point) if point else otherwise


def aim_of(rated: Rated) -> str:
    """Where a measure is to be, and by when; or the direction; or that none is recorded."""
    if rated.aim:
        return str(rated.aim)
    indicator = rated.indicator
    if indicator.targets:
        last = indicator.targets[-1]
        return f"{value_words(last.value, indicator.unit)} by {on_day(last.by)}"
    return DIRECTIONS.get(indicator.polarity.value, NO_AIM)


DIRECTIONS: Final = {
    "lower_better": "fewer; no figure set",
    "higher_better": "more; no figure set",
    "ambiguous": "none: more may be good or bad",
}


def word_for(rated: Rated) -> str:
    """The word for what changed; why the figures stand without one."""
    if rated.said:
        return rated.said
    if rated.indicator.polarity is Polarity.AMBIGUOUS:
        return "figures only: more may be good or bad"
    return f"figures only. {rated.because}".strip()


def start_to_latest(rated: Rated) -> str:
    """Start → latest → aim, each with its day."""
    start = figure(rated.start, NO_START)
    latest = figure(rated.latest, rated.missing or NONE_YET)
    return f"{start} → {latest} → aim: {aim_of(rated)}"


def newest_from(rated: Rated, as_at: PlanAsAt) -> str:
    """Who gave the newest figure and when; or since when nothing came."""
    if rated.missing:
        return rated.missing
    if rated.source:
        return counted_from(rated.source)
    name = as_at.body(rated.provider or rated.indicator.supplied_by)
    return f"{name}, received {on_day(rated.received_on)}" if rated.received_on else NOT_RECEIVED


COUNTED_FROM: Final = {
    "police_uk": "police files",
    "police_uk_counts": "police files",
    "mps_counts": "Metropolitan Police files",
}


def counted_from(source: str) -> str:
    """What a figure was counted from, in words that a Board knows.

    Examples
    --------
    >>> counted_from("police_uk/street, evidence v000012")
    'police files, data version 12'
    >>> counted_from("street scene, evidence v000001")
    'street scene, data version 1'
    """
    feed, _, version = source.partition(", evidence v")
    named = COUNTED_FROM.get(feed.partition("/")[0], feed)
    return f"{named}, data version {int(version)}" if version.isdecimal() else named


def measures_table(
    as_at: PlanAsAt, table_id: str, caption: str, indicators: tuple[Indicator, ...]
) -> Table:
    """Measures with where each started, stands and is to be."""
    return table_of(
        table_id,
        caption,
        "Measure",
        ("Start", "Latest", "Aim", "How it stands", "Who answers for it"),
        (_row(as_at, table_id, one) for one in indicators),
        of=indicators,
    )


def _row(as_at: PlanAsAt, table_id: str, indicator: Indicator) -> Row:
    rated = as_at.rated[indicator.id]
    return Row(
        indicator.title,
        (
            figure(rated.start, NO_START),
            figure(rated.latest, rated.missing or NONE_YET),
            aim_of(rated),
            f"{rated.rag.words}. {rated.because}",
            as_at.lead(indicator, "owner"),
        ),
        id=anchor("indicator", indicator.id) if table_id == "indicators" else "",
    )
