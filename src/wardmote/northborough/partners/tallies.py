"""Feeds that hold counts, not incidents: people in treatment, and hate incidents reported."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from wardmote.northborough.ledger import Ledger, joined
from wardmote.northborough.months import shifted
from wardmote.northborough.place import NORTHBOROUGH
from wardmote.northborough.setting import Setting

# Adults in treatment in a quarter for each 1,000 residents, in the words of the national data.
SUBSTANCES = {
    "Opiate": ("drug_treatment", 2.9),
    "Non-opiate only": ("drug_treatment", 0.5),
    "Non-opiate and alcohol": ("drug_treatment", 0.6),
    "Alcohol only": ("alcohol_treatment", 1.3),
}
TREATMENT_COLUMNS = (
    "Local authority", "Quarter begins", "Quarter ends", "Substance group", "Adults in treatment",
)  # fmt: skip
# Reports a year for each 1,000 residents, by monitored strand.
STRANDS = {
    "Race": ("racial_incident", 0.55),
    "Religion or belief": ("hate_incident", 0.12),
    "Sexual orientation": ("hate_incident", 0.14),
    "Disability": ("hate_incident", 0.10),
    "Transgender identity": ("hate_incident", 0.05),
}
HATE_COLUMNS = ("Month", "Ward code", "Strand", "Reports")

Monthly = dict[str, tuple[int, ...]]


def write_treatment(setting: Setting, ledger: Ledger) -> Monthly:
    """People in treatment by quarter; returns sums by category, at first months."""
    rng = setting.stream("treatment")
    residents = setting.place.residents[setting.place.district_of == 0].sum()
    sums = {category: [0] * setting.months for category, _ in SUBSTANCES.values()}
    lines = []
    for number, first in enumerate(setting.period):
        if first.month % 3 != 1 or number + 3 > setting.months:
            continue
        for words, (category, rate) in SUBSTANCES.items():
            count = int(rng.poisson(setting.plan.volume * rate * residents / 1_000))
            sums[category][number] += count
            last_day = shifted(first, 3) - timedelta(days=1)
            lines.append(joined((NORTHBOROUGH.code, first, last_day, words, count)))
    ledger.write_table("partners/treatment-numbers.csv", TREATMENT_COLUMNS, lines)
    return {category: tuple(counts) for category, counts in sums.items()}


def write_hate(setting: Setting, ledger: Ledger) -> Monthly:
    """Hate incidents by month, ward and strand, no zeros; returns the sum by category and month."""
    rng = setting.stream("hate")
    place = setting.place
    home = [ward for ward in place.wards if ward.within == NORTHBOROUGH.code]
    residents = np.array([place.residents[place.in_ward(ward.code)].sum() for ward in home])
    sums = {category: [0] * setting.months for category, _ in STRANDS.values()}
    lines = []
    for number, first in enumerate(setting.period):
        for words, (category, rate) in STRANDS.items():
            counts = rng.poisson(setting.plan.volume * rate * residents / 12_000)
            sums[category][number] += int(counts.sum())
            lines += _by_ward(first, words, [ward.code for ward in home], counts.tolist())
    ledger.write_table("partners/hate-reporting-centres.csv", HATE_COLUMNS, lines)
    return {category: tuple(counts) for category, counts in sums.items()}


def _by_ward(month: date, words: str, wards: list[str], counts: list[int]) -> list[str]:
    return [
        joined((f"{month:%m/%Y}", ward, words, count))
        for ward, count in zip(wards, counts, strict=True)
        if count
    ]
