"""What a finding's sentence says of its difference: by the likely range, the family and the test.

A sentence may not call a difference ordinary where its own likely range leaves out no change.
"""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from wardmote.analysis.change import Change, compare_counts
from wardmote.analysis.months import Period
from wardmote.analysis.verbs import ALLOWED, Polarity, wrong_words
from wardmote.analysis.verdicts import judge_family
from wardmote.assessment.measures import measures_of
from wardmote.publish.pieces import plain
from wardmote.publish.strategic.wording import sentence

EARLIER = Period(date(2024, 9, 1), date(2025, 8, 1))
LATER = Period(date(2025, 9, 1), date(2026, 8, 1))


def said(change, *others):
    """The sentence about burglary, judged in a family with other changes."""
    judged, *_ = judge_family([change, *others])
    (measure,) = measures_of("police_uk", ["burglary"])
    wording = ALLOWED[judged.verdict, Polarity.LOWER_BETTER]
    one = SimpleNamespace(
        id="change-burglary",
        measure=measure,
        change=change,
        judged=judged,
        before=change.before,
        after=change.after,
        verdict=judged.verdict,
        because=judged.because,
        is_judged=True,
        must_say="",
        wording=wording,
    )
    told = plain(sentence(one))
    assert not wrong_words(told, wording)
    return told


def swinging(before, after, lower, ratio, upper, p):
    return Change(
        "",
        before,
        after,
        EARLIER,
        LATER,
        ratio=ratio,
        lower=lower,
        upper=upper,
        p=p,
        phi=1.4,
        lag1=0.1,
        df=44,
    )


QUIET = swinging(500, 500, 0.9, 1.0, 1.1, 0.99)


def test_a_range_about_no_change_is_within_the_swings_of_the_series():
    assert said(swinging(379, 355, 0.774, 0.937, 1.133, 0.49)) == (
        "Recorded burglary shows no clear change: 355 against 379 the year before, within the "
        "swings that this series has shown (likely range 23% fewer to 13% more)."
    )


def test_what_is_clear_only_by_itself_is_not_called_within_the_swings_and_says_its_side():
    more = said(swinging(2304, 2514, 1.02, 1.09, 1.17, 0.03), *[QUIET] * 41)

    assert more == (
        "Recorded burglary shows no clear change: 2,514 against 2,304 the year before. By itself "
        "it would be clear (likely range 2% to 17% more); among 42 tests made together, one such "
        "can come by chance."
    )
    fewer = said(swinging(1576, 1339, 0.74, 0.85, 0.98, 0.03), *[QUIET] * 41)
    assert "(likely range 2% to 26% fewer)" in fewer and "within the swings" not in fewer


def test_what_is_clear_and_under_three_per_cent_says_that_it_is_small():
    assert said(swinging(90_000, 92_000, 1.001, 1.022, 1.06, 0.001)).endswith(
        "the year before. It lies beyond this series' swings (likely range less than 1% to 6% "
        "more), but is smaller than 3%."
    )


def test_little_changed_says_how_near_to_no_change_it_lies():
    assert said(swinging(90_000, 91_800, 1.001, 1.02, 1.04, 0.001)).endswith(
        ", at most 5% from no change (likely range less than 1% to 4% more)."
    )


def test_every_test_that_assumes_independent_events_says_so_with_a_percentage_or_without():
    for before, after in ((32, 12), (34, 14), (12, 32), (20, 18)):
        told = said(compare_counts(before, after, earlier=EARLIER, later=LATER))

        assert "assuming independent events" in told, told
    assert "about 63% fewer (likely range" in said(
        compare_counts(32, 12, earlier=EARLIER, later=LATER)
    )


def test_a_rate_that_would_round_to_nothing_is_words_and_leads_nowhere() -> None:
    """As a linked number it would be printed with other places than its column has."""
    from wardmote.publish.pieces import Number
    from wardmote.publish.strategic.rates import _linked_rate

    one = SimpleNamespace(id="change-fraud")
    tiny, usual = SimpleNamespace(value=0.009), SimpleNamespace(value=7.83)

    assert _linked_rate(tiny, one) == "under 0.1"  # type: ignore[arg-type]
    assert isinstance(_linked_rate(usual, one), Number)  # type: ignore[arg-type]
