"""Northborough written once for all tests, and an independent recount of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from unit.northborough.recount import Recount
from wardmote.northborough import Truth, write_northborough


@pytest.fixture(scope="session")
def northborough(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    folder = tmp_path_factory.mktemp("northborough")
    return folder, write_northborough(folder)


@pytest.fixture(scope="session")
def folder(northborough: tuple[Path, Truth]) -> Path:
    return northborough[0]


@pytest.fixture(scope="session")
def truth(northborough: tuple[Path, Truth]) -> Truth:
    return northborough[1]


@pytest.fixture(scope="session")
def recount(folder: Path) -> Recount:
    return Recount(folder)
