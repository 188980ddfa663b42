"""Emergency-department attendances after assault, in the ISTV layout: a CSV for each year.

Nothing changed how the hospital counts them, so they stay level where recorded violence jumps.
Information Sharing to Tackle Violence asks for the assault's time, method and place, and for
nothing about the person.
"""

from __future__ import annotations

import numpy as np

from wardmote.northborough.ledger import Ledger, joined
from wardmote.northborough.months import days_in
from wardmote.northborough.names import OUTWARD_POSTCODES
from wardmote.northborough.partners.incidents import Incidents, invent_incidents
from wardmote.northborough.setting import Setting

RATES = {"assault_attendance": 3.0}
COLUMNS = (
    "Reporting period start", "Reporting period end", "Site code", "Attendance date time",
    "Assault date time", "Assault location type", "Assault method", "Outward postcode",
    "Assault LSOA 2021",
)  # fmt: skip
SITE_CODE = "RNB01"
METHODS = ("Body part", "Blunt object", "Glass or bottle", "Knife or sharp object", "Not known")
METHOD_SHARES = (0.64, 0.12, 0.06, 0.07, 0.11)
LOCATIONS = (
    "Street or public place", "Licensed premises", "Home", "School or college", "Public transport",
    "Other or not known",
)  # fmt: skip
LOCATION_SHARES = (0.42, 0.21, 0.19, 0.04, 0.03, 0.11)
SHARE_WITHOUT_PLACE = 0.30
LONGEST_WAIT_MINUTES = 900


def write_emergency(setting: Setting, ledger: Ledger) -> tuple[Incidents, int]:
    """The hospital's files; returns what they report and how many have no place."""
    assaults = invent_incidents(setting, RATES)
    rng = setting.stream("emergency", "words")
    many = len(assaults)
    method = rng.choice(METHODS, many, p=METHOD_SHARES).tolist()
    location = rng.choice(LOCATIONS, many, p=LOCATION_SHARES).tolist()
    waited = rng.integers(15, LONGEST_WAIT_MINUTES, size=many).astype("timedelta64[m]")
    located = (rng.random(many) >= SHARE_WITHOUT_PLACE).tolist()
    happened = np.datetime_as_string(assaults["when"], unit="m").tolist()
    arrived = np.datetime_as_string(assaults["when"] + waited, unit="m").tolist()
    by_year: dict[str, list[str]] = {f"{month:%Y}": [] for month in setting.period}
    for number in range(many):
        lsoa = int(assaults["lsoa"][number])
        outward = f"{OUTWARD_POSTCODES}{int(setting.place.ward_of[lsoa]) // 2 + 1}"
        fields = (
            *_reporting_period(happened[number]), SITE_CODE, arrived[number], happened[number],
            location[number], method[number], outward,
            setting.place.lsoas[lsoa].code if located[number] else "",
        )  # fmt: skip
        by_year[happened[number][:4]].append(joined(fields))
    for year, lines in by_year.items():
        ledger.write_table(f"partners/istv-{year}.csv", COLUMNS, lines)
    return assaults, located.count(False)


def _reporting_period(happened: str) -> tuple[str, str]:
    """First and last day of the month.

    Examples
    --------
    >>> _reporting_period("2024-02-10T23:15")
    ('2024-02-01', '2024-02-29')
    """
    month = np.datetime64(happened[:7], "D").item()
    return month.isoformat(), month.replace(day=int(days_in((month,))[0])).isoformat()
