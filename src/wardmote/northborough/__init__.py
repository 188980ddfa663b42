"""Northborough: an invented borough whose truth is known, for demonstrations and tests.

Everything that a Community Safety Partnership's analyst would drop in, in the raw formats of
its publishers: a force's street, outcomes and stop and search files, boundaries and look-ups,
populations and deprivation, and six partners' feeds with the mappings that read them. The
borough lies in the sea off Lincolnshire; nobody lives there, and every name is invented.

==============  ==========================================================================
`plantable`     the truths that can be planted, and their sizes; `plan` those of one telling
`mesh`          irregular cells; `place` the districts, wards, LSOAs and map points on them
`happenings`    counts of crimes by category, LSOA and month
`street`        street and outcomes files; `searches` stop and search
`boundaries`    areas and look-ups; `people` populations
`partners`      six feeds and their mappings
`truth`         the record of what was planted; `writing` puts it all into a folder
==============  ==========================================================================

It imports nothing of Wardmote but its errors: what it tests must not have helped to make it.
"""

from __future__ import annotations

from wardmote.northborough.happenings import CrimeCounts, crime_counts
from wardmote.northborough.plan import DEFAULT_TRUTH, NO_FLAWS, NOTHING_PLANTED, TruthPlan
from wardmote.northborough.plantable import (
    CRIME_TYPES,
    Displacement,
    Flaws,
    HotSpots,
    LargeEvent,
    NearRepeat,
    Reclassification,
    RecordingBreak,
    SearchDisparity,
    Season,
    StepChange,
    Trend,
)
from wardmote.northborough.truth import Planted, Truth
from wardmote.northborough.writing import write_northborough

__all__ = [
    "CRIME_TYPES",
    "DEFAULT_TRUTH",
    "NOTHING_PLANTED",
    "NO_FLAWS",
    "CrimeCounts",
    "Displacement",
    "Flaws",
    "HotSpots",
    "LargeEvent",
    "NearRepeat",
    "Planted",
    "Reclassification",
    "RecordingBreak",
    "SearchDisparity",
    "Season",
    "StepChange",
    "Trend",
    "Truth",
    "TruthPlan",
    "crime_counts",
    "write_northborough",
]
