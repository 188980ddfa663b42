"""What a release prints, what it refuses, and what it says then."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import numpy as np
import pytest

from wardmote.disclosure import (
    LEGEND,
    CountTable,
    Dimension,
    PublishedTable,
    RandomRounding,
    Sensitivity,
    release,
    release_linked,
)
from wardmote.disclosure.log import witness_hashes
from wardmote.errors import DisclosureError

WARD = Dimension("ward", ("Bow", "Mile End", "Poplar"), total="All")
KIND = Dimension("category", ("Noise", "Litter", "Graffiti"), total="All kinds")
ORDER = {"sensitivity": Sensitivity.STANDARD, "user": "analyst", "as_of": date(2026, 4, 1)}
OPEN = {**ORDER, "sensitivity": Sensitivity.OPEN, "published_by": "Home Office, police.uk"}


def one_way(counts, **changed):
    return CountTable(changed.pop("title", "Table 4"), "reports", (WARD,), counts, **changed)


def printed(released):
    return list(released.published.values)


def test_table_without_small_counts_is_printed_whole_and_without_the_legend():
    released = release(one_way([0, 12, 40]), **ORDER)

    assert printed(released) == [0, 12, 40, 52]
    assert released.notes == ()


def test_small_count_goes_with_the_least_that_protects_it():
    released = release(one_way([3, 12, 40]), **ORDER)

    assert printed(released) == [None, None, 40, 55]
    assert released.notes == (LEGEND,)


def test_sensitive_counts_are_suppressed_below_ten():
    released = release(one_way([9, 12, 40]), **{**ORDER, "sensitivity": Sensitivity.SENSITIVE})

    assert printed(released)[0] is None
    assert released.log.threshold == 10


def test_single_figure_is_a_table_without_dimensions():
    shown = [
        release(CountTable("Reports", "reports", (), count), **ORDER).text()
        for count in (0, 4, 1234)
    ]

    assert shown == ["0", "suppressed", "1,234"]


def test_zeros_are_never_used_to_protect_when_zeros_are_published():
    table = CountTable("Table 4", "reports", (WARD, KIND), [[3, 0, 30], [0, 40, 50], [60, 0, 70]])

    released = release(table, **ORDER)

    assert all(
        released.value(ward, kind) == 0
        for ward, kind in [("Bow", "Litter"), ("Mile End", "Noise"), ("Poplar", "Litter")]
    )


def test_open_table_passes_whole_is_logged_and_names_its_publisher():
    released = release(one_way([1, 2, 40]), **OPEN)

    assert printed(released) == [1, 2, 40, 43]
    assert released.log.treatment == "open"
    assert released.log.parameters == {"published_by": "Home Office, police.uk"}


def test_open_table_without_a_publisher_is_refused():
    with pytest.raises(DisclosureError, match="nobody is named who has published it"):
        release(one_way([1, 2, 40]), **{**OPEN, "published_by": None})


def test_open_counts_are_known_to_the_attacker():
    everything = {"category": frozenset({"Outcome given", "rest"})}
    outcome = Dimension("category", ("Outcome given",))
    crimes = CountTable("police.uk", "crimes", (WARD,), [3, 30, 40], everything)
    outcomes = CountTable("Table 4", "crimes", (WARD, outcome), [[2], [9], [11]])

    alone = release(outcomes, **ORDER)
    with pytest.raises(DisclosureError, match="can be worked out") as refused:
        release(outcomes, earlier=(release(crimes, **OPEN),), **ORDER)

    assert printed(alone).count(None) == 2
    assert "Bow, Outcome given (Table 4)" in str(refused.value)  # never above the 3 that are known


def test_count_that_is_public_already_is_printed_again_and_not_relied_on():
    known = PublishedTable("Yearbook", "reports", (Dimension("ward", ("Mile End",)),), (12,))

    released = release(one_way([3, 12, 40]), earlier=(known,), **ORDER)

    assert printed(released) == [None, 12, None, 55]
    assert released.log.earlier_sha256 == (known.sha256,)


def test_small_count_that_its_publisher_has_printed_is_printed_again():
    known = PublishedTable(
        "police.uk", "reports", (Dimension("ward", ("Bow",)),), (3,), sensitivity=Sensitivity.OPEN
    )

    released = release(one_way([3, 12, 40]), earlier=(known,), **ORDER)

    assert printed(released) == [3, 12, 40, 55]


def test_same_table_released_again_is_the_same_table():
    table = CountTable("Table 4", "reports", (WARD, KIND), [[3, 20, 30], [17, 4, 50], [60, 18, 70]])
    first = release(table, **ORDER)

    again = release(table, earlier=(first,), **ORDER)

    assert again.published.sha256 == first.published.sha256


def test_restated_figures_do_not_stop_the_next_edition_and_are_counted():
    before = release(one_way([20, 12, 40]), **ORDER)

    after = release(one_way([21, 12, 40]), earlier=(before,), **ORDER)

    assert printed(after) == [21, 12, 40, 73]
    assert after.log.parameters["restated_earlier_figures"] == 2  # the ward and the total


def test_total_that_is_out_and_cannot_be_kept_by_other_cells_stops_the_table():
    whole = Dimension("ward", ("borough",), {"borough": frozenset(WARD.labels)})
    known = PublishedTable("Yearbook", "reports", (whole,), (4,))

    with pytest.raises(DisclosureError) as refused:
        release(one_way([1, 0, 3]), earlier=(known,), **ORDER)

    assert str(refused.value) == (
        "Table 4 cannot be published: numbers that must not be printed can be worked out from "
        "what would be out.\n"
        "  Bow (Table 4)    fewer than 5, or may be.\n"
        "  Poplar (Table 4)    fewer than 5, or may be.\n"
        "  Next      Combine these lines with a neighbour (merge=…), publish at a coarser level, "
        "or leave the table out."
    )


def quarter():
    month = Dimension("month", ("April", "May", "June"), total="Quarter")
    kind = Dimension("category", ("Noise", "Litter"), total="All kinds")
    return CountTable("Table 4", "reports", (month, kind), [[2, 0], [3, 0], [30, 40]])


def test_totals_are_withheld_where_cells_do_not_suffice():
    released = release(quarter(), **ORDER)

    # 75 less 70 leaves 5 for two months of at least 1 each: neither could be 5
    assert None in (released.value("June", "All kinds"), released.value("Quarter", "All kinds"))


def test_lines_are_merged_before_totals_are_withheld_where_that_is_allowed():
    released = release(quarter(), merge=("month",), **ORDER)

    assert released.published.dimensions[0].labels == ("April + May", "June")
    assert printed(released)[2:] == [5, 30, 40, 70, 35, 40, 75]  # no total is missing


def test_exposed_line_is_joined_to_its_smaller_neighbour():
    area = Dimension("area", ("Mile End", "Bow", "Poplar"))
    halves = Dimension("area", ("east",), {"east": frozenset({"Bow"})})
    known = PublishedTable(
        "Yearbook", "reports", (halves,), (8,), sensitivity=Sensitivity.OPEN, within=5
    )
    table = CountTable("Table 4", "reports", (area,), [19, 4, 21])

    with pytest.raises(DisclosureError, match=r"Bow \(Table 4\)    fewer than 5"):
        release(table, earlier=(known,), **ORDER)  # 8 give or take 5 is never 1
    released = release(table, earlier=(known,), merge=("area",), **ORDER)

    assert released.published.dimensions[0].labels == ("Mile End + Bow", "Poplar")
    assert printed(released) == [23, 21]


def test_three_crossed_dimensions_with_small_counts_are_refused_with_their_margins():
    month = Dimension("month", ("April", "May"))
    cube = CountTable("Table 4", "reports", (WARD, KIND, month), np.full((3, 3, 2), 4))

    with pytest.raises(DisclosureError) as refused:
        release(cube, **ORDER)

    message = str(refused.value)
    assert "crosses 3 dimensions and some of its counts are fewer than 5" in message
    assert "ward × category, ward × month, category × month" in message


def test_three_crossed_dimensions_without_small_counts_pass():
    month = Dimension("month", ("April", "May"))
    cube = CountTable("Table 4", "reports", (WARD, KIND, month), np.full((3, 3, 2), 40))

    assert None not in printed(release(cube, **ORDER))


def test_time_limit_means_not_publishable():
    with pytest.raises(DisclosureError) as refused:
        release(one_way([3, 12, 40]), time_limit_seconds=0, **ORDER)

    assert "Table 4 cannot be published: it was not proved safe in time." in str(refused.value)
    assert refused.value.exit_code == 14


def test_tables_that_contradict_each_other_are_refused_with_the_cells():
    tables = one_way([30, 12, 40]), one_way([31, 12, 40], title="Table 5")

    with pytest.raises(DisclosureError, match="they contradict each other") as refused:
        release_linked(tables, **ORDER)

    assert "Bow (Table 5)    differs from Bow (Table 4)." in str(refused.value)


def test_tables_of_different_subjects_are_not_released_together():
    other = CountTable("Table 5", "crimes", (WARD,), [20, 30, 40])

    with pytest.raises(DisclosureError, match="crimes; reports"):
        release_linked((one_way([20, 30, 40]), other), **ORDER)


def test_table_that_does_not_say_what_it_covers_is_refused():
    month = Dimension("month", ("April", "May"))
    by_month = CountTable("Table 5", "reports", (month,), [40, 42])

    with pytest.raises(DisclosureError) as refused:
        release_linked((one_way([30, 12, 40]), by_month), **ORDER)

    assert "Table 4    does not say which month it covers, and another table does." in str(
        refused.value
    )


def test_earlier_table_of_another_subject_or_another_year_is_not_weighed():
    this = one_way([3, 12, 40], scope={"period": {"2025-26"}})
    last = PublishedTable("Old", "reports", (WARD,), (1, 2, 3, 6), {"period": {"2024-25"}})
    other = PublishedTable("Other", "crimes", (WARD,), (3, 12, 40, 55))

    released = release(this, earlier=(last, other), **ORDER)

    assert released.log.earlier_sha256 == ()


def test_log_names_rule_threshold_user_date_and_hash_of_the_published_bytes():
    released = release(one_way([3, 12, 40]), **ORDER)

    log = released.log.as_plain()

    assert log["rule_set"] == "wardmote-disclosure-1"
    assert (log["sensitivity"], log["threshold"], log["treatment"]) == ("standard", 5, "exact")
    assert (log["user"], log["as_of"]) == ("analyst", "2026-04-01")
    assert log["table_sha256"] == hashlib.sha256(released.published.canonical()).hexdigest()
    assert len(log["witness_sha256"]) == 2
    assert json.dumps(log)


def test_log_never_holds_a_true_count_nor_its_hash():
    true = np.array([3, 12, 40])
    released = release(one_way(true), **ORDER)

    assert hashlib.sha256(true.astype("<i8").tobytes()).hexdigest() not in str(released.log)
    assert witness_hashes([true], true) == ()


def test_published_log_leaves_out_who_and_the_witnesses():
    released = release(one_way([3, 12, 40]), **ORDER)

    assert {"user", "witness_sha256"}.isdisjoint(released.log.for_publication())
    assert released.log.for_publication()["table_sha256"] == released.published.sha256


def test_same_release_gives_the_same_log():
    table = CountTable("Table 4", "reports", (WARD, KIND), [[3, 20, 30], [17, 4, 50], [60, 18, 70]])

    assert release(table, **ORDER).log == release(table, **ORDER).log


ROUNDING = RandomRounding(b"a secret of sixteen bytes")


def test_table_is_exact_or_rounded_and_never_both():
    exact = release(one_way([3, 12, 40]), **ORDER)
    rounded = release(one_way([3, 12, 40], title="Table 5"), rounding=ROUNDING, **ORDER)

    with pytest.raises(DisclosureError, match="cannot be published rounded: Table 4 has the same"):
        release(one_way([3, 12, 40], title="Table 5"), rounding=ROUNDING, earlier=(exact,), **ORDER)
    with pytest.raises(DisclosureError, match="cannot be published exactly: Table 5 has the same"):
        release(one_way([3, 12, 40]), earlier=(rounded,), **ORDER)


def test_rounded_table_says_that_additivity_is_lost_and_suppresses_nothing():
    released = release(one_way([3, 12, 40]), rounding=ROUNDING, **ORDER)

    assert None not in printed(released)
    assert released.log.treatment == "rounded"
    assert released.notes == (
        "Counts are randomly rounded to 5, each by itself: they may not add up.",
    )
    assert released.log.witness_sha256 == ()


def test_sensitive_counts_are_not_rounded():
    with pytest.raises(DisclosureError, match="its counts are sensitive"):
        release(
            one_way([3, 12, 40]),
            rounding=ROUNDING,
            **{**ORDER, "sensitivity": Sensitivity.SENSITIVE},
        )


def test_rounded_table_that_closes_in_on_a_suppressed_count_is_refused():
    exact = release(CountTable("Table 4", "reports", (WARD,), [3, 12, 40]), **ORDER)
    finer = CountTable(
        "Table 5",
        "reports",
        (Dimension("ward", ("Bow",)), Dimension("sex", ("women", "men"))),
        [[1, 2]],
    )
    covered = PublishedTable(
        "Table 4",
        "reports",
        (WARD,),
        exact.published.values,
        {"sex": frozenset({"women", "men"})},
    )

    with pytest.raises(DisclosureError, match="would close in on numbers"):
        release(finer, rounding=RandomRounding(ROUNDING.key, base=2), earlier=(covered,), **ORDER)
