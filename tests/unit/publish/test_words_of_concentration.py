"""How far records are concentrated: whole places beside whole places, then beside now."""

from __future__ import annotations

import re

import numpy as np
import pytest

from wardmote.analysis.concentration import measure_concentration, persistence
from wardmote.assessment.places_found import ConcentrationFound
from wardmote.publish.pieces import plain
from wardmote.publish.strategic.places import concentration_row, concentration_sentence

BEFORE = {f"E0100{place:04}": 20 if place < 9 else 2 for place in range(84)}
NOW = {code: 3 if place else 1 for place, code in enumerate(BEFORE)}


def found(*, is_lasting=True):
    lasting = persistence(BEFORE, NOW, top=0.1) if is_lasting else None
    measured = measure_concentration(list(NOW.values()), top=0.1)
    return ConcentrationFound("bicycle theft", "bicycle_theft", measured, lasting)


def test_the_chance_in_the_sentence_is_that_of_the_whole_places_in_it():
    drawn = np.random.default_rng(7).multinomial(250, np.ones(84) / 84, size=4_000)
    eight = 100 * np.sort(drawn, axis=1)[:, -8:].sum(axis=1).mean() / 250

    told = plain(concentration_sentence(found()))

    match = re.fullmatch(r"Eight of 84 LSOAs hold 10% of bicycle theft; .* about (\d+)%\.", told)
    assert match is not None, told
    assert int(match[1]) == round(eight)
    assert found().now.whole_chance < found().now.chance - 0.005  # 8 places, not 8.4


def test_leading_places_are_told_with_the_share_that_they_had_and_have():
    cells = concentration_row(found()).cells

    assert cells[-2] == "48%, then 9%"
    assert re.fullmatch(r"\d of 8", str(cells[-1]))


def test_without_enough_the_year_before_nothing_is_said_of_lasting():
    assert concentration_row(found(is_lasting=False)).cells[-2:] == ("not enough held",) * 2


@pytest.mark.parametrize("top", [0.1, 0.25])
def test_whole_chance_is_chance_where_the_top_is_a_whole_number_of_places(top):
    measured = measure_concentration([5, 1, 0, 2] * 20, top=top)

    assert measured.whole_chance == pytest.approx(measured.chance)
