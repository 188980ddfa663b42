"""Everything about one partnership's area: look-ups first, because they name what to ask for."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

from wardmote.errors import ConfigurationError, Fault, LayoutChanged, SourceError
from wardmote.evidence.fetching import attachments, features, observations
from wardmote.evidence.fetching.asking import Patience
from wardmote.evidence.fetching.ledger import Kept, Ledger, alone_in, save_whole
from wardmote.evidence.fetching.services import AnyProduct, Layer, Observations, Services

SCRATCH = ".fetching"
MARK_LENGTH = 12
DISTRICTS, LSOAS = "district-csp-force", "lsoa-ward-district"  # the two look-ups that come first
Tell = Callable[[str], None]


@dataclass(frozen=True)
class WantedArea:
    """The partnership whose area is fetched.

    Parameters
    ----------
    code
        ONS code of a district or a partnership; empty for a partnership known by name.
    name
        For messages, and for the folder where there is no code.
    districts
        Codes of its districts; empty where the look-up has to tell.
    wards
        Year of the wards.
    whole_force
        Fetch all districts of the police force: without them, crimes elsewhere in the force
        cannot be told from unplaced ones, and there is nothing to compare with.
    again
        Fetch what is held already too.
    """

    code: str
    name: str
    districts: tuple[str, ...] = ()
    wards: int = 2024
    whole_force: bool = True
    again: bool = False

    @property
    def folder(self) -> str:
        """Name of the folder that its files go to."""
        return self.code or re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


@dataclass(frozen=True)
class FetchedArea:
    """What came of it.

    Parameters
    ----------
    folder
        Where the files lie.
    saved, held
        Files that were saved, and that were held before and not asked for.
    to_be_confirmed
        What was asked at addresses that nobody here has read at the publisher's.
    """

    folder: Path
    saved: tuple[str, ...]
    held: tuple[str, ...]
    to_be_confirmed: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "folder": self.folder.as_posix(),
            "saved": list(self.saved),
            "held": list(self.held),
            "to_be_confirmed": list(self.to_be_confirmed),
        }


def fetch_area_data(
    wanted: WantedArea,
    folder: Path,
    *,
    services: Services,
    today: date,
    patience: Patience | None = None,
    tell: Tell = lambda _sentence: None,
) -> FetchedArea:
    """Fetch an area's look-ups, boundaries, residents and deprivation into a folder.

    Answers "get me what I need about my area". Files that are held are not asked for again,
    except the two look-ups that name the others' codes.

    Parameters
    ----------
    wanted
        The area.
    folder
        A folder of the area's code is made in it.
    services
        Where to ask.
    today
        For the ledger.
    patience
        How often and how long to try.
    tell
        Told how far it is.

    Returns
    -------
    FetchedArea
        What was saved and what was held.

    Raises
    ------
    ConfigurationError
        The services have no look-ups, or none for that year of wards.
    SourceError
        The area is not in the look-up, or some of its data did not come: all such faults
        together. What came is saved.
    """
    own = folder / wanted.folder
    job = _Job(wanted, own, services, today, patience or Patience(tell=tell), tell)
    with alone_in(own):
        return job.done()


class _How(TypedDict):
    """How the publishers are asked."""

    patience: Patience
    tell: Tell


@dataclass
class _Job:
    """One fetch at work; the codes that it has learnt so far."""

    wanted: WantedArea
    folder: Path
    services: Services
    today: date
    patience: Patience
    tell: Tell
    codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def done(self) -> FetchedArea:
        products = self._products()
        self._learn_districts(products[DISTRICTS])
        self._learn_lsoas(products[LSOAS])
        faults = []
        for product in products.values():
            if product.id in (DISTRICTS, LSOAS) or not self._is_needed(product):
                continue
            try:
                self._keep(product)
            except SourceError as error:
                faults.append(Fault(product.id, f"{error.what} {error.found or ''}".strip()))
        shutil.rmtree(self.folder / SCRATCH, ignore_errors=True)
        if faults:
            raise self._incomplete(faults)
        doubtful = tuple(one.id for one in products.values() if one.to_be_confirmed)
        return FetchedArea(self.folder, tuple(self.saved), tuple(self.held), doubtful)

    def _products(self) -> dict[str, AnyProduct]:
        wards = self.wanted.wards
        found = {one.id: one for one in self.services.products if one.wards in (None, wards)}
        lacking = [one for one in (DISTRICTS, LSOAS) if one not in found]
        if lacking:
            years = sorted({str(one.wards) for one in self.services.products if one.wards})
            raise ConfigurationError(
                f"The list of services has no {' and no '.join(lacking)} for wards of {wards}.",
                known=years,
                next_step="Choose another year of wards, or add the layers to services.toml.",
            )
        return found

    def _learn_districts(self, product: AnyProduct) -> None:
        """The area's districts, its partnerships, and the districts of its force."""
        links = self._links(product, ("district", "csp", "force"))
        own = set(self.wanted.districts) or {
            link["district"] for link in links if link["csp"] == self.wanted.code
        }
        mine = [link for link in links if link["district"] in own]
        if not mine:
            raise SourceError(
                f"{self.wanted.name} is not in the look-up of districts and partnerships.",
                where={"Layer": self.services.address(product)},
                expected=self.wanted.code or ", ".join(self.wanted.districts),
                next_step="Check the code; or the look-up is of another year: "
                "wardmote fetch services",
            )
        forces = {link["force"] for link in mine}
        wide = {link["district"] for link in links if link["force"] in forces}
        several = {one for one in own if sum(link["district"] == one for link in mine) > 1}
        self._learn("own", own)
        self._learn("district", wide if self.wanted.whole_force else own)
        self._learn("csp", {link["csp"] for link in mine if link["district"] in several})

    def _learn_lsoas(self, product: AnyProduct) -> None:
        links = self._links(product, ("lsoa", "ward", "district"))
        self._learn("lsoa", {link["lsoa"] for link in links})
        own = self.codes["own"]
        self._learn("ward", {link["ward"] for link in links if link["district"] in own})

    def _learn(self, kind: str, codes: Iterable[str]) -> None:
        self.codes[kind] = tuple(sorted(codes))

    def _links(self, product: AnyProduct, kinds: Sequence[str]) -> list[dict[str, str]]:
        """Rows of a look-up by kind of area. It is asked each time, and saved where it is new."""
        made, _ = self._content(product)
        ledger = Ledger.of(self.folder)
        same = any(one.sha256 == sha256(made).hexdigest() for one in ledger.held())
        if same and not self.wanted.again:
            self.held.append(product.saved_as)
        else:
            self._save(product, made, "")
        rows = csv.DictReader(io.StringIO(made.decode(), newline=""))
        links = [_by_kind(row) for row in rows]
        if not links or not set(kinds) <= set(links[0]):
            raise LayoutChanged(
                "The look-up answers otherwise than we know.",
                where={"Layer": self.services.address(product)},
                expected=f"columns of codes of {', '.join(kinds)}",
                found=", ".join(rows.fieldnames or ()) or "nothing",
                next_step="Correct it: wardmote fetch services > services.toml",
            )
        return links

    def _is_needed(self, product: AnyProduct) -> bool:
        """Partnerships' own outlines are needed only where a district holds several."""
        return product.asked_by == "everything" or bool(self.codes[product.asked_by])

    def _keep(self, product: AnyProduct) -> None:
        """Fetch and save a product, unless it is held as it was once saved for this question."""
        known = {(one.path, one.address, one.asked) for one in Ledger.of(self.folder).held()}
        question = (product.saved_as, self.services.address(product), self._asked(product))
        if question in known and not self.wanted.again:
            self.held.append(product.saved_as)
        else:
            self._save(product, *self._content(product))

    def _save(self, product: AnyProduct, made: bytes, whole_sha256: str) -> None:
        save_whole(self.folder, product.saved_as, made)
        kept = Kept(
            product.saved_as,
            sha256(made).hexdigest(),
            len(made),
            self.services.address(product),
            self.today,
            "every area asked for is in it",
            self._asked(product),
            whole_sha256,
        )
        Ledger.of(self.folder).with_files([kept]).write()
        self.saved.append(product.saved_as)

    def _asked(self, product: AnyProduct) -> str:
        """For which areas a product is asked, in words that another question does not share."""
        codes = self._codes(product)
        if codes is None:
            return product.asked_by
        mark = sha256(",".join(codes).encode()).hexdigest()[:MARK_LENGTH]
        return f"{len(codes)} of {product.asked_by}, {mark}"

    def _codes(self, product: AnyProduct) -> tuple[str, ...] | None:
        return None if product.asked_by == "everything" else self.codes[product.asked_by]

    def _content(self, product: AnyProduct) -> tuple[bytes, str]:
        """A product's file, and the SHA-256 of the whole that it was taken from."""
        self.tell(f"Asking for {product.id.replace('-', ' ')}")
        address, codes = self.services.address(product), self._codes(product)
        how: _How = {"patience": self.patience, "tell": self.tell}
        if isinstance(product, Layer):
            found = features.features_of(address, product, codes, **how)
            written = features.as_geojson if product.has_outlines else features.as_csv
            return written(found), ""
        if isinstance(product, Observations):
            rows = observations.observations_of(address, product, codes or (), **how)
            return observations.as_csv(product, rows), ""
        file = attachments.attachment_address(address, product.attachment, patience=self.patience)
        scratch = self.folder / SCRATCH
        made, got = attachments.rows_of_areas(file, product.column, codes or (), scratch, **how)
        return made, got.sha256

    def _incomplete(self, faults: Sequence[Fault]) -> SourceError:
        return SourceError(
            f"Not everything about {self.wanted.name} could be fetched; "
            f"{len(self.saved) + len(self.held)} files are there.",
            where={"Folder": str(self.folder)},
            faults=faults,
            next_step="Run it again: what is there is not asked for again. Where a layer was "
            "renamed, correct it: wardmote fetch services > services.toml",
        )


KINDS = {"LSOA21": "lsoa", "WD": "ward", "LAD": "district", "CSP": "csp", "PFA": "force"}


def _by_kind(row: Mapping[str, str]) -> dict[str, str]:
    """Codes of one row of a look-up by kind of area, whatever the year in their columns.

    Examples
    --------
    >>> _by_kind({"LAD24CD": "E06000032", "LAD24NM": "Luton", "PFA24CD": "E23000026"})
    {'district': 'E06000032', 'force': 'E23000026'}
    """
    found = {}
    for stem, kind in KINDS.items():
        for name, value in row.items():
            if re.fullmatch(rf"{stem}(\d\d)?CD", name.upper()):
                found[kind] = value
    return found
