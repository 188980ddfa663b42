"""Running a command as a whole process and measuring it."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Seconds and peak memory of several runs of one thing.

    Seconds of the processor, all cores together, say more than the clock where others work on
    the same machine.
    """

    name: str
    seconds: tuple[float, ...]
    processor: tuple[float, ...]
    peak_megabytes: float | None = None

    @property
    def median(self) -> float:
        """Median of the runs: a shared machine has slow moments."""
        return statistics.median(self.seconds)

    def row(self, beside: Measured | None = None) -> str:
        """A row of a Markdown table."""
        memory = "" if self.peak_megabytes is None else f"{self.peak_megabytes:,.0f} MB"
        ratio = "" if beside is None else f"{self.median / beside.median:.2f}×"
        span = f"{min(self.seconds):.2f}–{max(self.seconds):.2f}"
        work = f"{statistics.median(self.processor):.2f} s"
        return f"| {self.name} | {self.median:.2f} s | {span} | {work} | {ratio} | {memory} |"


NO_COMPILED_FILES = "PYTHONDONTWRITEBYTECODE"
HEADER = (
    "| what | median | range | processor | against the peer | peak memory |\n"
    "|---|---|---|---|---|---|"
)


def run_process(
    name: str,
    command: Sequence[str],
    *,
    times: int = 3,
    before: Callable[[], None] = lambda: None,
) -> Measured:
    """Run a command several times as a whole process.

    Parameters
    ----------
    name
        What it is, for the table.
    command
        Program and arguments.
    times
        Runs.
    before
        Called before each run and not timed: it clears what the last one left.
    """
    seconds, processor, peaks = [], [], []
    for _ in range(times):
        before()
        started = time.perf_counter()
        child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_as_installed()
        )
        _, status, used = os.wait4(child.pid, 0)
        seconds.append(time.perf_counter() - started)
        if os.waitstatus_to_exitcode(status):
            said = child.stderr.read().decode() if child.stderr else ""
            raise SystemExit(f"{name} failed: {said[-2_000:]}")
        processor.append(used.ru_utime + used.ru_stime)
        peaks.append(used.ru_maxrss / 1024)
    return Measured(name, tuple(seconds), tuple(processor), max(peaks))


def _as_installed() -> dict[str, str]:
    """The environment of a user, who keeps Python's compiled files from one run to the next."""
    return {name: value for name, value in os.environ.items() if name != NO_COMPILED_FILES}


def python(code: str) -> list[str]:
    """Command that runs Python code with the same interpreter."""
    return [sys.executable, "-c", code]


def wardmote(*arguments: str) -> list[str]:
    """Command that runs wardmote with the same interpreter."""
    return [sys.executable, "-m", "wardmote", *arguments]


def machine() -> str:
    """The machine, in a line."""
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"{platform.machine()}"
    )
