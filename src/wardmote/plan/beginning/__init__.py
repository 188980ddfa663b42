"""A plan begins: a folder of commented files that can be read at once, and filled step by step.

skeleton/                 the files, with `$area` and the like to be filled in
starter_indicators.toml   measures to choose from, each marked with who must supply it
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from wardmote.errors import ConfigurationError
from wardmote.plan.folder.tables import tables_of
from wardmote.plan.records import Indicator

SKELETON: Final = (
    "plan.toml",
    "bodies.toml",
    "voice.toml",
    "priorities.toml",
    "actions.toml",
    "resources.toml",
)
STARTER: Final = "starter_indicators.toml"
SHORTEST_MONTH: Final = 28
TERM_YEARS: Final = 3


def begin_plan(folder: Path, *, area: str, starts: date) -> tuple[Path, ...]:
    """Write the files of a new plan, ready to be read and filled.

    Parameters
    ----------
    folder
        The plan's folder: new, or without a plan.
    area
        The area's name, as pages print it.
    starts
        First day of its term; it lasts three years.

    Returns
    -------
    tuple of Path
        The files, in the order in which they are best filled.

    Raises
    ------
    ConfigurationError
        There is a plan already.
    """
    if any(folder.glob("*.toml")):
        raise ConfigurationError(
            "There is a plan here already. Nothing was changed.",
            where={"Folder": str(folder)},
            next_step="Go on with it: wardmote plan check",
        )
    after = date(starts.year + TERM_YEARS, starts.month, min(starts.day, SHORTEST_MONTH))
    ends = after - timedelta(days=1)
    values = {
        "area": area.replace("\\", "").replace('"', "'"),
        "starts": starts.isoformat(),
        "ends": ends.isoformat(),
        "years": f"{starts.year} to {ends.year}",
    }
    texts = {name: _shipped(f"skeleton/{name}", values) for name in SKELETON}
    texts["indicators.toml"] = _commented(_shipped(STARTER))
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return tuple(folder / name for name in texts)


def starter_indicators() -> tuple[Indicator, ...]:
    """Measures to choose from, each with a query or the body that must supply it.

    Practice and not law: no list of measures is prescribed.

    Examples
    --------
    >>> known = {one.id: one for one in starter_indicators()}
    >>> known["burglary"].query.category, known["ed-assaults"].supplied_by
    ('burglary', 'icb')
    """
    placed, _ = tables_of(_shipped(STARTER), STARTER)
    return tuple(one.record for one in placed if isinstance(one.record, Indicator))


def _shipped(name: str, values: dict[str, str] | None = None) -> str:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return Template(text).substitute(values) if values else text


def _commented(text: str) -> str:
    """Every line as a note, so that a person chooses by taking the sign away."""
    return "\n".join(_as_notes(text.splitlines())) + "\n"


def _as_notes(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield line if not line or line.startswith("#") else f"# {line}"
