"""Beginning a workspace: the settings of a named area, and the folders to drop things into."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from wardmote.configuration import (
    FILE,
    INVENTED_CODE,
    Partnership,
    is_area_of_a_partnership,
    partnership_file,
)
from wardmote.errors import ConfigurationError
from wardmote.vocabulary.area_choice import choose_area
from wardmote.vocabulary.area_kinds import kind_of_code
from wardmote.vocabulary.marking import Marking
from wardmote.workspace.disk import writable
from wardmote.workspace.kept import EVENTS_FILE

EVENTS_TEMPLATE: Final = """\
# Breaks in series and large events that this partnership knows of. Wardmote ships the
# national ones; add yours below, one [[break]] each. Charts draw them, tests respect them.
#
# [[break]]
# id = "system-change-2024"
# what = "The force changed its recording system"
# starts = 2024-02-28
# # ends = 2024-03-31          # leave out where the change stays
# areas = ["all"]              # or codes
# series = ["all"]             # or police_uk:burglary, mps:burglary, theme:violence
# kind = "system"              # event, recording, boundary or system
# excluded_from_baselines = true
# source = "Who says so, and when"
"""


def begin_workspace(
    folder: Path, area: str, *, name: str | None, whole_district: bool
) -> Partnership:
    """Write a new workspace's settings and folders, and give the settings back.

    Parameters
    ----------
    folder, area, name, whole_district
        As in `wardmote.workspace.Workspace.init`.
    """
    if (folder / FILE).is_file():
        raise ConfigurationError(
            "This folder is a workspace already. Nothing was changed.",
            where={"File": str(folder / FILE)},
            next_step=f"Edit {FILE}, or choose another folder.",
        )
    partnership = _declared(area, whole_district=whole_district)
    partnership = replace(partnership, name=name or partnership.name)
    with writable(folder):
        for inside in ("sources", *(one.folder for one in Marking)):
            (folder / inside).mkdir(parents=True, exist_ok=True)
        if not (folder / EVENTS_FILE).exists():
            _write(folder / EVENTS_FILE, EVENTS_TEMPLATE)
        _write(folder / FILE, partnership_file(partnership))
    return partnership


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _declared(area: str, *, whole_district: bool) -> Partnership:
    code = area.strip().upper()
    if INVENTED_CODE.fullmatch(code) and is_area_of_a_partnership(code):
        return _named("", kind_of_code(code), code)
    chosen = choose_area(area, whole_district=whole_district)
    return _named(chosen.name, chosen.kind, chosen.code or "")


def _named(name: str, kind: str, code: str) -> Partnership:
    called = name or code
    return Partnership(f"{called} Community Safety Partnership", called, kind, code)
