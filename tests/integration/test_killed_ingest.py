"""An ingest that is killed leaves the old evidence version or the new one, never between."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 100


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_hundred_kills_at_random_moments_never_tear_the_store(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killed_ingests.py")
    tests = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(ROUNDS), "1837"],
        env={**os.environ, "PYTHONPATH": tests},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    summary = re.search(r"(\d+) rounds, (\d+) killed in time, version (\d+)", done.stdout)
    assert summary is not None
    rounds, killed, version = map(int, summary.groups())
    assert rounds == ROUNDS
    assert killed > ROUNDS / 4, "hardly any was killed in time: the test shows nothing"
    assert version > ROUNDS // 10, "those let finish did not: the test shows nothing"
