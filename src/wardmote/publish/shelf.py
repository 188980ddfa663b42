"""The shelf of editions: a draft is put there once, under a number, and never changed again."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from wardmote.vocabulary.marking import Marking


def put_on_shelf(drafts: Mapping[Marking, Path], stem: str) -> dict[Marking, Path]:
    """Put drafts for several readers in their places, under one name that is free for all.

    An edition that is there with the same bytes is left alone; with other bytes, a new one is
    numbered beside it.

    Parameters
    ----------
    drafts
        Readers to the folder of their draft, in the folder of its editions.
    stem
        Name of the edition; a number follows from the second on.

    Returns
    -------
    dict of Marking to Path
        Where each lies now.
    """
    for number in count(1):
        name = stem if number == 1 else f"{stem}-{number}"
        folders = {readers: draft.with_name(name) for readers, draft in drafts.items()}
        if all(_may_lie_at(folders[readers], draft) for readers, draft in drafts.items()):
            break
    for readers, draft in drafts.items():
        if folders[readers].exists():
            shutil.rmtree(draft)
        else:
            draft.replace(folders[readers])
    return folders


def _may_lie_at(folder: Path, draft: Path) -> bool:
    """Whether nothing lies there yet, or the same bytes."""
    return not folder.exists() or _bytes_of(folder) == _bytes_of(draft)


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
