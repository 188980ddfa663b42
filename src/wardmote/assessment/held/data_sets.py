"""What is declared to come, from which authority, and as what: a workspace's ``datasets.toml``.

::

    [[data_set]]
    id = "deliberate-fires"
    title = "Deliberate fires and malicious calls"
    authority = "Northshire Fire and Rescue Service"
    type = "fire"
    rules = ["INF-F1", "INF-F2"]    # leave out for what is published
    source = "mapped_csv"
    kind = "incidents"
    agency = "Northshire Fire and Rescue Service"   # as the supply has it
    scope = "deliberate-fires"      # leave out where the agency sends one data set of the kind
    every = "month"                 # or quarter: one supply, or none to report, in some months
    since = 2025-04-01              # first quarter that was to come

    [[came]]                        # it came on another day than it was read in here
    data_set = "deliberate-fires"
    quarter = 2026-04-01
    on = 2026-08-30
    who = "Community safety team"
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wardmote.assessment.entered import (
    BODY,
    DAY,
    TEXT,
    TEXTS,
    Entry,
    EntryFile,
    EntryForm,
    Field,
    not_known,
    one_of,
)
from wardmote.errors import Fault
from wardmote.evidence.supplies import Supply, slug
from wardmote.vocabulary.authorities import AUTHORITY_TYPES
from wardmote.vocabulary.information_periods import InformationPeriod, information_period_of
from wardmote.vocabulary.laws import LegalRule, rules

DATA_SETS_FILE = "datasets.toml"
EVERY = ("month", "quarter")
RULE_PREFIX = "INF-"
OPEN = "open"  # sensitivity of a source that is published
MATRIX = "INF-00"  # the rule of the matrix itself is no data set
_DATA_SET = EntryForm(
    "data_set",
    (
        Field("id", TEXT),
        Field("title", TEXT),
        Field("authority", BODY),
        Field("type", one_of([one.id for one in AUTHORITY_TYPES])),
        Field("rules", TEXTS, required=False),
        Field("source", TEXT),
        Field("kind", TEXT),
        Field("agency", TEXT),
        Field("scope", TEXT, required=False),
        Field("every", one_of(EVERY), required=False),
        Field("since", DAY),
        Field("until", DAY, required=False),
    ),
    named_by="id",
)
_CAME = EntryForm(
    "came",
    (
        Field("data_set", TEXT),
        Field("quarter", DAY),
        Field("on", DAY),
        Field("who", BODY),
    ),
    named_by="data_set",
)


@dataclass(frozen=True)
class DataSet:
    """One data set that an authority is declared to send every quarter.

    Parameters
    ----------
    id
        Short name, the partnership's own.
    title
        What it is.
    authority
        The body that sends it.
    authority_type
        Which type of body that is (`wardmote.vocabulary.authorities`).
    rules
        Rules of prescribed information that it serves, ``INF-…``; ``INF-X1`` by agreement;
        empty for what is published.
    source, kind, agency, scope
        The supplies that it comes in; an empty scope is any.
    every
        ``month``: each month of a quarter must be there. ``quarter``: one month with rows is
        enough, for counts by quarter and for rare things.
    since, until
        Days within the first and the last quarter that are to come; None while it lasts.
    """

    id: str
    title: str
    authority: str
    authority_type: str
    rules: tuple[str, ...]
    source: str
    kind: str
    agency: str
    scope: str
    every: str
    since: date
    until: date | None = None

    @property
    def label(self) -> str:
        """The supplies that it comes in, as `wardmote evidence` names them."""
        return ".".join(filter(None, (self.source, self.kind, self.agency, self.scope)))

    def comes_in(self, supply: Supply) -> bool:
        """Whether a supply is one of its own."""
        same = (supply.source, supply.kind, supply.agency) == (self.source, self.kind, self.agency)
        return same and self.scope in ("", supply.scope.category)

    def is_expected(self, quarter: InformationPeriod) -> bool:
        """Whether somebody declared that this quarter would come."""
        has_ended = self.until is not None and information_period_of(self.until) < quarter
        return information_period_of(self.since) <= quarter and not has_ended


@dataclass(frozen=True)
class CameOn:
    """A body's word that a quarter came on another day than it was read in here."""

    data_set: str
    quarter: InformationPeriod
    on: date
    who: str


@dataclass(frozen=True)
class Declared:
    """Everything that a partnership declares of data to come."""

    data_sets: tuple[DataSet, ...] = ()
    came: tuple[CameOn, ...] = ()

    def came_on(self, data_set: DataSet, quarter: InformationPeriod) -> CameOn | None:
        """A body's word of when a quarter came, if there is one."""
        return next(
            (one for one in self.came if (one.data_set, one.quarter) == (data_set.id, quarter)),
            None,
        )


