"""Random rounding: unbiased, the same everywhere, and a secret's work."""

from __future__ import annotations

import numpy as np
import pytest

from wardmote.disclosure import CountTable, Dimension, RandomRounding
from wardmote.errors import DisclosureError

ROUNDING = RandomRounding(b"a secret of sixteen bytes")


def table_of(counts, title="Table 4"):
    ward = Dimension("ward", tuple(f"ward {i}" for i in range(len(counts))), total="All")
    return CountTable(title, "reports", (ward,), counts)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 7, 23])
def test_rounded_count_is_a_neighbouring_multiple_and_right_on_average(count):
    rounded = ROUNDING.rounded(table_of([count] * 1_000))[:-1]

    assert set(rounded % 5) == {0}
    assert np.abs(rounded - count).max() <= 4
    # each is count with sd at most 2.45: four standard errors of the mean of 1,000
    assert rounded.mean() == pytest.approx(count, abs=4 * 2.45 / 1_000**0.5)


def test_same_records_are_rounded_alike_whatever_the_table_is_called():
    east = Dimension("ward", ("Bow", "Mile End"), total="East")
    alone = Dimension("ward", ("the east",), {"the east": frozenset({"Bow", "Mile End"})})
    for counts in ([3, 4], [1, 1], [11, 12], [6, 8], [2, 0], [9, 9]):
        one = ROUNDING.rounded(CountTable("Table 4", "reports", (east,), counts))
        other = ROUNDING.rounded(CountTable("Table 9", "reports", (alone,), [sum(counts)]))
        assert one[-1] == other[0]


def test_another_key_rounds_otherwise():
    counts = table_of([2] * 200)

    mine, other = (
        RandomRounding(key).rounded(counts) for key in (b"sixteen bytes one", b"sixteen bytes two")
    )

    assert (mine != other).any()


def test_key_is_never_shown():
    assert "secret" not in repr(ROUNDING)


@pytest.mark.parametrize(("key", "base"), [(b"short", 5), (b"long enough, I think", 1)])
def test_rounding_without_a_secret_or_a_base_is_refused(key, base):
    with pytest.raises(DisclosureError, match="has no secret, or no base"):
        RandomRounding(key, base)
