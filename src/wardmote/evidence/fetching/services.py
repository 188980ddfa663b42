"""Where to ask: publishers, layers and tables, as dated records read from TOML and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import date
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from wardmote.errors import ConfigurationError, Fault
from wardmote.evidence.fetching.asking import is_safe_address
from wardmote.vocabulary.marks import MARKS
from wardmote.vocabulary.months import parse_month

SHIPPED = "services.toml"
ASKED_BY = ("everything", "district", "lsoa", "ward", "csp")
SAVED_SUFFIXES = (".csv", ".geojson")
READ_BY_US = "V"  # only this mark says that the publisher's own words were read


@dataclass(frozen=True)
class Claim:
    """A statement about a publisher's service, and how sure we are of it.

    Parameters
    ----------
    source
        Who says so.
    verified_on
        Day on which that was looked at.
    mark
        One of `wardmote.vocabulary.marks`; anything but V is to be confirmed.
    """

    source: str
    verified_on: date
    mark: str

    def _faults(self) -> Iterable[str]:
        if self.mark not in MARKS:
            yield f"mark is none of {', '.join(filter(None, MARKS))}"

    @property
    def to_be_confirmed(self) -> bool:
        """Whether the publisher's own words were not read."""
        return self.mark != READ_BY_US


@dataclass(frozen=True)
class Publisher(Claim):
    """One publisher's service.

    Parameters
    ----------
    title
        For people.
    base
        How every address of it begins.
    """

    title: str
    base: str

    def _faults(self) -> Iterable[str]:
        yield from super()._faults()
        if not is_safe_address(self.base):
            yield "base is not an https address, nor one of this machine"


@dataclass(frozen=True)
class PoliceArchives(Publisher):
    """The monthly archives of data.police.uk.

    Parameters
    ----------
    listing
        Path of the page that lists them with their checksums.
    archive
        Path of one, with ``{month}``.
    months_held
        Months that an archive holds, up to its own.
    whole_until
        Archives up to this month hold everything since the first.
    """

    listing: str
    archive: str
    months_held: int
    whole_until: str

    def _faults(self) -> Iterable[str]:
        yield from super()._faults()
        if "{month}" not in self.archive:
            yield "archive has no {month}"
        try:
            parse_month(self.whole_until)
        except ConfigurationError:
            yield "whole_until is not a month such as 2017-03"


@dataclass(frozen=True)
class Product(Claim):
    """One thing to fetch about an area.

    Parameters
    ----------
    id
        How messages and the ledger name it.
    publisher
        Name of its publisher.
    path
        What follows the publisher's base.
    asked_by
        Which areas' codes are asked for.
    column
        The publisher's column that holds them.
    saved_as
        File inside the area's folder.
    wards
        Year of wards that it belongs to; None where it belongs to every year.
    """

    id: str
    publisher: str
    path: str
    asked_by: str
    column: str
    saved_as: str
    wards: int | None = field(default=None, kw_only=True)

    def _faults(self) -> Iterable[str]:
        yield from super()._faults()
        if self.asked_by not in ASKED_BY:
            yield f"asked_by is none of {', '.join(ASKED_BY)}"
        saved = PurePosixPath(self.saved_as)
        if saved.is_absolute() or ".." in saved.parts or "\\" in self.saved_as:
            yield "saved_as leads out of the area's folder"
        if saved.suffix not in SAVED_SUFFIXES:
            yield f"saved_as ends in none of {', '.join(SAVED_SUFFIXES)}"
        if not re.fullmatch(r"\w[\w ()]*", self.column):
            yield "column is not the name of a column"


@dataclass(frozen=True)
class Layer(Product):
    """A layer of a feature service: outlines where it is saved as GeoJSON, else a table.

    Parameters
    ----------
    order
        Columns that the pages are ordered by, where `column` is the same in many rows.
    """

    order: str = ""

    @property
    def has_outlines(self) -> bool:
        """Whether its outlines are wanted, and not only its table."""
        return self.saved_as.endswith(".geojson")


@dataclass(frozen=True)
class Observations(Product):
    """A table of Nomis.

    Parameters
    ----------
    query
        What is asked, beside the areas.
    columns
        Our heading to the publisher's column.
    across
        The publisher's column whose values become columns; blank for a long table.
    heading
        Heading of those columns, with ``{}`` for the value.
    """

    query: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    across: str = ""
    heading: str = ""


@dataclass(frozen=True)
class Attachment(Product):
    """A file of a GOV.UK page, of which the area's rows are kept.

    Parameters
    ----------
    attachment
        How its title begins on the page.
    """

    attachment: str = field(kw_only=True)


AnyProduct = Layer | Observations | Attachment


