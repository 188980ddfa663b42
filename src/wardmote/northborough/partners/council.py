"""The council's reports of anti-social behaviour and noise: a CSV for each financial year.

Dates are day first; places are eastings and northings; an officer's initials and full
postcodes stand in columns that the mapping must drop or shorten.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from wardmote.northborough.ledger import Ledger, joined
from wardmote.northborough.names import OUTWARD_POSTCODES
from wardmote.northborough.partners.incidents import (
    Incidents,
    as_metres,
    invent_incidents,
    words_for,
)
from wardmote.northborough.setting import Setting

RATES = {
    "noise": 5.0,
    "neighbour_nuisance": 2.6,
    "street_drinking": 2.8,
    "rowdy_behaviour": 2.8,
    "drug_litter": 0.9,
    "begging": 0.7,
}
WORDS = {
    "noise": ("Noise - music", "Noise - dog barking", "Noise - alarm"),
    "neighbour_nuisance": ("Neighbour nuisance",),
    "street_drinking": ("Street drinking",),
    "rowdy_behaviour": ("Rowdy / inconsiderate", "Youths causing annoyance"),
    "drug_litter": ("Needles and drug litter",),
    "begging": ("Begging",),
}
COLUMNS = (
    "Case ref", "Date reported", "Type of report", "Ward", "Easting", "Northing", "Postcode",
    "Officer",
)  # fmt: skip
SHARE_WITHOUT_PLACE = 0.04
OFFICERS = ("AK", "BT", "CW", "DM", "JP", "LS", "RH")
FINANCIAL_YEAR_STARTS = 4  # April
UNITS_OF_A_SECTOR = 400
YEARS_AHEAD = 10  # a slip of the finger in a year


def write_council(setting: Setting, ledger: Ledger) -> tuple[Incidents, Counter[str]]:
    """The council's files; returns what they report and how many flawed rows there are."""
    incidents = invent_incidents(setting, RATES)
    located = setting.stream("council", "located").random(len(incidents)) >= SHARE_WITHOUT_PLACE
    days = incidents["when"].astype("datetime64[D]").tolist()
    by_year: dict[int, list[str]] = {_financial_year(setting.last_month): []}
    for day, line in zip(days, _lines(setting, incidents, located.tolist()), strict=True):
        by_year.setdefault(_financial_year(day), []).append(line)
    by_year[_financial_year(setting.last_month)] += _impossible(setting)
    for year, lines in sorted(by_year.items()):
        path = f"partners/council-asb-{year}-{(year + 1) % 100:02}.csv"
        ledger.write_table(path, COLUMNS, lines, encoding="utf-8-sig")
    return incidents, Counter(
        council_rows_without_place=int((~located).sum()),
        council_rows_in_the_future=setting.plan.flaws.rows_in_the_future,
        council_rows_at_zero=setting.plan.flaws.rows_at_zero,
    )


def _financial_year(day: date) -> int:
    return day.year - (day.month < FINANCIAL_YEAR_STARTS)


def _lines(setting: Setting, incidents: Incidents, located: list[bool]) -> list[str]:
    rng, place = setting.stream("council", "words"), setting.place
    wards = place.ward_of[incidents["lsoa"]].tolist()
    units = rng.integers(UNITS_OF_A_SECTOR, size=len(incidents)).tolist()
    columns = zip(
        [f"NBC-{number:06}" for number in range(1, len(incidents) + 1)],
        [f"{when:%d/%m/%Y}" for when in incidents["when"].tolist()],
        words_for(incidents, WORDS, rng),
        [place.wards[ward].name for ward in wards],
        as_metres(incidents["easting"]),
        as_metres(incidents["northing"]),
        [_postcode(ward, unit) for ward, unit in zip(wards, units, strict=True)],
        rng.choice(OFFICERS, len(incidents)).tolist(),
        strict=True,
    )
    return [
        joined(row if known else (*row[:4], "", "", "", row[-1]))
        for row, known in zip(columns, located, strict=True)
    ]


def _postcode(ward: int, unit: int) -> str:
    """Invented full postcode of a ward.

    Examples
    --------
    >>> _postcode(6, 123)
    'NB4 7BE'
    """
    letters = "ABDEFGHJLNPQRSTUWXYZ"  # the letters that inward codes use
    sector, pair = unit % 9 + 1, unit * 7
    return (
        f"{OUTWARD_POSTCODES}{ward // 2 + 1} {sector}{letters[pair % 20]}{letters[pair // 20 % 20]}"
    )


def _impossible(setting: Setting) -> list[str]:
    """Rows for the quarantine."""
    planted = setting.plan.flaws
    ahead = setting.last_month.replace(year=setting.last_month.year + YEARS_AHEAD)
    place = setting.place.mesh.centres[setting.place.lsoas[0].cells[0]]
    grid = tuple(f"{metres:.0f}" for metres in place)
    ward = setting.place.wards[0].name
    future = (f"{ahead:%d/%m/%Y}", "Begging", ward, *grid, "", OFFICERS[0])
    nowhere = (f"{setting.last_month:%d/%m/%Y}", "Begging", ward, "0", "0", "", OFFICERS[0])
    rows = [future] * planted.rows_in_the_future + [nowhere] * planted.rows_at_zero
    return [joined((f"NBC-9{number:05}", *row)) for number, row in enumerate(rows, start=1)]
