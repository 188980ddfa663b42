"""A sub-category's change beside its siblings and its parent."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.analysis.change import compare_years
from wardmote.analysis.months import months_from
from wardmote.analysis.siblings import judge_with_siblings, offsetting_parts
from wardmote.analysis.verdicts import judge_family
from wardmote.errors import AnalysisError

MONTHS = months_from(date(2024, 3, 1), 24)


def family(**levels):
    """Judged changes of steady series: name = (a month before, a month after)."""
    changes = [
        compare_years([before] * 12 + [after] * 12, MONTHS, name=name)
        for name, (before, after) in levels.items()
    ]
    return judge_family(changes)


def test_parts_that_offset_must_be_said():
    homes, sheds, parent = family(homes=(64, 48), sheds=(52, 67), residential=(116, 115))

    reading = judge_with_siblings(homes, [sheds], parent)

    assert not reading.may_stand_alone
    assert reading.offset_by == (sheds,)
    assert reading.must_say == (
        "homes 192 fewer, sheds 180 more: together residential shows no clear change"
    )
    assert offsetting_parts(parent, [sheds, homes]) == (homes, sheds)


def test_a_part_that_moves_with_its_parent_may_stand_alone():
    homes, sheds, parent = family(homes=(64, 40), sheds=(52, 44), residential=(116, 84))

    assert judge_with_siblings(homes, [sheds], parent).may_stand_alone
    assert offsetting_parts(parent, [homes, sheds]) == ()


def test_a_small_sibling_going_the_other_way_does_not_offset():
    homes, sheds, parent = family(homes=(164, 100), sheds=(20, 30), residential=(184, 130))

    assert judge_with_siblings(homes, [sheds], parent).may_stand_alone


def test_a_part_whose_parent_does_not_move_with_it_says_so():
    homes, sheds, parent = family(homes=(30, 18), sheds=(900, 900), residential=(930, 918))

    reading = judge_with_siblings(homes, [sheds], parent)

    assert reading.must_say == "homes 144 fewer, within residential, which changed little"


def test_parts_that_offset_are_said_though_the_parent_moved():
    homes, sheds, parent = family(homes=(200, 100), sheds=(100, 155), residential=(300, 255))

    assert judge_with_siblings(homes, [sheds], parent).offset_by == (sheds,)


def test_a_part_with_no_clear_change_needs_nothing_beside_it():
    homes, sheds, parent = family(homes=(64, 62), sheds=(52, 53), residential=(116, 115))

    assert judge_with_siblings(homes, [sheds], parent).may_stand_alone


def test_a_missing_part_is_refused_as_it_may_be_the_one_that_offsets():
    homes, parent = family(homes=(64, 48), residential=(116, 115))

    with pytest.raises(AnalysisError) as refusal:
        judge_with_siblings(homes, [], parent)

    assert "The parts of residential do not add up to it." in str(refusal.value)
    assert "before    parts 768, residential 1,392" in str(refusal.value)
    assert "after    parts 576, residential 1,380" in str(refusal.value)
