"""The fire service's deliberate fires and malicious calls: semicolons, Windows' encoding."""

from __future__ import annotations

from wardmote.northborough.ledger import Ledger, joined
from wardmote.northborough.partners.incidents import (
    Incidents,
    as_metres,
    invent_incidents,
    words_for,
)
from wardmote.northborough.setting import Setting

RATES = {
    "deliberate_primary_fire": 0.4,
    "deliberate_secondary_fire": 1.6,
    "malicious_false_alarm": 0.3,
}
WORDS = {
    "deliberate_primary_fire": ("Deliberate primary – building", "Deliberate primary – outdoor"),
    "deliberate_secondary_fire": ("Deliberate secondary – refuse", "Deliberate secondary – grass"),
    "malicious_false_alarm": ("False alarm – malicious",),
}
COLUMNS = (
    "Incident number", "Time of call", "Incident type", "Easting", "Northing", "Station ground",
)  # fmt: skip
STATION_GROUND = "Northborough"


def write_fires(setting: Setting, ledger: Ledger) -> Incidents:
    """The fire service's file; returns what it reports."""
    fires = invent_incidents(setting, RATES)
    rows = zip(
        [f"NFRS{number:06}" for number in range(1, len(fires) + 1)],
        [f"{called:%d/%m/%Y %H:%M}" for called in fires["when"].tolist()],
        words_for(fires, WORDS, setting.stream("fires", "words")),
        as_metres(fires["easting"]),
        as_metres(fires["northing"]),
        [STATION_GROUND] * len(fires),
        strict=True,
    )
    lines = [joined(row, ";") for row in rows]
    ledger.write_table(
        "partners/deliberate-fires.csv", COLUMNS, lines, delimiter=";", encoding="cp1252"
    )
    return fires
