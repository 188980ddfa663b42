"""Northborough read in once, as its analyst would, for every attack on what it publishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from spec.attack.worlds import AREA, SINCE_THEN, TOLD_ON
from wardmote.examples import example_folder
from wardmote.northborough import write_northborough
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import read_plan
from wardmote.workspace import Workspace


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("northborough") / "sources"
    write_northborough(folder, seed=1)
    return folder


@pytest.fixture(scope="session")
def read_in(sources: Path) -> Path:
    workspace = Workspace.init(sources.parent / "place", AREA)
    months = sorted((sources / "police_uk").iterdir())
    others = [one for one in sources.iterdir() if one.name != "police_uk"]
    known = [one for one in months if one.name not in SINCE_THEN]
    workspace.ingest([*others, *known], as_of=TOLD_ON)
    return workspace.folder


@pytest.fixture(scope="session")
def northborough_plan() -> PlanBook:
    return read_plan(example_folder("northborough") / "plan")
