"""Kills ingests at random moments and looks at the store after each; run as a script.

Usage: python killed_ingests.py FOLDER TIMES SEED

Every round writes three files (street, outcomes, stop and search) that hold as many rows
as the round's number, starts an ingest of them in a child process, and kills it with
SIGKILL. Then another child opens the store: the newest evidence version must hold one
round's rows in all three tables, never parts of two. Every tenth round is let finish, and
says how long an ingest takes by then. Prints one line a round.
"""

from __future__ import annotations

import csv
import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

from conftest import OUTCOMES, SEARCHES, STREET, crime_id, outcome_row, search_row, street_row

FIRST_ROWS = 100
FINISHES_EVERY = 10  # a machine grows busy or idle: how long an ingest takes is asked again
KINDS = (
    ("street", STREET, street_row),
    ("outcomes", OUTCOMES, outcome_row),
    ("stop-and-search", SEARCHES, search_row),
)


def write_round(folder: Path, number: int) -> None:
    """Three files with as many rows as the round says."""
    for kind, header, make in KINDS:
        path = folder / f"2024-03-northshire-{kind}.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, header, extrasaction="ignore")
            writer.writeheader()
            for row in range(FIRST_ROWS + number):
                writer.writerow(make(**{"Crime ID": crime_id(number, row)}))


def ingest_round(workspace: Path, folder: Path) -> None:
    """What an ingest does, all imports included."""
    from wardmote.evidence.ingest import Request, ingest
    from wardmote.evidence.sources import police_uk
    from wardmote.evidence.store import Store

    ingest(
        Store(workspace / "evidence"),
        Request((folder,), date(2026, 11, 22)),
        sources=[police_uk.SOURCE],
    )


def rows_held(workspace: Path) -> tuple[int, ...]:
    """Version number, then rows of the three tables; (0,) before the first version."""
    from wardmote.evidence.reader import Evidence
    from wardmote.evidence.store import Store

    store = Store(workspace / "evidence")
    if store.version() is None:
        return (0,)
    evidence = Evidence(store)
    counts = [
        evidence.con.execute(f"SELECT count(*) FROM {table}").fetchone()
        for table in ("incidents", "outcomes", "searches")
    ]
    return (evidence.version.number, *(one[0] for one in counts if one))


def in_child(work: object, *args: object, kill_after: float | None = None) -> int:
    """Run in a forked child; its exit status, or -9 if it was killed in time."""
    child = os.fork()
    if child == 0:
        try:
            work(*args)  # type: ignore[operator]
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", flush=True)
            os._exit(1)
        os._exit(0)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def look(workspace: Path, before: int) -> None:
    """Print what the store holds; fail unless it is one round, whole."""
    held = rows_held(workspace)
    whole = len(set(held[1:])) == 1 and held[0] in (before, before + 1)
    print(*held, "whole" if whole else "BROKEN", flush=True)
    (workspace / "seen").write_text(str(held[0]), encoding="utf-8")
    os._exit(0 if whole else 3)


def main(folder: Path, times: int, seed: int) -> None:
    """Kill as many ingests as asked at moments spread over the time that one takes."""
    import duckdb  # noqa: F401
    import filelock  # noqa: F401
    import pyarrow.parquet  # noqa: F401

    import wardmote.evidence.ingest  # noqa: F401

    workspace, files = folder / "workspace", folder / "files"
    workspace.mkdir(parents=True)
    files.mkdir()
    chance, before, killed, needed = random.Random(seed), 0, 0, 0.0
    for number in range(times + 1):
        write_round(files, number)
        finishes = number % FINISHES_EVERY == 0
        kill_after = None if finishes else chance.uniform(0.1, 1.1) * needed
        started = time.perf_counter()
        status = in_child(ingest_round, workspace, files, kill_after=kill_after)
        if finishes:
            needed = time.perf_counter() - started
        killed += status == -signal.SIGKILL
        expected = (0,) if finishes else (0, -signal.SIGKILL)
        if status not in expected or in_child(look, workspace, before) != 0:
            sys.exit(f"round {number}: ingest ended with {status}, store is not whole")
        now = int((workspace / "seen").read_text(encoding="utf-8"))
        if finishes and now != before + 1:
            sys.exit(f"round {number}: ingest was let finish, and version {now} stands")
        before = now
    print(f"{times} rounds, {killed} killed in time, version {before} stands")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
