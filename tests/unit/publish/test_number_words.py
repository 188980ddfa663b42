"""Numbers, months and ranges as sentences print them."""

from __future__ import annotations

import locale
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.errors import ConfigurationError
from wardmote.publish import words


@pytest.mark.parametrize(
    ("number", "places", "printed"),
    [
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-2.5, 0, "−3"),
        (2.675, 2, "2.68"),
        (-0.04, 1, "0.0"),
        (1_234_567, 0, "1,234,567"),
    ],
)
def test_rounding_is_half_away_from_zero_as_by_hand(number, places, printed):
    assert words.decimal(number, places) == printed


@given(st.integers(-(10**9), 10**9))
def test_a_count_reads_back_as_itself(number):
    printed = words.count(number)

    assert int(printed.replace(",", "").replace(words.MINUS, "-")) == number


@given(st.floats(0.01, 99.99))
def test_no_share_short_of_all_or_nothing_is_printed_as_all_or_nothing(share):
    assert words.percent(share) not in ("0%", "100%")


def test_exactly_none_and_all_are_printed_as_that():
    assert (words.percent(0), words.percent(100)) == ("0%", "100%")


@given(st.floats(1e-6, 0.5))
def test_about_one_in_is_never_far_from_the_share(share):
    top, _, bottom = words.about_one_in(share).removeprefix("about ").partition(" in ")
    said = int(top) / int(bottom.replace(",", ""))

    assert abs(said / share - 1) <= 1 / 6


@pytest.mark.parametrize("share", [0, -0.1, 0.51, 1])
def test_about_one_in_refuses_what_it_cannot_say(share):
    with pytest.raises(ConfigurationError, match="Say it as a percentage"):
        words.about_one_in(share)


@pytest.mark.parametrize(
    ("lower", "upper", "said"),
    [  # product.md 2.3, sentences 1, 1b and 3
        (1.06, 1.14, "6% to 14%"),
        (0.67, 1.05, "33% fewer to 5% more"),
        (0.79, 1.24, "21% fewer to 24% more"),
    ],
)
def test_likely_ranges_read_as_the_good_sentences_do(lower, upper, said):
    assert words.likely_range(lower, upper) == said


def test_changes_read_as_the_good_sentences_do():
    assert words.change(9396, 10330) == "about 10% more"
    assert words.change(3003, 2527) == "about 16% fewer"


def test_no_percentage_stands_on_an_earlier_count_below_thirty():
    assert words.change(29, 90) == ""
    assert words.change(30, 90) == "about 200% more"


@pytest.mark.parametrize(
    ("on", "age"),
    [
        (date(2024, 4, 30), "less than a month old"),
        (date(2024, 5, 9), "less than a month old"),
        (date(2024, 5, 31), "one month old"),
        (date(2024, 11, 22), "seven months old"),
        (date(2026, 3, 30), "23 months old"),
        (date(2026, 4, 30), "two years old"),
    ],
)
def test_data_age_counts_from_the_last_day_of_the_last_month(on, age):
    assert words.data_age("2024-04", on) == age


def test_data_from_the_future_are_refused_with_both_dates():
    with pytest.raises(ConfigurationError) as refusal:
        words.data_age("2024-04", date(2024, 4, 29))

    assert "data to April 2024" in str(refusal.value)
    assert "Give a later assessment date" in str(refusal.value)


@pytest.mark.parametrize("wrong", ["2024-13", "April 2024", "2024", "24-04", ""])
def test_what_is_not_a_month_is_refused_with_the_form(wrong):
    with pytest.raises(ConfigurationError, match="YYYY-MM"):
        words.month(wrong)


def test_month_names_do_not_follow_the_machine():
    there = [name for name in ("cy_GB.utf8", "fr_FR.utf8", "de_DE.utf8") if _has(name)]
    for name in there:
        locale.setlocale(locale.LC_TIME, name)
    try:
        assert words.month("2024-03") == "March 2024"
        assert words.short_month(date(2024, 12, 5)) == "Dec 2024"
    finally:
        locale.setlocale(locale.LC_TIME, "C")


def _has(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    return True


def test_a_list_of_names_reads_as_a_sentence():
    assert words.listed([]) == ""
    assert words.listed(["Luton"]) == "Luton"
    assert words.listed(["Luton", "Bedford"], joined_by="or") == "Luton or Bedford"
