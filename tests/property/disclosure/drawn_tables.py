"""Tables drawn at random: wards in halves of a borough, by category, with totals."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from wardmote.disclosure import CountTable, Dimension, Sensitivity

COUNTED = "reports to the council"
CLASSES = st.sampled_from([Sensitivity.STANDARD, Sensitivity.SENSITIVE])
# many zeros and small numbers, some of each size: where suppression goes wrong
COUNTS = st.one_of(
    st.integers(0, 3), st.just(0), st.just(1), st.integers(0, 12), st.integers(0, 60)
)


def wards(count, *, nested):
    labels = tuple(f"ward {i}" for i in range(count))
    half = count // 2
    groups = {"north": labels[:half], "south": labels[half:]} if nested and half else {}
    return Dimension("area", labels, groups=groups, total="borough")


def categories(count):
    return Dimension("category", tuple(f"kind {i}" for i in range(count)), total="all kinds")


@st.composite
def two_way_tables(draw, *, largest=(6, 5), counts=COUNTS, scope=None):
    rows, columns = draw(st.integers(2, largest[0])), draw(st.integers(1, largest[1]))
    drawn = draw(st.lists(counts, min_size=rows * columns, max_size=rows * columns))
    return CountTable(
        "Table 4",
        COUNTED,
        (wards(rows, nested=draw(st.booleans())), categories(columns)),
        np.array(drawn).reshape(rows, columns),
        scope or {},
    )
