"""What is planted: every truth of one telling, each able to be switched off."""

from __future__ import annotations

from dataclasses import dataclass, field

from wardmote.errors import ConfigurationError, Fault
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
    check_numbers,
    out_of_range,
)

NO_FLAWS = Flaws(0, 0, 0, 0, 0, 0)
Dated = StepChange | RecordingBreak | Reclassification | Displacement | LargeEvent


@dataclass(frozen=True)
class TruthPlan:
    """What is to be planted in Northborough. `dataclasses.replace` changes one thing.

    Parameters
    ----------
    volume
        Multiplies every count of crimes, searches and partners' reports: more than 0.
    phi
        Variance over mean of each category's monthly total in a district: 1 is Poisson.
    hot_spots, near_repeat, displacement, large_event, search_disparity
        None switches it off.
    steps, trends, seasons, recording_breaks, reclassifications
        One for each category concerned; empty switches them off.
    flaws
        What is wrong with the files; `NO_FLAWS` for nothing.
    lsoa_2021_from_end
        The force's files carry LSOA codes of 2011 until this many months before the end.

    Examples
    --------
    >>> from dataclasses import replace
    >>> weaker = replace(DEFAULT_TRUTH, steps=(StepChange(ratio=0.9),), hot_spots=None)
    >>> "vehicle_crime" in weaker.quiet, "burglary" in weaker.quiet
    (False, True)
    """

    volume: float = 1.0
    phi: float = 1.6
    hot_spots: HotSpots | None = field(default_factory=HotSpots)
    steps: tuple[StepChange, ...] = (StepChange(),)
    trends: tuple[Trend, ...] = (Trend(),)
    seasons: tuple[Season, ...] = (
        Season("anti_social_behaviour", 0.30),
        Season("bicycle_theft", 0.45),
    )
    recording_breaks: tuple[RecordingBreak, ...] = (RecordingBreak(),)
    reclassifications: tuple[Reclassification, ...] = (Reclassification(),)
    near_repeat: NearRepeat | None = field(default_factory=NearRepeat)
    displacement: Displacement | None = field(default_factory=Displacement)
    large_event: LargeEvent | None = field(default_factory=LargeEvent)
    search_disparity: SearchDisparity | None = field(default_factory=SearchDisparity)
    flaws: Flaws = field(default_factory=Flaws)
    lsoa_2021_from_end: int = 39

    def __post_init__(self) -> None:
        check_numbers(
            self,
            out_of_range("volume", self.volume, 0.001, 1_000),
            out_of_range("phi", self.phi, 1, 100),
            out_of_range("lsoa_2021_from_end", self.lsoa_2021_from_end, 0, 600),
        )

    @property
    def quiet(self) -> tuple[str, ...]:
        """Categories of police.uk whose level never changes; a season is not a change.

        Neither is the month of a large event, but its category is left out all the same.
        """
        changed = {each.category for each in self.steps}
        changed |= {each.category for each in self.trends}
        changed |= {each.category for each in self.recording_breaks}
        changed |= {self.large_event.category} if self.large_event else set()
        for moved in self.reclassifications:
            changed |= {moved.from_category, moved.to_category}
        return tuple(category for category in CRIME_TYPES if category not in changed)

    def check_fits(self, months: int) -> None:
        """Refuse a plan with a change before the first month that is written."""
        dated: list[Dated] = [*self.steps, *self.recording_breaks, *self.reclassifications]
        dated += [each for each in (self.displacement, self.large_event) if each]
        faults = [
            Fault(type(each).__name__, f"starts {each.months_from_end} months from the end")
            for each in dated
            if each.months_from_end > months
        ]
        if faults:
            raise ConfigurationError(
                "The plan has changes before the first month of Northborough's data.",
                expected=f"changes within the {months} months that are written",
                faults=faults,
                next_step="Write more months, or lower months_from_end.",
            )


DEFAULT_TRUTH = TruthPlan()
NOTHING_PLANTED = TruthPlan(
    phi=1.0,
    hot_spots=None,
    steps=(),
    trends=(),
    seasons=(),
    recording_breaks=(),
    reclassifications=(),
    near_repeat=None,
    displacement=None,
    large_event=None,
    search_disparity=None,
    flaws=NO_FLAWS,
)
