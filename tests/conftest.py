"""Where the tests find the real public data, when it is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE_THE_CHECKOUT = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Folder of real public data; the test is skipped, saying so, where it is absent."""
    folder = Path(os.environ.get("WARDMOTE_REAL_DATA") or BESIDE_THE_CHECKOUT)
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder.name}: set WARDMOTE_REAL_DATA to its folder")
    return folder
