"""The force's stop and search files: one row a search, stamped in UTC."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from wardmote.northborough.chance import Counts, Labels, Numbers, one_each
from wardmote.northborough.happenings import (
    DAYS_IN_YEAR,
    SOUTHMERE_RATE,
    hot_lsoas,
    shared_out,
    weight_of_lsoas,
)
from wardmote.northborough.ledger import Ledger
from wardmote.northborough.months import as_utc, days_in
from wardmote.northborough.names import FORCE_SLUG
from wardmote.northborough.people import ETHNIC_SHARES
from wardmote.northborough.place import MAP_POINTS_PER_LSOA
from wardmote.northborough.plantable import ETHNIC_GROUPS
from wardmote.northborough.setting import Setting

SEARCH_COLUMNS = (
    "Type", "Date", "Part of a policing operation", "Policing operation", "Latitude", "Longitude",
    "Gender", "Age range", "Self-defined ethnicity", "Officer-defined ethnicity", "Legislation",
    "Object of search", "Outcome", "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)  # fmt: skip
YEARLY_RATE = 5.5  # searches for each 1,000 residents of Northborough
SHARE_WITHOUT_PLACE = 0.18
SHARE_LINKED, SHARE_NOT_LINKED = 0.22, 0.08  # the rest are blank, nearly all without action
BY_HOUR = np.array([5, 4, 2, 1, 1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5, 6, 6, 6, 6, 6, 7, 7, 6, 6.0])

Moments = NDArray[np.datetime64]
Choices = tuple[tuple[str, float], ...]
TYPES: Choices = (("Person search", 78), ("Person and Vehicle search", 18), ("Vehicle search", 4))
GENDERS: Choices = (("Male", 87), ("Female", 11), ("", 2))
AGES: Choices = (
    ("10-17", 14), ("18-24", 27), ("25-34", 21), ("over 34", 26), ("under 10", 0.03), ("", 12),
)  # fmt: skip
GROUNDS: Choices = (
    ("Misuse of Drugs Act 1971 (section 23),Controlled drugs", 71),
    ("Police and Criminal Evidence Act 1984 (section 1),Offensive weapons", 14),
    ("Police and Criminal Evidence Act 1984 (section 1),Article for use in theft", 11),
    ("Police and Criminal Evidence Act 1984 (section 1),Stolen goods", 3),
    ("Firearms Act 1968 (section 47),Firearms", 1),
)
ACTIONS: Choices = (
    ("Arrest", 36), ("Community resolution", 47), ("Summons / charged by post", 13),
    ("Khat or Cannabis warning", 3), ("Caution (simple or conditional)", 1),
)  # fmt: skip
NO_ACTION = "A no further action disposal"
# What people say of themselves, within each group, and what officers write; officers have no
# word for mixed.
SELF_DEFINED: dict[str, Choices] = {
    "Asian": (("Asian/Asian British - Any other Asian background", 50),
              ("Asian/Asian British - Pakistani", 35), ("Asian/Asian British - Indian", 15)),
    "Black": (("Black/African/Caribbean/Black British - Any other "
               "Black/African/Caribbean background", 60),
              ("Black/African/Caribbean/Black British - African", 22),
              ("Black/African/Caribbean/Black British - Caribbean", 18)),
    "Mixed": (("Mixed/Multiple ethnic groups - White and Black Caribbean", 60),
              ("Mixed/Multiple ethnic groups - Any other Mixed/Multiple ethnic background", 40)),
    "Other": (("Other ethnic group - Any other ethnic group", 100),),
    "White": (("White - English/Welsh/Scottish/Northern Irish/British", 80),
              ("White - Any other White background", 18), ("White - Irish", 2)),
}  # fmt: skip
OFFICER_DEFINED: dict[str, Choices] = {
    "Asian": (("Asian", 96), ("", 4)),
    "Black": (("Black", 96), ("", 4)),
    "Mixed": (("Black", 60), ("White", 20), ("Other", 16), ("", 4)),
    "Other": (("Other", 96), ("", 4)),
    "White": (("White", 96), ("", 4)),
}
NOT_STATED, SHARE_NOT_STATED = "Other ethnic group - Not stated", 0.15


def write_searches(setting: Setting, ledger: Ledger) -> tuple[tuple[int, ...], Counter[str]]:
    """Stop and search file of each month.

    Returns
    -------
    monthly
        Searches in each month, repeated rows among them.
    flaws
        Rows that repeat another, and rows stamped in the month before their file's.
    """
    rng = setting.stream("searches")
    lsoa, month = _where_and_when(setting, rng)
    utc = as_utc(_clock_times(setting, month, rng))
    rows = _rows(setting, lsoa, utc, rng)
    again = rng.random(len(rows)) < setting.plan.flaws.repeated_search_share
    early = utc.astype("datetime64[M]") < _first_days(setting)[month].astype("datetime64[M]")
    by_month: list[list[str]] = [[] for _ in setting.period]
    for position in np.argsort(utc, kind="stable").tolist():
        by_month[month[position]] += [rows[position]] * (1 + bool(again[position]))
    for first, lines in zip(setting.period, by_month, strict=True):
        path = f"police_uk/{first:%Y-%m}/{first:%Y-%m}-{FORCE_SLUG}-stop-and-search.csv"
        ledger.write_table(path, SEARCH_COLUMNS, lines)
    return tuple(len(lines) for lines in by_month), Counter(
        repeated_searches=sum(len(lines) - len(set(lines)) for lines in by_month),
        searches_stamped_earlier=int((early * (1 + again)).sum()),
    )


def _first_days(setting: Setting) -> Moments:
    return np.array([np.datetime64(first, "s") for first in setting.period])


def _where_and_when(setting: Setting, rng: np.random.Generator) -> tuple[Labels, Labels]:
    """LSOA and number of the month of each search."""
    weight = weight_of_lsoas(setting, hot_lsoas(setting), rng)
    weight *= np.where(setting.place.district_of == 0, 1.0, SOUTHMERE_RATE)
    home = setting.place.district_of == 0
    yearly = setting.plan.volume * YEARLY_RATE / 1_000 * setting.place.residents[home].sum()
    share_of_year = days_in(setting.period) / DAYS_IN_YEAR
    expected = np.outer(weight / weight[home].sum(), yearly * share_of_year)
    lsoa, month = one_each(shared_out(rng, expected, setting.plan.phi))
    return lsoa, month


def _clock_times(setting: Setting, month: Labels, rng: np.random.Generator) -> Moments:
    day = (rng.random(len(month)) * days_in(setting.period)[month]).astype(int)
    hour = rng.choice(24, len(month), p=BY_HOUR / BY_HOUR.sum())
    second = 60 * rng.integers(60, size=len(month))
    return np.asarray(_first_days(setting)[month] + (day * 86_400 + hour * 3_600 + second))


def _rows(setting: Setting, lsoa: Labels, utc: Moments, rng: np.random.Generator) -> list[str]:
    many = len(lsoa)
    point = lsoa * MAP_POINTS_PER_LSOA + rng.integers(MAP_POINTS_PER_LSOA, size=many)
    located = rng.random(many) >= SHARE_WITHOUT_PLACE
    columns = (
        _drawn(TYPES, many, rng),
        [f"{stamp}+00:00" for stamp in np.datetime_as_string(utc, unit="s").tolist()],
        ["True" if planned else "False" for planned in (rng.random(many) < 0.11).tolist()],
        [""] * many,
        _places(setting, point, located),
        _drawn(GENDERS, many, rng),
        _drawn(AGES, many, rng),
        _ethnicities(setting, lsoa, rng),
        _drawn(GROUNDS, many, rng),
        _ends(many, rng),
        ["True" if more else "False" for more in (rng.random(many) < 0.035).tolist()],
    )
    return [",".join(row) for row in zip(*columns, strict=True)]


def _drawn(choices: Choices, many: int, rng: np.random.Generator) -> list[str]:
    words, weights = zip(*choices, strict=True)
    share = np.array(weights) / sum(weights)
    return [words[each] for each in rng.choice(len(words), many, p=share).tolist()]


def _places(setting: Setting, point: Labels, located: np.ndarray) -> list[str]:
    points = setting.place.points
    return [
        f"{points.latitude[number]:.6f},{points.longitude[number]:.6f}" if known else ","
        for number, known in zip(point.tolist(), located.tolist(), strict=True)
    ]


def _ethnicities(setting: Setting, lsoa: Labels, rng: np.random.Generator) -> list[str]:
    """Self-defined and officer-defined ethnicity, joined by a comma."""
    group = _groups(setting, lsoa, rng)
    own, seen = [""] * len(group), [""] * len(group)
    for number, title in enumerate(ETHNIC_GROUPS):
        members = np.flatnonzero(group == number).tolist()
        said = _drawn(SELF_DEFINED[title], len(members), rng)
        written = _drawn(OFFICER_DEFINED[title], len(members), rng)
        for member, self_defined, officer_defined in zip(members, said, written, strict=True):
            own[member], seen[member] = self_defined, officer_defined
    silent = (rng.random(len(group)) < SHARE_NOT_STATED).tolist()
    return [
        f"{NOT_STATED if quiet else own_word},{officer_word}"
        for own_word, officer_word, quiet in zip(own, seen, silent, strict=True)
    ]


def _groups(setting: Setting, lsoa: Labels, rng: np.random.Generator) -> Counts:
    """Ethnic group of each person searched: residents' shares times the planted disparity."""
    shares = _searched_shares(setting).cumsum(axis=1)
    district = setting.place.district_of[lsoa]
    above = rng.random(len(lsoa))[:, None] > shares[district]
    return np.asarray(above.sum(axis=1).clip(max=len(ETHNIC_GROUPS) - 1))


def _searched_shares(setting: Setting) -> Numbers:
    planted = setting.plan.search_disparity
    ratios = planted.ratios if planted else {}
    weight = ETHNIC_SHARES * np.array([ratios.get(group, 1.0) for group in ETHNIC_GROUPS])
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def _ends(many: int, rng: np.random.Generator) -> list[str]:
    """Outcome, and whether it is linked to the object of the search, joined by a comma."""
    actions = _drawn(ACTIONS, many, rng)
    linked = np.digitize(rng.random(many), (SHARE_LINKED, SHARE_LINKED + SHARE_NOT_LINKED)).tolist()
    return [
        (f"{action},True", f"{action},False", f"{NO_ACTION},")[which]
        for which, action in zip(linked, actions, strict=True)
    ]
