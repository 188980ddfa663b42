"""A real table of several hundred cells, as if it were the council's own and sensitive."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from time import process_time

import numpy as np
import pytest

from property.disclosure.attacker import Attacker, small_groups
from wardmote.disclosure import CountTable, Dimension, Sensitivity, release

TOWER_HAMLETS = "tower_hamlets/mps_ward_month_minor_2010-04_2026-02.csv"
BUDGET_SECONDS = 5  # statistics.md S5, of the processor: the machine may be busy
ATTACKED = 15


@pytest.fixture(scope="module")
def wards_by_offence(real_data):
    counts = Counter()
    with (real_data / TOWER_HAMLETS).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "202503" <= row["month"] <= "202602":
                counts[row["wardname"], row["minortext"]] += int(row["count"])
    wards = sorted({ward for ward, _ in counts})
    offences = sorted({offence for _, offence in counts})
    return CountTable(
        "Wards by offence",
        "offences",
        (
            Dimension("ward", tuple(wards), total="Tower Hamlets"),
            Dimension("offence", tuple(offences), total="All offences"),
        ),
        [[counts[ward, offence] for offence in offences] for ward in wards],
    )


@pytest.mark.real_data
@pytest.mark.slow
def test_small_counts_of_real_wards_stay_open_within_the_budget(wards_by_offence):
    table = wards_by_offence
    started = process_time()
    released = release(
        table, sensitivity=Sensitivity.SENSITIVE, user="analyst", as_of=date(2026, 4, 1)
    )
    spent = process_time() - started

    small = list(small_groups(table, 10))
    attacker = Attacker([released.published])
    for index in np.random.default_rng(1).choice(len(small), ATTACKED, replace=False):
        place, group, _ = small[index]
        low, high = attacker.bounds(group)
        assert low <= 1 + 1e-6, place
        assert high >= 10 - 1e-6, place
    assert spent < BUDGET_SECONDS
    assert released.value("Tower Hamlets", "All offences") == table.counts.sum()
