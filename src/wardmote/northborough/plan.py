"""What is planted, each truth with its size, and each able to be switched off.

A plan says what happens in words that a test can read back; `factors` turns it into the
multiplier of each month. Months are counted back from the last, so that a plan fits any
period: `months_from_end=12` is a change whose first month is the first of the last twelve.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wardmote.errors import ConfigurationError, Fault

# Our id for each of the 14 categories of data.police.uk → the words it publishes.
CRIME_TYPES = {
    "anti_social_behaviour": "Anti-social behaviour",
    "bicycle_theft": "Bicycle theft",
    "burglary": "Burglary",
    "criminal_damage_and_arson": "Criminal damage and arson",
    "drugs": "Drugs",
    "other_crime": "Other crime",
    "other_theft": "Other theft",
    "possession_of_weapons": "Possession of weapons",
    "public_order": "Public order",
    "robbery": "Robbery",
    "shoplifting": "Shoplifting",
    "theft_from_the_person": "Theft from the person",
    "vehicle_crime": "Vehicle crime",
    "violence_and_sexual_offences": "Violence and sexual offences",
}
PARTNER_CATEGORIES = (
    "noise", "neighbour_nuisance", "street_drinking", "rowdy_behaviour", "drug_litter", "begging",
    "fly_tipping", "graffiti", "abandoned_vehicle", "dog_fouling", "littering",
    "deliberate_primary_fire", "deliberate_secondary_fire", "malicious_false_alarm",
    "assault_attendance", "drug_treatment", "alcohol_treatment", "racial_incident", "hate_incident",
)  # fmt: skip
ETHNIC_GROUPS = ("Asian", "Black", "Mixed", "Other", "White")


def _check(part: object, *problems: str | None) -> None:
    found = [problem for problem in problems if problem is not None]
    if found:
        raise ConfigurationError(
            f"Northborough cannot be invented with this {type(part).__name__}.",
            faults=[Fault(type(part).__name__, problem) for problem in found],
            next_step="Correct the plan; its docstring says what each number means.",
        )


def _between(name: str, value: float, low: float, high: float) -> str | None:
    return None if low <= value <= high else f"{name} is {value:g}, not from {low:g} to {high:g}"


def _among(name: str, value: str, known: Iterable[str]) -> str | None:
    return None if value in known else f"{name} {value!r} is none of {', '.join(known)}"


@dataclass(frozen=True)
class HotSpots:
    """A few LSOAs of Northborough with several times the crime of the rest.

    Parameters
    ----------
    share_of_lsoas
        How many are hot: more than 0, up to a half.
    ratio
        Their rate for each resident, over that of an ordinary LSOA: 1 or more.
    ordinary_spread
        Standard deviation of the logarithm of the rates of LSOAs, hot or not.
    """

    share_of_lsoas: float = 0.10
    ratio: float = 6.0
    ordinary_spread: float = 0.25

    def __post_init__(self) -> None:
        _check(
            self,
            _between("share_of_lsoas", self.share_of_lsoas, 0.01, 0.5),
            _between("ratio", self.ratio, 1, 100),
            _between("ordinary_spread", self.ordinary_spread, 0, 2),
        )


@dataclass(frozen=True)
class StepChange:
    """A real and lasting change: from one month the rate is `ratio` times what it was."""

    category: str = "vehicle_crime"
    ratio: float = 0.70
    months_from_end: int = 12

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, CRIME_TYPES),
            _between("ratio", self.ratio, 0, 20),
            _between("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class Trend:
    """A real change that goes on: each month `monthly_growth` more than the last (share)."""

    category: str = "shoplifting"
    monthly_growth: float = 0.015

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, CRIME_TYPES),
            _between("monthly_growth", self.monthly_growth, -0.2, 0.2),
        )


@dataclass(frozen=True)
class Season:
    """A yearly wave: `amplitude` above the mean in `peak_month`, as much below half a year on."""

    category: str
    amplitude: float
    peak_month: int = 7

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, CRIME_TYPES),
            _between("amplitude", self.amplitude, 0, 1),
            _between("peak_month", self.peak_month, 1, 12),
        )


@dataclass(frozen=True)
class RecordingBreak:
    """A change of recording, declared in events.toml: more is recorded, no more happens.

    Emergency-department attendances for assault, which nobody re-recorded, stay level.
    """

    category: str = "violence_and_sexual_offences"
    ratio: float = 1.25
    months_from_end: int = 10

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, CRIME_TYPES),
            _between("ratio", self.ratio, 0, 20),
            _between("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class Reclassification:
    """Crimes of one category recorded as another from a month on: the sum is unchanged.

    It is declared nowhere, as such things mostly are not. `share` of `from_category` moves.
    """

    from_category: str = "other_theft"
    to_category: str = "theft_from_the_person"
    share: float = 0.30
    months_from_end: int = 12

    def __post_init__(self) -> None:
        _check(
            self,
            _among("from_category", self.from_category, CRIME_TYPES),
            _among("to_category", self.to_category, CRIME_TYPES),
            _between("share", self.share, 0, 1),
            _between("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class NearRepeat:
    """One deliberate fire brings another, near and soon, in the fire service's feed.

    police.uk publishes months and map points, which cannot show this; the feed has the day
    and the place.

    Parameters
    ----------
    share
        Of the category's fires that follow from another: 0 to less than 1.
    radius_metres, window_days
        How near and how soon the second one is, at most.
    """

    category: str = "deliberate_secondary_fire"
    share: float = 0.35
    radius_metres: float = 150.0
    window_days: int = 10

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, PARTNER_CATEGORIES),
            _between("share", self.share, 0, 0.9),
            _between("radius_metres", self.radius_metres, 1, 5_000),
            _between("window_days", self.window_days, 1, 365),
        )


@dataclass(frozen=True)
class Displacement:
    """A problem that moves: it falls in one ward and rises by as much in the next.

    Parameters
    ----------
    category
        In the council's feed.
    share
        Of the first ward's reports that come from the second instead.
    from_ward, to_ward
        2024 codes; the default pair are neighbours in the town centre.
    """

    category: str = "street_drinking"
    share: float = 0.60
    from_ward: str = "E05999007"
    to_ward: str = "E05999003"
    months_from_end: int = 18

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, PARTNER_CATEGORIES),
            _between("share", self.share, 0, 1),
            _between("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class LargeEvent:
    """A festival of one month, declared in events.toml: more disorder in one ward."""

    category: str = "anti_social_behaviour"
    ward: str = "E05999004"
    ratio: float = 4.0
    months_from_end: int = 14

    def __post_init__(self) -> None:
        _check(
            self,
            _among("category", self.category, CRIME_TYPES),
            _between("ratio", self.ratio, 0, 50),
            _between("months_from_end", self.months_from_end, 1, 600),
        )


Dated = StepChange | RecordingBreak | Reclassification | Displacement | LargeEvent


@dataclass(frozen=True)
class SearchDisparity:
    """Stop and searches for each resident of a group, over those for each White resident."""

    ratios: Mapping[str, float] = field(
        default_factory=lambda: {"Asian": 1.2, "Black": 3.5, "Mixed": 1.8, "Other": 1.1}
    )

    def __post_init__(self) -> None:
        _check(
            self,
            *(_among("group", group, ETHNIC_GROUPS[:-1]) for group in self.ratios),
            *(_between(group, ratio, 0, 100) for group, ratio in self.ratios.items()),
        )


@dataclass(frozen=True)
class Flaws:
    """What is wrong with the files, as something is with real ones.

    Parameters
    ----------
    unplaced_share
        Street rows without a place, over those with one [Bedfordshire 2021–24: 3.6%].
    repeated_crime_id_share
        Crimes whose row stands twice in its month [Bedfordshire: 0.12%].
    repeated_outcome_share
        Outcomes whose row stands twice [Bedfordshire: 1.9%].
    repeated_search_share
        Searches of a second person at the same stop, equal in every field [2.8%].
    rows_in_the_future, rows_at_zero
        Street rows, and council rows, that cannot be true: for the quarantine.
    """

    unplaced_share: float = 0.036
    repeated_crime_id_share: float = 0.0012
    repeated_outcome_share: float = 0.019
    repeated_search_share: float = 0.028
    rows_in_the_future: int = 2
    rows_at_zero: int = 3

    def __post_init__(self) -> None:
        _check(
            self,
            _between("unplaced_share", self.unplaced_share, 0, 1),
            _between("repeated_crime_id_share", self.repeated_crime_id_share, 0, 1),
            _between("repeated_outcome_share", self.repeated_outcome_share, 0, 1),
            _between("repeated_search_share", self.repeated_search_share, 0, 1),
            _between("rows_in_the_future", self.rows_in_the_future, 0, 1_000),
            _between("rows_at_zero", self.rows_at_zero, 0, 1_000),
        )


NO_FLAWS = Flaws(0, 0, 0, 0, 0, 0)


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
    hot_spots: HotSpots | None = HotSpots()
    steps: tuple[StepChange, ...] = (StepChange(),)
    trends: tuple[Trend, ...] = (Trend(),)
    seasons: tuple[Season, ...] = (
        Season("anti_social_behaviour", 0.30),
        Season("bicycle_theft", 0.45),
    )
    recording_breaks: tuple[RecordingBreak, ...] = (RecordingBreak(),)
    reclassifications: tuple[Reclassification, ...] = (Reclassification(),)
    near_repeat: NearRepeat | None = NearRepeat()
    displacement: Displacement | None = Displacement()
    large_event: LargeEvent | None = LargeEvent()
    search_disparity: SearchDisparity | None = field(default_factory=SearchDisparity)
    flaws: Flaws = Flaws()
    lsoa_2021_from_end: int = 39

    def __post_init__(self) -> None:
        _check(
            self,
            _between("volume", self.volume, 0.001, 1_000),
            _between("phi", self.phi, 1, 100),
            _between("lsoa_2021_from_end", self.lsoa_2021_from_end, 0, 600),
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
