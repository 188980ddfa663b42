"""How long the proof takes: two-way tables of 1,000 cells, and three margins of one cube.

Run with ``python -m benchmarks.disclosure``; it prints rows of Markdown. The budget is
5 seconds for a two-way table of 1,000 cells (statistics.md S5). Counts are drawn at
random, seeded, from very sparse to hardly any small ones.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter, process_time

import numpy as np

from wardmote.disclosure import CountTable, Dimension, Sensitivity, release, release_linked

SEED = 2026
WARDS, CATEGORIES, MONTHS = 50, 20, 12
BUDGET_SECONDS = 5.0
STANDARD = {
    "sensitivity": Sensitivity.STANDARD,
    "user": "benchmark",
    "as_of": date(2026, 4, 1),
    "time_limit_seconds": 300.0,
}


def along(name: str, count: int) -> Dimension:
    return Dimension(name, tuple(f"{name} {i}" for i in range(count)), total=f"all {name}s")


def two_way(mean: float) -> CountTable:
    chance = np.random.default_rng(SEED)
    busy, common = chance.gamma(1, 1, (WARDS, 1)), chance.gamma(0.7, 1.4, CATEGORIES)
    counts = chance.poisson(mean * busy * common)
    return CountTable("Table", "reports", (along("ward", WARDS), along("kind", CATEGORIES)), counts)


def cube() -> CountTable:
    chance = np.random.default_rng(SEED)
    busy, common = chance.gamma(1, 1, (20, 1, 1)), chance.gamma(0.7, 1.4, (1, 1, 14))
    counts = chance.poisson(6 * busy * common * np.ones((1, MONTHS, 1)))
    return CountTable(
        "Cube", "reports", (along("ward", 20), along("month", MONTHS), along("kind", 14)), counts
    )


def three_margins() -> None:
    whole = cube()
    margins = [
        whole.margin("month", "kind"),
        whole.margin("ward", "kind"),
        whole.margin("ward", "month"),
    ]
    release_linked(margins, finest=whole, **STANDARD)


def timed(work: Callable[[], object]) -> str:
    """Seconds on the clock and of the processor: on a busy machine they are far apart."""
    started, worked = perf_counter(), process_time()
    work()
    return f"{perf_counter() - started:.1f} | {process_time() - worked:.1f}"


def main() -> None:
    release(two_way(100), **STANDARD)  # imports are not what is measured
    print("| tables | cells | small | seconds | of the processor | budget |")
    print("|---|---:|---:|---:|---:|---:|")
    for mean in (2, 20, 60, 200):
        table = two_way(mean)
        small = int(((table.grid > 0) & (table.grid < 5)).sum())
        seconds = timed(lambda table=table: release(table, **STANDARD))
        cells = table.counts.size
        print(
            f"| two-way, mean count {mean} | {cells:,} | {small} | {seconds} | {BUDGET_SECONDS:g} |"
        )
    small = sum(
        int(((m.grid > 0) & (m.grid < 5)).sum())
        for m in (cube().margin("ward", "kind"), cube().margin("month", "kind"))
    )
    print(f"| three margins of 20 × 12 × 14 | 688 | {small} | {timed(three_margins)} | |")


if __name__ == "__main__":
    main()