@dataclass(frozen=True)
class Services:
    """Everything that fetching knows of publishers.

    Parameters
    ----------
    police
        data.police.uk.
    publishers
        The others, by name.
    products
        What there is to fetch about an area, in the order of the file.
    """

    police: PoliceArchives
    publishers: Mapping[str, Publisher]
    products: tuple[AnyProduct, ...]

    def at(self, bases: Mapping[str, str]) -> Services:
        """The same services at other addresses: a mirror, a proxy, a test.

        Raises
        ------
        ConfigurationError
            There is no such publisher, or the address is not safe.
        """
        known = {"police_uk": self.police, **self.publishers}
        faults = [
            Fault(name, "no such publisher" if name not in known else "not an https address")
            for name, base in bases.items()
            if name not in known or not is_safe_address(base)
        ]
        if faults:
            raise ConfigurationError(
                "--base-url does not fit.",
                faults=faults,
                known=sorted(known),
                next_step="Write it as PUBLISHER=ADDRESS, with https, or http on this machine.",
            )
        moved = {
            name: replace(one, base=bases.get(name, one.base).rstrip("/"))
            for name, one in self.publishers.items()
        }
        base = bases.get("police_uk", self.police.base).rstrip("/")
        return replace(self, police=replace(self.police, base=base), publishers=moved)

    def address(self, product: Product) -> str:
        """Where one product is asked for."""
        return self.publishers[product.publisher].base + product.path


def shipped_services() -> str:
    """Text of the services that come with Wardmote, to be corrected by a person."""
    return files(__package__).joinpath(SHIPPED).read_text(encoding="utf-8")


def read_services(own: Path | None = None) -> Services:
    """The services to ask.

    Parameters
    ----------
    own
        A person's own file, used instead of the shipped one; None for that.

    Returns
    -------
    Services
        Checked.

    Raises
    ------
    ConfigurationError
        The file cannot be read or has faults: all of them at once.

    Examples
    --------
    >>> services = read_services()
    >>> services.police.title, sorted(services.publishers)
    ('data.police.uk', ['gov_uk', 'nomis', 'open_geography'])
    """
    name = str(own) if own else SHIPPED
    try:
        text = own.read_text(encoding="utf-8-sig") if own else shipped_services()
        table = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(
            "The list of services cannot be read.",
            where={"File": name},
            found=str(error),
            next_step="Start again from the shipped one: wardmote fetch services > services.toml",
        ) from error
    faults: list[Fault] = []
    services = _services(table, faults)
    if faults or services is None:
        raise ConfigurationError(
            "The list of services has faults.",
            where={"File": name},
            faults=faults,
            next_step="Correct these, or start again from: wardmote fetch services",
        )
    return services


def _services(table: Mapping[str, Any], faults: list[Fault]) -> Services | None:
    police = _built(PoliceArchives, table.get("police_uk", {}), "police_uk", faults)
    publishers = {
        name: found
        for name, given in table.get("publishers", {}).items()
        if (found := _built(Publisher, given, f"publishers.{name}", faults))
    }
    products: list[AnyProduct] = []
    kinds: tuple[tuple[str, type[AnyProduct]], ...] = (
        ("layer", Layer),
        ("observations", Observations),
        ("attachment", Attachment),
    )
    for kind, record in kinds:
        for number, given in enumerate(table.get(kind, ()), start=1):
            where = f"{kind} {number} ({given.get('id', 'without an id')})"
            product = _built(record, given, where, faults)
            if product and product.publisher not in publishers:
                faults.append(Fault(where, f"publisher {product.publisher!r} is not in the file"))
            elif product:
                products.append(product)
    return Services(police, publishers, tuple(products)) if police else None


Record = TypeVar("Record", bound=Claim)


def _built(
    record: type[Record], given: Mapping[str, Any], where: str, faults: list[Fault]
) -> Record | None:
    """One record from its table, or its faults added to the others."""
    known = {one.name: one for one in fields(record)}
    wrong = [Fault(where, f"{name} is unknown") for name in given if name not in known]
    wrong += [
        Fault(where, f"{name} is missing")
        for name, one in known.items()
        if name not in given and one.default is MISSING and one.default_factory is MISSING
    ]
    wrong += [
        Fault(where, f"{name} is not of the kind that it should be")
        for name, value in given.items()
        if name in known and not _fits(str(known[name].type), value)
    ]
    if not wrong:
        built = record(**given)
        wrong = [Fault(where, problem) for problem in built._faults()]
        if not wrong:
            return built
    faults += wrong
    return None


def _fits(kind: str, value: Any) -> bool:
    if kind.startswith("int"):
        return isinstance(value, int)
    if kind.startswith("Mapping"):
        return isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return isinstance(value, date if kind == "date" else str)
