"""Contributions to change: in counts, exact, with shares only where they mean something."""

from __future__ import annotations

import pytest

from wardmote.analysis.contribution import contributions_to_change
from wardmote.errors import AnalysisError


def test_parts_come_largest_change_first_and_then_by_name():
    found = contributions_to_change({"b": 5, "a": 5, "c": 9}, {"b": 7, "a": 3, "c": 14})

    assert [part.name for part in found.parts] == ["c", "a", "b"]


def test_a_part_in_one_period_only_counts_nothing_in_the_other():
    found = contributions_to_change({"domestic": 40}, {"home": 30, "outbuilding": 12})

    assert {part.name: part.change for part in found.parts} == {
        "domestic": -40,
        "home": 30,
        "outbuilding": 12,
    }
    assert found.net == 2


def test_the_rest_is_one_part_so_that_the_table_still_adds_up():
    before, after = dict.fromkeys("abcdef", 10), dict(zip("abcdef", range(9, 15), strict=True))
    found = contributions_to_change(before, after)

    shown = found.largest(2)

    assert shown[-1].name == "all 4 others"
    assert sum(part.change for part in shown) == found.net == 9
    assert found.largest(6) == found.parts


@pytest.mark.parametrize(
    ("after", "has_shares"),
    [
        pytest.param({"a": 12, "b": 14}, True, id="one sign"),
        pytest.param({"a": 16, "b": 8}, True, id="net half of gross"),
        pytest.param({"a": 15, "b": 8}, False, id="net under half of gross"),
        pytest.param({"a": 20, "b": 0}, False, id="no net change"),
        pytest.param({"a": 10, "b": 10}, False, id="no change"),
    ],
)
def test_shares_are_given_only_where_parts_do_not_cancel(after, has_shares):
    found = contributions_to_change({"a": 10, "b": 10}, after)

    assert found.has_shares is has_shares
    shares = [found.share(part) for part in found.parts]
    if has_shares:
        assert sum(shares) == pytest.approx(1)
    else:
        assert shares == [None, None]


def test_parts_that_do_not_add_up_to_the_whole_are_refused():
    with pytest.raises(AnalysisError, match="do not make up a whole") as refusal:
        contributions_to_change({"a": 10}, {"a": 12}, total=(10, 13))

    assert "after    parts 12, whole 13" in str(refusal.value)
    assert "rows without a place" in str(refusal.value)
    assert len(refusal.value.faults) == 1


@pytest.mark.parametrize("count", [-1, 0.5])
def test_counts_that_are_not_counts_are_refused(count):
    with pytest.raises(AnalysisError, match="a before    not a whole number"):
        contributions_to_change({"a": count}, {"a": 1})
