"""The demonstration: Northborough from raw files to its front door, and a real plan beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.errors import ConfigurationError
from wardmote.workspace import EVENTS_FILE, Workspace

if TYPE_CHECKING:
    from wardmote.publish.editions import Edition
    from wardmote.publish.plans.editions import PlanEdition

MADE_BY_DEMO = ".made-by-wardmote-demo"

# Northborough's story is told as at one day: on any other, its owners would have fallen silent.
TOLD_ON = date(2026, 10, 12)
APPROVED_ON = date(2026, 10, 20)  # five working days after partners were shown the draft
APPROVER = "Director of communities"


@dataclass(frozen=True)
class Demonstration:
    """What was made, and where it lies.

    Parameters
    ----------
    front_door
        First page of Northborough's public site.
    assessment, plan
        Northborough's editions behind it.
    second_place
        First page of the draft site of the real plan.
    """

    front_door: Path
    assessment: Edition
    plan: PlanEdition
    second_place: Path


def demonstrate(folder: Path, *, seed: int, progress: Callable[[str], None]) -> Demonstration:
    """Write Northborough's files, read them in, assess, build its plan and put its site live.

    It goes as it would for an analyst with real files. Then the plan of Tower Hamlets for 2021 to
    2024, as far as it was published, is built as a second place.

    Raises
    ------
    ConfigurationError
        The folder exists and was not made by this command: nothing in it is touched.
    """
    _clear(folder)
    workspace = _northborough(folder, seed, progress)
    assessment = workspace.assess(as_of=TOLD_ON, progress=progress)
    plan = workspace.build_plan(as_of=TOLD_ON, progress=progress)
    front_door = _put_live(workspace)
    second = _second_place(folder, progress)
    return Demonstration(front_door, assessment, plan, second)


def _northborough(folder: Path, seed: int, progress: Callable[[str], None]) -> Workspace:
    from wardmote.examples import example_folder
    from wardmote.northborough import write_northborough

    progress("Writing Northborough's raw files")
    sources = folder / "sources"
    write_northborough(sources, seed=seed)
    workspace = Workspace.init(
        folder / "northborough", "E22999001", name="Northborough Community Safety Partnership"
    )
    events = sources / EVENTS_FILE
    if events.is_file():
        shutil.copyfile(events, workspace.folder / EVENTS_FILE)
    workspace.ingest([sources], progress=progress)
    shutil.copytree(example_folder("northborough") / "plan", workspace.plan_folder)
    return workspace


def _put_live(workspace: Workspace) -> Path:
    """Every step that a draft takes: partners see it, a named post approves it, it is live."""
    from wardmote.publish.site.live import SiteDesk

    def desk(on: date) -> SiteDesk:
        return SiteDesk(workspace.folder, workspace.plan_folder, workspace.plan, on)

    desk(TOLD_ON).show()
    desk(APPROVED_ON).approve(APPROVER)
    return desk(APPROVED_ON).publish()


def _second_place(folder: Path, progress: Callable[[str], None]) -> Path:
    from wardmote.examples import example_folder
    from wardmote.publish.site.draft import DRAFT

    workspace = Workspace.init(folder / "tower-hamlets", "E09000030")
    source = example_folder("tower_hamlets_2021_24") / "plan"
    shutil.copytree(source, workspace.plan_folder)
    workspace.build_plan(progress=progress)
    return workspace.folder / DRAFT / "index.html"


def _clear(folder: Path) -> None:
    mark = folder / MADE_BY_DEMO
    if folder.exists() and any(folder.iterdir()):
        if not mark.is_file():
            raise ConfigurationError(
                "The folder for the demonstration is in use. Nothing was changed.",
                where={"Folder": str(folder)},
                next_step="Choose another: wardmote demo --folder OTHER",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("This folder is cleared by the next wardmote demo.\n", encoding="utf-8")
