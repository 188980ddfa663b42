"""The rule in a few numbers."""

from __future__ import annotations

import pytest

from wardmote.disclosure import LEGEND, SYMBOL, Sensitivity


@pytest.mark.parametrize(("name", "threshold"), [("open", 0), ("standard", 5), ("sensitive", 10)])
def test_threshold_of_a_class(name, threshold):
    assert Sensitivity(name).threshold == threshold


def test_one_symbol_and_one_legend_for_small_and_protecting_cells():
    assert SYMBOL == "suppressed"
    assert LEGEND == "suppressed (small number, or to protect one)"
