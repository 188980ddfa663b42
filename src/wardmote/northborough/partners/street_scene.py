"""The council's fly-tipping, graffiti and the like: a workbook with a title over its header."""

from __future__ import annotations

from wardmote.northborough.british_grid import longitude_latitude
from wardmote.northborough.ledger import Ledger
from wardmote.northborough.partners.incidents import Incidents, invent_incidents, words_for
from wardmote.northborough.partners.workbook import workbook
from wardmote.northborough.setting import Setting

RATES = {
    "fly_tipping": 4.2,
    "graffiti": 0.9,
    "abandoned_vehicle": 0.8,
    "dog_fouling": 0.7,
    "littering": 1.0,
}
WORDS = {
    "fly_tipping": ("Fly-tip: small van load", "Fly-tip: single item", "Fly-tip: tipper load"),
    "graffiti": ("Graffiti", "Graffiti - offensive"),
    "abandoned_vehicle": ("Abandoned vehicle",),
    "dog_fouling": ("Dog fouling",),
    "littering": ("Litter",),
}
TITLE = "Northborough Council: street scene reports"
COLUMNS = ("Report no", "Logged", "Issue", "Longitude", "Latitude", "Ward")
SHEET = "Reports"


def write_street_scene(setting: Setting, ledger: Ledger) -> Incidents:
    """The workbook; returns what it reports."""
    reports = invent_incidents(setting, RATES)
    longitude, latitude = longitude_latitude(reports["easting"], reports["northing"])
    rows = zip(
        [f"SS{number:06}" for number in range(1, len(reports) + 1)],
        reports["when"].astype("datetime64[D]").tolist(),
        words_for(reports, WORDS, setting.stream("street scene", "words")),
        longitude.round(6).tolist(),
        latitude.round(6).tolist(),
        [setting.place.wards[ward].name for ward in setting.place.ward_of[reports["lsoa"]]],
        strict=True,
    )
    content = workbook(SHEET, [(TITLE,), COLUMNS, *rows])
    ledger.write("partners/street-scene.xlsx", content, rows=len(reports))
    return reports
