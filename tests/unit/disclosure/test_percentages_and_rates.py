"""Percentages and rates of released counts."""

from __future__ import annotations

from datetime import date

import pytest

from wardmote.disclosure import (
    LEGEND,
    CountTable,
    Dimension,
    RandomRounding,
    Sensitivity,
    counts_given_back,
    percentage,
    rate,
    release,
    stated_percentage,
)
from wardmote.errors import DisclosureError

ORDER = {"sensitivity": Sensitivity.STANDARD, "user": "analyst", "as_of": date(2026, 4, 1)}
STANDARD = Sensitivity.STANDARD


def released(counts, **more):
    ward = Dimension("ward", tuple(f"ward {i}" for i in range(len(counts))), total="All")
    return release(CountTable("Table 4", "reports", (ward,), counts), **ORDER, **more)


@pytest.mark.parametrize(
    ("counts", "text", "remark"),
    [
        ([14, 15], "not shown", "base below 30"),
        ([15, 15], "50%", "base below 100"),
        ([33, 66], "33%", "base below 100"),
        ([25, 75], "25%", ""),
        ([1, 199], "1%", ""),
    ],
    ids=["29", "30", "99", "100", "200"],
)
def test_percentage_by_size_of_its_base(counts, text, remark):
    if min(counts) < 5:
        figure = percentage(released(counts), ("ward 0",), ("All",))
        assert (figure.text, figure.remark, figure.value) == ("suppressed", LEGEND, None)
    else:
        figure = percentage(released(counts), ("ward 0",), ("All",))
        assert (figure.text, figure.remark) == (text, remark)


def test_half_rounds_up_whatever_binary_says():
    figure = percentage(released([43, 757, 800]), ("ward 0",), ("All",), decimals=2)

    assert figure.text == "2.69%"  # 43 of 1,600 is 2.6875
    assert percentage(released([25, 375]), ("ward 0",), ("All",), decimals=1).text == "6.3%"


def test_percentage_of_rounded_counts_says_so():
    table = released([250, 750], rounding=RandomRounding(b"a secret of sixteen bytes"))

    assert percentage(table, ("ward 0",), ("All",)).remark == "from rounded counts"
    assert rate(table, ("ward 0",), 10_000).remark == "from rounded counts"


@pytest.mark.parametrize(
    ("count", "text", "remark"),
    [
        (19, "9.5", "unreliable: fewer than 20 events"),
        (20, "10.0", ""),
        (84, "42.0", ""),
    ],
)
def test_rate_on_few_events_is_called_unreliable(count, text, remark):
    figure = rate(released([count, 500]), ("ward 0",), 2_000)

    assert (figure.text, figure.remark) == (text, remark)


def test_rate_without_a_denominator_is_refused():
    with pytest.raises(DisclosureError, match="denominator is not above zero"):
        rate(released([84, 500]), ("ward 0",), 0)


@pytest.mark.parametrize(
    ("percent", "base", "counts"),
    [
        ("7.5", 40, [3]),
        ("8", 40, [3]),
        ("1", 400, [2, 3, 4, 5, 6]),
        ("0", 1_000, [0, 1, 2, 3, 4, 5]),
        ("100", 40, [40]),
        ("7.4", 40, [2, 3]),  # a weighted share between two counts
    ],
)
def test_counts_that_a_percentage_may_stand_for(percent, base, counts):
    assert list(counts_given_back(percent, base)) == counts


@pytest.mark.parametrize(
    ("percent", "count", "base", "decimals", "text"),
    [
        (7.5, 3, 40, 1, "suppressed"),
        (92.5, 37, 40, 1, "suppressed"),  # the rest of the base is small
        (0.3, 3, 1_000, 0, "0%"),  # 0 to 5: nobody can tell
        (0.3, 3, 1_000, 1, "suppressed"),
        (7.2, 3, 40, 1, "suppressed"),  # weighted: 2.9 of 40 is as good as 3
        (0.0, 0, 40, 0, "0%"),
        (12.5, 5, 40, 1, "12.5%"),
        (20.0, 4, 20, 0, "not shown"),
    ],
)
def test_stated_percentage_is_suppressed_where_it_gives_back_a_small_count(
    percent, count, base, decimals, text
):
    figure = stated_percentage(percent, count, base, sensitivity=STANDARD, decimals=decimals)

    assert figure.text == text


def test_sensitive_percentages_are_suppressed_further():
    assert stated_percentage(12.5, 5, 40, sensitivity=STANDARD, decimals=1).text == "12.5%"
    sensitive = stated_percentage(12.5, 5, 40, sensitivity=Sensitivity.SENSITIVE, decimals=1)
    assert sensitive.text == "suppressed"


@pytest.mark.parametrize(("percent", "count", "base"), [(50, 41, 40), (101, 4, 40), (5, -1, 40)])
def test_percentage_that_does_not_fit_its_count_is_refused(percent, count, base):
    with pytest.raises(DisclosureError, match="do not fit"):
        stated_percentage(percent, count, base, sensitivity=STANDARD)