def prescribed() -> tuple[LegalRule, ...]:
    """Rules of the data sets that the law prescribes, each with its holder.

    Examples
    --------
    >>> [one.id for one in prescribed()][:3], len(prescribed())
    (['INF-P1', 'INF-P2', 'INF-F1'], 12)
    """
    return tuple(one for one in _information_rules() if "holder" in dict(one.parameters))


def _information_rules() -> tuple[LegalRule, ...]:
    return tuple(one for one in rules() if one.id.startswith(RULE_PREFIX) and one.id != MATRIX)


@dataclass(frozen=True)
class KnownSource:
    """What a declaration may name of one installed source.

    Parameters
    ----------
    kinds
        Its kinds of record.
    is_published
        Whether anybody can read it. What a publisher puts on its site is not what an authority
        shares under section 17A: police.uk, for one, gives no time of day (INF-P2 asks for it).
    """

    kinds: frozenset[str]
    is_published: bool = False


def known_sources() -> dict[str, KnownSource]:
    """Every installed source, by name.

    Examples
    --------
    >>> known = known_sources()["mapped_csv"]
    >>> sorted(known.kinds), known.is_published
    (['counts', 'incidents'], False)
    """
    from wardmote.evidence.source import registered_sources

    return {
        one.name: KnownSource(
            frozenset(layout.kind for layout in one.layouts), one.sensitivity == OPEN
        )
        for one in registered_sources()
    }


def read_data_sets(path: Path, *, sources: Mapping[str, KnownSource]) -> Declared:
    """What is declared to come, from a workspace's ``datasets.toml``.

    Parameters
    ----------
    path
        The file. One that is not there declares nothing, and nothing is then ever missing.
    sources
        The installed sources (`known_sources`): a misspelt one would make a partner look late
        for ever, so it is refused.

    Returns
    -------
    Declared
        Checked.

    Raises
    ------
    ConfigurationError
        The file is not TOML, or some of its entries are wrong. All faults come in one error.

    Examples
    --------
    >>> import tempfile
    >>> text = '''
    ... [[data_set]]
    ... id = "fires"
    ... title = "Deliberate fires"
    ... authority = "Northshire Fire and Rescue Service"
    ... type = "fire"
    ... rules = ["INF-F1"]
    ... source = "mapped_csv"
    ... kind = "incidents"
    ... agency = "Northshire Fire and Rescue Service"
    ... since = 2025-04-01
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "datasets.toml"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     declared = read_data_sets(path, sources=known_sources())
    >>> declared.data_sets[0].label
    'mapped_csv.incidents.northshire-fire-and-rescue-service'
    """
    file = EntryFile(path, (_DATA_SET, _CAME))
    entries, came = file.entries("data_set"), file.entries("came")
    ids = [one.text("id") for one in entries]
    faults = [fault for one in entries for fault in _faults(one, sources)]
    faults += file.repeated("data_set", "id")
    faults += [
        one.fault(f"data_set {not_known(one.text('data_set'), ids)}")
        for one in came
        if one.text("data_set") not in ids
    ]
    file.refuse(faults)
    return Declared(tuple(map(_data_set, entries)), tuple(map(_came, came)))


def _faults(entry: Entry, sources: Mapping[str, KnownSource]) -> list[Fault]:
    known = [one.id for one in _information_rules()]
    source, kind, served = entry.text("source"), entry.text("kind"), entry.texts("rules")
    problems = [f"rules: {not_known(one, known)}" for one in served if one not in known]
    if source not in sources:
        problems.append(f"source {not_known(source, sources)}")
    else:
        problems += _source_faults(sources[source], source, kind, served)
    until = entry.values.get("until")
    if until is not None and until < entry.values["since"]:
        problems.append("until is before since")
    return [entry.fault(problem) for problem in problems]


def _source_faults(
    known: KnownSource, source: str, kind: str, served: Collection[str]
) -> list[str]:
    problems = []
    if kind not in known.kinds:
        problems.append(f"kind {not_known(kind, sorted(known.kinds))}")
    if known.is_published and served:
        problems.append(
            f"{source} is published for anybody: it does not serve {', '.join(served)}. Leave "
            "rules out"
        )
    return problems


def _data_set(entry: Entry) -> DataSet:
    return DataSet(
        id=entry.text("id"),
        title=entry.text("title"),
        authority=entry.text("authority"),
        authority_type=entry.text("type"),
        rules=entry.texts("rules"),
        source=entry.text("source"),
        kind=entry.text("kind"),
        agency=slug(entry.text("agency")),
        scope=entry.text("scope"),
        every=entry.text("every", EVERY[0]),
        since=entry.values["since"],
        until=entry.values.get("until"),
    )


def _came(entry: Entry) -> CameOn:
    return CameOn(
        data_set=entry.text("data_set"),
        quarter=information_period_of(entry.values["quarter"]),
        on=entry.values["on"],
        who=entry.text("who"),
    )
