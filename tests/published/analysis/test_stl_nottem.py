"""STL of Nottingham's temperatures as R computes it (KN-31)."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from wardmote.analysis.decomposition import decompose

R_STL = {  # R 4.2.2: stl(nottem, s.window = 7, all jumps 1): season, trend, remainder
    1: (-7.925842695, 48.90187277, -0.37603007),
    2: (-9.138077513, 48.92852619, 1.00955132),
    120: (-9.404410669, 49.34887122, 1.95553945),
    240: (-10.821737206, 49.21868276, -0.59694556),
}


@pytest.mark.real_data
def test_decomposition_equals_r(real_data):
    with (real_data / "known_numbers" / "nottem.csv").open(newline="") as rows:
        values = np.array([float(row["y"]) for row in csv.DictReader(rows)])

    parts = decompose(values, window=7, robust=False)

    for month, expected in R_STL.items():
        found = [part[month - 1] for part in (parts.season, parts.trend, parts.remainder)]
        assert found == pytest.approx(expected, abs=1e-8)
