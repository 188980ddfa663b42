"""One partnership's settings: read and checked once, all faults together.

`SETTINGS` is the only list of them. It feeds the check, the file that `wardmote init`
writes and the reference page.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from wardmote.errors import ConfigurationError, Fault
from wardmote.vocabulary.area_kinds import PREFIX_LENGTH, area_kind, is_area_code

FILE = "partnership.toml"
AREA_KINDS = ("district", "csp")
ACCENT = "#12436D"
# Codes that the ONS will not give out: the places of examples and tests.
INVENTED_CODE = re.compile(r"E\d{2}999\d{3}")


@dataclass(frozen=True)
class Setting:
    """One setting of a partnership.

    Parameters
    ----------
    key
        Table and name in the file: ``partnership.name``.
    default
        Used where the file does not say; None if the file must.
    meaning
        For the file and the reference page.
    problem_with
        What is wrong with a value, or an empty string.
    """

    key: str
    default: str | None
    meaning: str
    problem_with: Callable[[str], str] = lambda _value: ""


def is_area_of_a_partnership(code: str) -> bool:
    """Whether a partnership can be declared for a code: a district or a CSP in England.

    Examples
    --------
    >>> [is_area_of_a_partnership(one) for one in ("E09000030", "W06000015", "E05009317")]
    [True, False, False]
    """
    prefixes = {one for kind in AREA_KINDS for one in area_kind(kind).prefixes}
    return code.startswith("E") and is_area_code(code) and code[:PREFIX_LENGTH] in prefixes


def _area_kind_problem(value: str) -> str:
    return "" if value in AREA_KINDS else f"not one of {', '.join(AREA_KINDS)}"


def _area_code_problem(value: str) -> str:
    if not value:
        return ""
    if not is_area_of_a_partnership(value):
        return "not the ONS code of a district (E06 to E09) or partnership (E22) in England"
    return ""


def _accent_problem(value: str) -> str:
    return "" if re.fullmatch(r"#[0-9A-Fa-f]{6}", value) else "not a colour such as #12436D"


def _since_problem(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        return "not a date such as 2021-04-01"
    return ""


SETTINGS = (
    Setting("partnership.name", None, "The partnership's name, as pages print it"),
    Setting("partnership.area_name", None, "The area's name"),
    Setting(
        "partnership.area_kind",
        None,
        "district, or csp where the partnership is not simply one district",
        _area_kind_problem,
    ),
    Setting(
        "partnership.area_code",
        "",
        "ONS code; may be empty for a csp known by name until a look-up is read",
        _area_code_problem,
    ),
    Setting("partnership.since", "1998-07-01", "Day the partnership began", _since_problem),
    Setting("partnership.contact", "", "Whom a reader can ask: a body and an address, no person"),
    Setting(
        "look.accent", ACCENT, "The partnership's one colour, readable on white", _accent_problem
    ),
    Setting(
        "assessment.series",
        "auto",
        "Which series levels and changes come from: auto, or source/kind, such as police_uk/street",
    ),
)


@dataclass(frozen=True)
class Partnership:
    """One partnership's settings, checked.

    Parameters
    ----------
    name, area_name
        As pages print them.
    area_kind
        ``district`` or ``csp``: declared, never guessed.
    area_code
        ONS code; empty for a CSP known by name until a look-up is read.
    contact
        Whom a reader can ask.
    accent
        ``#RRGGBB``.
    series
        ``auto``, or ``source/kind``.
    """

    name: str
    area_name: str
    area_kind: str
    area_code: str
    since: str = "1998-07-01"
    contact: str = ""
    accent: str = ACCENT
    series: str = "auto"

    @property
    def is_invented(self) -> bool:
        """Whether the place does not exist: its code is one that the ONS never gives."""
        return bool(INVENTED_CODE.fullmatch(self.area_code))


def read_partnership(path: Path) -> Partnership:
    """Read a workspace's ``partnership.toml``.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    ConfigurationError
        The file is missing, is not TOML, or has faults: all of them at once.
    """
    if not path.is_file():
        raise ConfigurationError(
            f"There is no {FILE} here: this folder is not a workspace.",
            where={"Folder": str(path.parent)},
            next_step="Go into the workspace, or give it: --workspace FOLDER. "
            "Make one with: wardmote init FOLDER --area NAME",
        )
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{FILE} cannot be read.",
            where={"File": str(path)},
            found=str(error),
            next_step="Correct that line: text in quotes, one setting a line.",
        ) from error
    return _checked(_flat(values), path)


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for table, inside in values.items():
        if isinstance(inside, dict):
            flat |= {f"{table}.{name}": value for name, value in inside.items()}
        else:
            flat[table] = inside
    return flat


def _checked(found: dict[str, Any], path: Path) -> Partnership:
    known = {setting.key: setting for setting in SETTINGS}
    faults = [Fault(key, _unknown(key, known)) for key in found if key not in known]
    given: dict[str, str] = {}
    for key, setting in known.items():
        value = found.get(key, setting.default)
        if value is None or (setting.default is None and value == ""):
            faults.append(Fault(key, f"missing. {setting.meaning}."))
        elif not isinstance(value, str):
            faults.append(Fault(key, "not text in quotes"))
        elif problem := setting.problem_with(value):
            faults.append(Fault(key, problem))
        else:
            given[key.split(".")[1]] = value
    if not faults and not (given["area_code"] or given["area_kind"] == "csp"):
        faults.append(Fault("partnership.area_code", "missing: a district has a code"))
    if faults:
        raise ConfigurationError(
            f"{FILE} has faults.",
            where={"File": str(path)},
            faults=faults,
            known=list(known) if any(key not in known for key in found) else (),
            next_step="Correct these lines; everything else in the file is read.",
        )
    return Partnership(**given)


def _unknown(key: str, known: Mapping[str, Setting]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"unknown. Did you mean {near[0]}?" if near else "unknown"


def partnership_file(partnership: Partnership) -> str:
    """Text of a ``partnership.toml`` that says these settings, each with its meaning."""
    lines = ["# The settings of one partnership. Edit freely; wardmote checks them when it runs."]
    table = ""
    for setting in SETTINGS:
        this_table, name = setting.key.split(".")
        if this_table != table:
            table = this_table
            lines += ["", f"[{table}]"]
        value = getattr(partnership, name)
        lines += [f"# {setting.meaning}", f"{name} = {json.dumps(value, ensure_ascii=False)}"]
    return "\n".join(lines) + "\n"
