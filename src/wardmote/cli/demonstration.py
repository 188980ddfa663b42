"""The demonstration: Northborough's raw files, its workspace and its page."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wardmote.errors import ConfigurationError
from wardmote.workspace import EVENTS_FILE, Workspace

if TYPE_CHECKING:
    from wardmote.publish.editions import Edition

MADE_BY_DEMO = ".made-by-wardmote-demo"


def demonstrate(folder: Path, *, seed: int, progress: Callable[[str], None]) -> Edition:
    """Write Northborough's files, read them in, assess: as an analyst would with real ones.

    Raises
    ------
    ConfigurationError
        The folder exists and was not made by this command: nothing in it is touched.
    """
    from wardmote.northborough import write_northborough

    _clear(folder)
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
    return workspace.assess(progress=progress)


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
