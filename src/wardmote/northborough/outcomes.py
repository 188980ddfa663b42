"""What came of the crimes: outcomes as published, how likely and how late."""

from __future__ import annotations

import numpy as np

from wardmote.northborough.chance import Counts, Labels
from wardmote.northborough.plantable import CRIME_TYPES

CHARGED = "Suspect charged"
# Outcome types of the outcomes files; the street file's last outcome has the same words, but
# for a charge, whose court result comes later.
OUTCOMES = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    CHARGED,
    "Local resolution",
    "Offender given a caution",
    "Action to be taken by another organisation",
    "Formal action is not in the public interest",
    "Further action is not in the public interest",
    "Suspect charged as part of another case",
)
AWAITING, COURT_UNAVAILABLE = "Awaiting court outcome", "Court result unavailable"
UNDER_INVESTIGATION, NO_UPDATE = "Under investigation", "Status update unavailable"
# Shares of the first four outcomes, in per cent; the other five share what remains.
FIRST_FOUR = {
    "anti_social_behaviour": (100, 0, 0, 0),  # ASB has no outcome: never used
    "bicycle_theft": (89, 8, 1, 1),
    "burglary": (78, 13, 6, 1),
    "criminal_damage_and_arson": (59, 31, 5, 2),
    "drugs": (3, 14, 28, 38),
    "other_crime": (16, 46, 14, 2),
    "other_theft": (75, 20, 2, 1),
    "possession_of_weapons": (5, 34, 35, 3),
    "public_order": (32, 56, 6, 2),
    "robbery": (38, 50, 9, 0),
    "shoplifting": (66, 16, 11, 4),
    "theft_from_the_person": (72, 25, 1, 1),
    "vehicle_crime": (87, 9, 2, 1),
    "violence_and_sexual_offences": (14, 68, 6, 2),
}
SHARE_WITHOUT_UPDATE = 0.015  # published as "Status update unavailable", with no outcome row
DONE_EACH_MONTH = (0.62, 0.5, 0.3, 0.5, 0.4, 0.4, 0.4, 0.4, 0.3)  # chance of an end, by outcome
COURT_MONTHS = 6  # a charge of the last half year still awaits its court

NONE_YET = -1


def drawn_outcomes(
    category: Labels, month: Labels, rng: np.random.Generator
) -> tuple[Counts, Counts]:
    """Outcome of each crime, and the month in which it was reached.

    Parameters
    ----------
    category, month
        Position in `CRIME_TYPES`, and number of the month, of each crime.

    Returns
    -------
    outcome, outcome_month
        Position in `OUTCOMES`, -1 where none is ever published; and month number, which may
        lie after the last month.
    """
    shares = np.array([_shares(each) for each in CRIME_TYPES]).cumsum(axis=1)
    u = rng.random(len(category))
    outcome = (u[:, None] > shares[category]).sum(axis=1).clip(max=len(OUTCOMES) - 1)
    lag = rng.geometric(np.array(DONE_EACH_MONTH)[outcome]) - 1
    outcome[rng.random(len(category)) < SHARE_WITHOUT_UPDATE] = NONE_YET
    return outcome, month + lag


def _shares(category: str) -> list[float]:
    first = FIRST_FOUR[category]
    rest = (100 - sum(first)) / (len(OUTCOMES) - len(first))
    return [share / 100 for share in (*first, *[rest] * (len(OUTCOMES) - len(first)))]


def last_outcome(outcome: int, outcome_month: int, last_month: int) -> str:
    """What the street file, made after the last month, says of a crime.

    Examples
    --------
    >>> last_outcome(2, outcome_month=57, last_month=59)
    'Awaiting court outcome'
    >>> last_outcome(0, outcome_month=60, last_month=59)
    'Under investigation'
    """
    if outcome_month > last_month:
        return UNDER_INVESTIGATION
    if outcome == NONE_YET:
        return NO_UPDATE
    if OUTCOMES[outcome] == CHARGED:
        return AWAITING if outcome_month > last_month - COURT_MONTHS else COURT_UNAVAILABLE
    return OUTCOMES[outcome]
