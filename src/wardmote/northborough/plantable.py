"""The truths that can be planted, each with its size, and what can be wrong with the files.

Months are counted back from the last, so that a plan fits any period: `months_from_end=12` is
a change whose first month is the first of the last twelve.
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
# What the partners' feeds hold as incidents, with a day and mostly a place → the file it is in.
_COUNCIL, _SCENE = "partners/council-asb-*.csv", "partners/street-scene.xlsx"
_FIRES, _HOSPITAL = "partners/deliberate-fires.csv", "partners/istv-*.csv"
PARTNER_INCIDENTS = {
    "noise": _COUNCIL,
    "neighbour_nuisance": _COUNCIL,
    "street_drinking": _COUNCIL,
    "rowdy_behaviour": _COUNCIL,
    "drug_litter": _COUNCIL,
    "begging": _COUNCIL,
    "fly_tipping": _SCENE,
    "graffiti": _SCENE,
    "abandoned_vehicle": _SCENE,
    "dog_fouling": _SCENE,
    "littering": _SCENE,
    "deliberate_primary_fire": _FIRES,
    "deliberate_secondary_fire": _FIRES,
    "malicious_false_alarm": _FIRES,
    "assault_attendance": _HOSPITAL,
}
ETHNIC_GROUPS = ("Asian", "Black", "Mixed", "Other", "White")


def check_numbers(part: object, *problems: str | None) -> None:
    """Refuse a part of a plan, saying everything that is wrong with it."""
    found = [problem for problem in problems if problem is not None]
    if found:
        raise ConfigurationError(
            f"Northborough cannot be invented with this {type(part).__name__}.",
            faults=[Fault(type(part).__name__, problem) for problem in found],
            next_step="Correct the plan; its docstring says what each number means.",
        )


def out_of_range(name: str, value: float, low: float, high: float) -> str | None:
    """What is wrong with a number that should lie in a range, ends included; None if nothing."""
    return None if low <= value <= high else f"{name} is {value:g}, not from {low:g} to {high:g}"


def unknown_name(name: str, value: str, known: Iterable[str]) -> str | None:
    """What is wrong with a name that should be a known one; None if nothing."""
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
        check_numbers(
            self,
            out_of_range("share_of_lsoas", self.share_of_lsoas, 0.01, 0.5),
            out_of_range("ratio", self.ratio, 1, 100),
            out_of_range("ordinary_spread", self.ordinary_spread, 0, 2),
        )


@dataclass(frozen=True)
class StepChange:
    """A real and lasting change: from one month the rate is `ratio` times what it was."""

    category: str = "vehicle_crime"
    ratio: float = 0.70
    months_from_end: int = 12

    def __post_init__(self) -> None:
        check_numbers(
            self,
            unknown_name("category", self.category, CRIME_TYPES),
            out_of_range("ratio", self.ratio, 0, 20),
            out_of_range("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class Trend:
    """A real change that goes on: each month `monthly_growth` more than the last (share)."""

    category: str = "shoplifting"
    monthly_growth: float = 0.015

    def __post_init__(self) -> None:
        check_numbers(
            self,
            unknown_name("category", self.category, CRIME_TYPES),
            out_of_range("monthly_growth", self.monthly_growth, -0.2, 0.2),
        )


@dataclass(frozen=True)
class Season:
    """A yearly wave: `amplitude` above the mean in `peak_month`, as much below half a year on."""

    category: str
    amplitude: float
    peak_month: int = 7

    def __post_init__(self) -> None:
        check_numbers(
            self,
            unknown_name("category", self.category, CRIME_TYPES),
            out_of_range("amplitude", self.amplitude, 0, 1),
            out_of_range("peak_month", self.peak_month, 1, 12),
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
        check_numbers(
            self,
            unknown_name("category", self.category, CRIME_TYPES),
            out_of_range("ratio", self.ratio, 0, 20),
            out_of_range("months_from_end", self.months_from_end, 1, 600),
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
        check_numbers(
            self,
            unknown_name("from_category", self.from_category, CRIME_TYPES),
            unknown_name("to_category", self.to_category, CRIME_TYPES),
            out_of_range("share", self.share, 0, 1),
            out_of_range("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class NearRepeat:
    """One incident brings another, near and soon: by default, deliberate fires.

    police.uk publishes months and map points, which cannot show this; the partners' feeds
    have the day and the place.

    Parameters
    ----------
    share
        Of the category's incidents that follow from another: 0 to less than 1.
    radius_metres, window_days
        How near and how soon the second one is, at most.
    """

    category: str = "deliberate_secondary_fire"
    share: float = 0.35
    radius_metres: float = 150.0
    window_days: int = 10

    def __post_init__(self) -> None:
        check_numbers(
            self,
            unknown_name("category", self.category, PARTNER_INCIDENTS),
            out_of_range("share", self.share, 0, 0.9),
            out_of_range("radius_metres", self.radius_metres, 1, 5_000),
            out_of_range("window_days", self.window_days, 1, 365),
        )


@dataclass(frozen=True)
class Displacement:
    """A problem that moves: it falls in one ward and rises by as much in the next.

    Parameters
    ----------
    category
        Of a partner's feed; by default the council's.
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
        check_numbers(
            self,
            unknown_name("category", self.category, PARTNER_INCIDENTS),
            out_of_range("share", self.share, 0, 1),
            out_of_range("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class LargeEvent:
    """A festival of one month, declared in events.toml: more disorder in one ward."""

    category: str = "anti_social_behaviour"
    ward: str = "E05999004"
    ratio: float = 4.0
    months_from_end: int = 14

    def __post_init__(self) -> None:
        check_numbers(
            self,
            unknown_name("category", self.category, CRIME_TYPES),
            out_of_range("ratio", self.ratio, 0, 50),
            out_of_range("months_from_end", self.months_from_end, 1, 600),
        )


@dataclass(frozen=True)
class SearchDisparity:
    """Stop and searches for each resident of a group, over those for each White resident.

    So it is within each district; over the whole force the ratios come out larger, because
    the district with more minority residents is also the one with more searches.
    """

    ratios: Mapping[str, float] = field(
        default_factory=lambda: {"Asian": 1.2, "Black": 3.5, "Mixed": 1.8, "Other": 1.1}
    )

    def __post_init__(self) -> None:
        check_numbers(
            self,
            *(unknown_name("group", group, ETHNIC_GROUPS[:-1]) for group in self.ratios),
            *(out_of_range(group, ratio, 0, 100) for group, ratio in self.ratios.items()),
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
        check_numbers(
            self,
            out_of_range("unplaced_share", self.unplaced_share, 0, 1),
            out_of_range("repeated_crime_id_share", self.repeated_crime_id_share, 0, 1),
            out_of_range("repeated_outcome_share", self.repeated_outcome_share, 0, 1),
            out_of_range("repeated_search_share", self.repeated_search_share, 0, 1),
            out_of_range("rows_in_the_future", self.rows_in_the_future, 0, 1_000),
            out_of_range("rows_at_zero", self.rows_at_zero, 0, 1_000),
        )
