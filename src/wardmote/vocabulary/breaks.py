"""Breaks in series: what makes two periods incomparable, for reasons other than crime.

The shipped register (`breaks.toml`) holds what is known nationally and for a force; a
partnership adds its own in ``events.toml``, in the same form. A break shades a chart, leaves
its period out of baselines where it says so, and speaks in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from wardmote.errors import ConfigurationError, Fault
from wardmote.vocabulary.area_kinds import is_area_code
from wardmote.vocabulary.categories import SCHEMES, categories, category
from wardmote.vocabulary.force_names import FORCES
from wardmote.vocabulary.shipped import read_shipped
from wardmote.vocabulary.themes import THEMES

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "event": "something that happened: counts are real but not usual",
    "recording": "a change in what is recorded, or under which category",
    "boundary": "a change in where things are counted",
    "system": "a change of system, or a gap in what was published",
}
"""Kind of break, and what it does to a series."""

EVERYWHERE = "all"
"""As an area: every area. As a series: every series."""

THEME_PREFIX = "theme:"

REQUIRED = ("id", "what", "starts", "areas", "series", "kind", "source")
OPTIONAL = ("ends", "excluded_from_baselines", "label")


@dataclass(frozen=True)
class Break:
    """One event, or one change in recording, boundaries or systems, that breaks series.

    Parameters
    ----------
    id
        Short name, unique in its register.
    what
        One sentence for a page.
    starts, ends
        First and last day, both included. The same day for a step, after which things are
        otherwise for good; `ends` is None while it lasts.
    areas
        Codes of areas, slugs of forces, or ``all``.
    series
        ``all``; a scheme (``mps``); a category of one (``mps:burglary``, its minor categories
        too); or a theme (``theme:hate``).
    kind
        ``event``, ``recording``, ``boundary`` or ``system``.
    excluded_from_baselines
        Whether its months are left out where a usual level is worked out.
    source
        Who says so.
    label
        A few words for a chart; empty where `what` is short enough.

    Examples
    --------
    >>> connect = next(known for known in shipped_breaks() if known.id == "mps_connect")
    >>> connect.starts, connect.is_step
    (datetime.date(2024, 2, 28), True)
    """

    id: str
    what: str
    starts: date
    ends: date | None
    areas: tuple[str, ...]
    series: tuple[str, ...]
    kind: str
    excluded_from_baselines: bool
    source: str
    label: str = ""

    def __post_init__(self) -> None:
        faults = _faults_of_values(self)
        if faults:
            raise ConfigurationError(
                "A break cannot be used.",
                faults=faults,
                next_step="Correct it where it is written.",
            )

    @property
    def drawn(self) -> str:
        """As a chart names it."""
        return self.label or self.what.rstrip(".")

    @property
    def is_step(self) -> bool:
        """Whether it is one day, with a different series after it."""
        return self.starts == self.ends

    def overlaps(self, period_start: date, period_end: date) -> bool:
        """Whether any of it lies in a period, first and last day included."""
        return self.starts <= period_end and (self.ends is None or period_start <= self.ends)


def shipped_breaks() -> tuple[Break, ...]:
    """Breaks that ship with Wardmote, by day of start.

    Returns
    -------
    tuple of Break
        National ones, and those of one force.

    Examples
    --------
    >>> [known.id for known in shipped_breaks() if known.areas == ("greater-manchester",)]
    ['greater_manchester_not_published']
    """
    return _shipped()


def known_breaks(events_file: Path | None) -> tuple[Break, ...]:
    """Breaks that ship with Wardmote, and a partnership's own where it has written any.

    Parameters
    ----------
    events_file
        The partnership's own, read by `read_breaks`; it may be missing.

    Examples
    --------
    >>> known_breaks(None) == shipped_breaks()
    True
    """
    own = read_breaks(events_file) if events_file and events_file.is_file() else ()
    return (*shipped_breaks(), *own)


def breaks_affecting(
    areas: Iterable[str],
    scheme: str,
    category_id: str | None,
    period_start: date,
    period_end: date,
    *,
    known: Iterable[Break] | None = None,
) -> tuple[Break, ...]:
    """Breaks that touch one series of one place in a period.

    Answers "may these months be compared, and what must be said beside them?". Give the whole
    span that is compared, both years of it.

    Parameters
    ----------
    areas
        Codes that the place has (district, partnership, force area) and its force's slug.
    scheme
        List of categories: ``police_uk``, ``mps`` or ``partner``.
    category_id
        A category of that list, or None for all its categories together.
    period_start, period_end
        First and last day compared.
    known
        Breaks to look in, as from `known_breaks`; the shipped ones
        where left out.

    Returns
    -------
    tuple of Break
        In the order of `known`.

    Raises
    ------
    ConfigurationError
        The list or the category is unknown.

    Notes
    -----
    A break named for a major category reaches its minor ones; one named for a minor category
    leaves the major total alone, as when cases move between two of them.

    Examples
    --------
    >>> found = breaks_affecting(
    ...     ["E09000030", "metropolitan"],
    ...     "mps",
    ...     "burglary/domestic_burglary",
    ...     date(2022, 5, 1),
    ...     date(2024, 1, 31),
    ... )
    >>> [known.id for known in found]
    ['mps_domestic_burglary_split']
    """
    names = _area_names(areas)
    series = _series_names(scheme, category_id)
    return tuple(
        each
        for each in (shipped_breaks() if known is None else known)
        if names & set(each.areas)
        and series & set(each.series)
        and each.overlaps(period_start, period_end)
    )


def read_breaks(path: Path) -> tuple[Break, ...]:
    """Breaks from a partnership's own file, in the form of the shipped register.

    Parameters
    ----------
    path
        A TOML file with one ``[[break]]`` for each.

    Returns
    -------
    tuple of Break
        In the order of the file; empty where it holds none.

    Raises
    ------
    ConfigurationError
        The file cannot be read, or some of its breaks are wrong. All faults are listed, and
        nothing of the file is used.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> text = '''
    ... [[break]]
    ... id = "town_carnival"
    ... what = "The carnival brought 200,000 visitors."
    ... starts = 2025-08-24
    ... ends = 2025-08-25
    ... areas = ["E09000030"]
    ... series = ["all"]
    ... kind = "event"
    ... excluded_from_baselines = true
    ... source = "Council events log"
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "events.toml"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     [own.id for own in read_breaks(path)]
    ['town_carnival']
    """
    entries = _entries(path)
    faults = [fault for number, entry in enumerate(entries, 1) for fault in _faults(number, entry)]
    faults += _repeated_ids(entries)
    if faults:
        raise ConfigurationError(
            f"{path.name} cannot be used: {len(faults)} {'fault' if len(faults) == 1 else 'faults'}"
            f" in {len(entries)} {'entry' if len(entries) == 1 else 'entries'}.",
            where={"File": str(path)},
            faults=faults,
            next_step="Correct these entries; nothing of the file was used.",
        )
    return tuple(_break(entry) for entry in entries)


def _entries(path: Path) -> list[dict[str, Any]]:
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ConfigurationError(
            f"{path.name} cannot be read.",
            where={"File": str(path)},
            expected="TOML text in UTF-8, with one [[break]] for each event",
            found=_said(problem),
            next_step="Correct the file, or remove it if there are no local events.",
        ) from problem
    entries: list[dict[str, Any]] = table.get("break", [])
    unknown = sorted(set(table) - {"break"})
    is_a_list = isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries)
    if unknown or not is_a_list:
        raise ConfigurationError(
            f"{path.name} has a part that is not known.",
            where={"File": str(path)},
            expected="one [[break]] for each event, in two pairs of brackets",
            found=", ".join(unknown) or "break, in another form",
            next_step="Write [[break]] above each event.",
        )
    return entries


def _said(problem: Exception) -> str:
    return problem.strerror or "nothing" if isinstance(problem, OSError) else str(problem)


def _faults(number: int, entry: Mapping[str, Any]) -> list[Fault]:
    where = f"break {number} ({entry.get('id', 'no id')})"
    of_form = _faults_of_form(entry)
    if of_form:
        return [Fault(where, problem) for problem in of_form]
    try:
        _break(entry)
    except ConfigurationError as refusal:
        return [Fault(where, fault.problem) for fault in refusal.faults]
    return []


def _faults_of_form(entry: Mapping[str, Any]) -> list[str]:
    allowed = (*REQUIRED, *OPTIONAL)
    return [
        *(f"{name} is missing" for name in REQUIRED if name not in entry),
        *(
            f"{name} is not known. Known: {', '.join(allowed)}"
            for name in entry
            if name not in allowed
        ),
        *(
            f"{name} must be {words}"
            for name, value in entry.items()
            for words, is_right in [_FORMS.get(name, _TEXT)]
            if name in allowed and not is_right(value)
        ),
    ]


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_TEXT = ("text in quotes", lambda value: isinstance(value, str) and bool(value.strip()))
_DAY = ("a date without quotes, such as 2024-02-28", _is_day)
_LIST = ('a list of texts, such as ["all"]', _is_list_of_text)
_FORMS = {
    "starts": _DAY,
    "ends": _DAY,
    "areas": _LIST,
    "series": _LIST,
    "excluded_from_baselines": ("true or false", lambda value: isinstance(value, bool)),
}


def _faults_of_values(each: Break) -> list[Fault]:
    problems = [
        *(f"area {name!r}: {_AREA_WORDS}" for name in each.areas if not _is_area_name(name)),
        *(f"series {name!r}: {_SERIES_WORDS}" for name in each.series if not _is_series(name)),
        *([] if each.areas else ['areas is empty: name areas, or "all"']),
        *([] if each.series else ['series is empty: name series, or "all"']),
        *([] if each.kind in KINDS else [f"kind {each.kind!r}: use one of {', '.join(KINDS)}"]),
        *([] if each.ends is None or each.starts <= each.ends else ["it ends before it starts"]),
    ]
    return [Fault(each.id, problem) for problem in problems]


_AREA_WORDS = 'give an ONS code, the slug of a police force, or "all"'
_SERIES_WORDS = (
    'give "all", a list of categories, a category as list:category, or a theme as theme:name'
)


def _is_area_name(name: str) -> bool:
    return name == EVERYWHERE or is_area_code(name) or name in {force.slug for force in FORCES}


def _is_series(name: str) -> bool:
    if name.startswith(THEME_PREFIX):
        return name.removeprefix(THEME_PREFIX) in {theme.id for theme in THEMES}
    scheme, _, category_id = name.partition(":")
    if scheme not in SCHEMES:
        return name == EVERYWHERE
    return not category_id or any(known.id == category_id for known in categories(scheme))


def _area_names(areas: Iterable[str]) -> set[str]:
    """Names by which a break may mean this place: a force by its slug as by its code."""
    names = {EVERYWHERE, *areas}
    slugs = {force.slug for force in FORCES if force.code in names}
    codes = {force.code for force in FORCES if force.code and force.slug in names}
    return names | slugs | codes


def _series_names(scheme: str, category_id: str | None) -> set[str]:
    """Names by which a break may mean this series."""
    if category_id is None:
        categories(scheme)
        return {EVERYWHERE, scheme}
    found = category(scheme, category_id)
    names = {EVERYWHERE, scheme, f"{scheme}:{found.id}", f"{THEME_PREFIX}{found.theme}"}
    return names | ({f"{scheme}:{found.parent}"} if found.parent else set())


def _repeated_ids(entries: Iterable[Mapping[str, Any]]) -> list[Fault]:
    ids = [entry.get("id") for entry in entries]
    repeated = sorted({str(each) for each in ids if each is not None and ids.count(each) > 1})
    return [Fault(each, "this id is given to several breaks") for each in repeated]


def _break(entry: Mapping[str, Any]) -> Break:
    return Break(
        id=entry["id"],
        what=entry["what"],
        starts=entry["starts"],
        ends=entry.get("ends"),
        areas=tuple(entry["areas"]),
        series=tuple(entry["series"]),
        kind=entry["kind"],
        excluded_from_baselines=entry.get("excluded_from_baselines", False),
        source=entry["source"],
        label=entry.get("label", ""),
    )


@cache
def _shipped() -> tuple[Break, ...]:
    built = [_break(entry) for entry in read_shipped("breaks.toml")["break"]]
    return tuple(sorted(built, key=lambda each: each.starts))
