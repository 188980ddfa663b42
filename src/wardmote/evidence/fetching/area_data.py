"""Everything about one partnership's area: look-ups first, because they name what to ask for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from wardmote.errors import ConfigurationError, Fault, SourceError
from wardmote.evidence.fetching import attachments, features, observations
from wardmote.evidence.fetching.asking import Patience
from wardmote.evidence.fetching.ledger import Kept, Ledger, save_whole
from wardmote.evidence.fetching.services import (
    Attachment,
    Layer,
    Observations,
    Product,
    Services,
)

SCRATCH = ".fetching"
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
    tell_or_wait = patience or Patience(tell=tell)
    job = _Job(wanted, folder / wanted.folder, services, today, tell_or_wait, tell)
    return job.done()


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
                self._keep(product, partial(self._content, product))
            except SourceError as error:
                faults.append(Fault(product.id, f"{error.what} {error.found or ''}".strip()))
        shutil.rmtree(self.folder / SCRATCH, ignore_errors=True)
        if faults:
            raise self._incomplete(faults)
        doubtful = tuple(one.id for one in products.values() if one.to_be_confirmed)
        return FetchedArea(self.folder, tuple(self.saved), tuple(self.held), doubtful)

    def _products(self) -> dict[str, Product]:
        wards = self.wanted.wards
        found = {one.id: one for one in self.services.products if one.wards in (None, wards)}
        lacking = [one for one in (DISTRICTS, LSOAS) if not isinstance(found.get(one), Layer)]
        if lacking:
            years = sorted({str(one.wards) for one in self.services.products if one.wards})
            raise ConfigurationError(
                f"The list of services has no {' and no '.join(lacking)} for wards of {wards}.",
                known=years,
                next_step="Choose another year of wards, or add the layers to services.toml.",
            )
        return found

    def _learn_districts(self, product: Product) -> None:
        """The area's districts, its partnerships, and the districts of its force."""
        rows = self._features(product, None)
        self._keep(product, lambda: (features.as_csv(rows), ""))
        links = [_by_kind(one["properties"]) for one in rows]
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
        several = {
            district for district in own if sum(one["district"] == district for one in mine) > 1
        }
        self.codes["district"] = tuple(sorted(wide if self.wanted.whole_force else own))
        self.codes["own"] = tuple(sorted(own))
        self.codes["csp"] = tuple(
            sorted({link["csp"] for link in mine if link["district"] in several})
        )

    def _learn_lsoas(self, product: Product) -> None:
        rows = self._features(product, self.codes["district"])
        self._keep(product, lambda: (features.as_csv(rows), ""))
        links = [_by_kind(one["properties"]) for one in rows]
        self.codes["lsoa"] = tuple(sorted({link["lsoa"] for link in links}))
        own = self.codes["own"]
        self.codes["ward"] = tuple(
            sorted({link["ward"] for link in links if link["district"] in own})
        )

    def _is_needed(self, product: Product) -> bool:
        """Partnerships' own outlines are needed only where a district holds several."""
        return product.asked_by == "everything" or bool(self.codes[product.asked_by])

    def _content(self, product: Product) -> tuple[bytes, str]:
        """A product's file, and the SHA-256 of the whole that it was taken from."""
        codes = None if product.asked_by == "everything" else self.codes[product.asked_by]
        if isinstance(product, Layer):
            found = self._features(product, codes)
            outlines = product.saved_as.endswith(".geojson")
            return (features.as_geojson if outlines else features.as_csv)(found), ""
        if isinstance(product, Observations):
            rows = observations.observations_of(
                self.services.address(product),
                product,
                codes or (),
                patience=self.patience,
                tell=self.tell,
            )
            return observations.as_csv(product, rows), ""
        assert isinstance(product, Attachment)
        return self._attachment(product, codes or ())

    def _attachment(self, product: Attachment, codes: Sequence[str]) -> tuple[bytes, str]:
        page = self.services.address(product)
        address = attachments.attachment_address(page, product.attachment, patience=self.patience)
        content, got = attachments.rows_of_areas(
            address,
            product.column,
            set(codes),
            self.folder / SCRATCH,
            patience=self.patience,
            tell=self.tell,
        )
        return content, got.sha256

    def _features(self, product: Product, codes: Sequence[str] | None) -> list[features.Feature]:
        self.tell(f"Asking for {product.id.replace('-', ' ')}")
        return features.features_of(
            self.services.address(product),
            product.column,
            codes,
            outlines=product.saved_as.endswith(".geojson"),
            patience=self.patience,
            tell=self.tell,
        )

    def _keep(self, product: Product, content: Callable[[], tuple[bytes, str]]) -> None:
        """Save a product, unless it is held as it was once saved."""
        ledger = Ledger.of(self.folder)
        if not self.wanted.again and product.saved_as in {one.path for one in ledger.held()}:
            self.held.append(product.saved_as)
            return
        made, whole = content()
        save_whole(self.folder, product.saved_as, made)
        kept = Kept(
            product.saved_as,
            sha256(made).hexdigest(),
            len(made),
            self.services.address(product),
            self.today,
            "every area asked for is in it",
            whole,
        )
        ledger.with_files([kept]).write()
        self.saved.append(product.saved_as)

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


def _by_kind(properties: Mapping[str, object]) -> dict[str, str]:
    """Codes of one row of a look-up by kind of area, whatever the year in their columns.

    Examples
    --------
    >>> _by_kind({"LAD24CD": "E06000032", "LAD24NM": "Luton", "PFA24CD": "E23000026"})
    {'district': 'E06000032', 'force': 'E23000026'}
    """
    found = {}
    for stem, kind in KINDS.items():
        for name, value in properties.items():
            if re.fullmatch(rf"{stem}(\d\d)?CD", name.upper()):
                found[kind] = str(value)
    return found
