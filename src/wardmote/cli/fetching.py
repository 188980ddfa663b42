"""Fetching: the publishers' files into the workspace, ready to be read in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wardmote.cli.options import (
    end_progress,
    json_option,
    open_workspace,
    progress,
    shown_path,
    workspace_option,
)
from wardmote.configuration import INVENTED_CODE
from wardmote.errors import ConfigurationError
from wardmote.vocabulary.area_choice import choose_area
from wardmote.vocabulary.area_kinds import kind_of_code
from wardmote.vocabulary.districts import find_areas
from wardmote.vocabulary.force_names import find_force, force
from wardmote.vocabulary.months import month_code, parse_month
from wardmote.workspace import Workspace, today_here

if TYPE_CHECKING:
    from wardmote.evidence.fetching.area_data import FetchedArea, WantedArea
    from wardmote.evidence.fetching.police_uk import FetchedMonths
    from wardmote.evidence.fetching.services import Services

SERVICES_FILE = "services.toml"
LISTED = 6  # more than this are counted


class MonthType(click.ParamType[date]):
    """A month as YYYY-MM."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """First day of the month, from text."""
        return value if isinstance(value, date) else parse_month(value)


services_option = click.option(
    "--services",
    "services_file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    default=None,
    help=f"Where to ask. Default: {SERVICES_FILE} of the workspace, else the one that is shipped.",
)
again_option = click.option("--again", is_flag=True, help="Fetch what is held already, too.")


@click.group()
def fetch() -> None:
    """Download the publishers' files into the workspace."""


@fetch.command("police-uk")
@click.option("--force", "force_named", default=None, help="Default: the force of the area.")
@click.option("--from", "first", type=MonthType(), required=True, help="First month: YYYY-MM.")
@click.option("--to", "last", type=MonthType(), required=True, help="Last month: YYYY-MM.")
@workspace_option
@again_option
@services_option
@click.option("--base-url", default=None, help="Ask here instead of https://data.police.uk.")
@json_option
def police_uk(
    force_named: str | None,
    first: date,
    last: date,
    folder: Path | None,
    again: bool,
    services_file: Path | None,
    base_url: str | None,
    as_json: bool,
) -> None:
    """Download a police force's months.

    From the archives of data.police.uk. An archive holds all forces for three years, 1.7 GB
    or so; the fewest that cover the months are taken, and only this force's files are kept.
    What was cut is continued, and what is held is not asked for again.
    """
    from wardmote.evidence.fetching.police_uk import WantedMonths, fetch_police_uk

    workspace = open_workspace(folder)
    bases = {"police_uk": base_url} if base_url else {}
    services = _services(workspace, services_file, bases)
    slug = _slug(force_named, workspace, any_name=base_url is not None)
    fetched = fetch_police_uk(
        WantedMonths(slug, first, last, again),
        workspace.folder / "sources" / "police_uk",
        police=services.police,
        today=today_here(),
        tell=progress(as_json),
    )
    end_progress(as_json)
    if as_json:
        click.echo(json.dumps(fetched.as_json(), ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(_months_said(slug, fetched)))
    click.echo(f"Months of {slug}: {shown_path(fetched.folder)}")
    click.echo(f"Next: wardmote ingest {shown_path(fetched.folder)}")


@fetch.command("area-data")
@click.option("--area", default=None, help="Code or name. Default: the workspace's.")
@workspace_option
@click.option(
    "--wards",
    type=int,
    default=2024,
    show_default=True,
    help="Year of the wards, 2024 or 2025.",
)
@click.option(
    "--without-force",
    is_flag=True,
    help="Leave out the force's other districts: quicker, but nothing to compare with.",
)
@again_option
@services_option
@click.option(
    "--base-url",
    "bases",
    multiple=True,
    metavar="PUBLISHER=URL",
    help="Ask here instead: open_geography=https://…",
)
@json_option
def area_data(
    area: str | None,
    folder: Path | None,
    wards: int,
    without_force: bool,
    again: bool,
    services_file: Path | None,
    bases: Sequence[str],
    as_json: bool,
) -> None:
    """Download an area's look-ups, outlines and people.

    With deprivation, from the ONS Open Geography portal, Nomis and GOV.UK. The districts of
    the whole police force come too: without them a crime next door cannot be told from an
    unplaced one.
    """
    from wardmote.evidence.fetching.area_data import WantedArea, fetch_area_data

    workspace = open_workspace(folder)
    services = _services(workspace, services_file, _bases(bases))
    code, name, districts = _area(area, workspace)
    wanted = WantedArea(
        code, name, districts, wards=wards, whole_force=not without_force, again=again
    )
    fetched = fetch_area_data(
        wanted,
        workspace.folder / "sources" / "area-data",
        services=services,
        today=today_here(),
        tell=progress(as_json),
    )
    end_progress(as_json)
    if as_json:
        click.echo(json.dumps(fetched.as_json(), ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(_area_said(wanted, fetched)))
    click.echo(f"Area data of {name}: {shown_path(fetched.folder)}")
    click.echo(f"Next: wardmote ingest {shown_path(fetched.folder)}")


@fetch.command()
def services() -> None:
    """Print where we ask, and how sure we are.

    Save it as services.toml beside partnership.toml, and it is used instead of the one that
    comes with Wardmote.
    """
    from wardmote.evidence.fetching.services import shipped_services

    click.echo(shipped_services(), nl=False)


def _services(workspace: Workspace, named: Path | None, bases: dict[str, str]) -> Services:
    from wardmote.evidence.fetching.services import read_services

    own = workspace.folder / SERVICES_FILE
    return read_services(named or (own if own.is_file() else None)).at(bases)


def _slug(named: str | None, workspace: Workspace, *, any_name: bool) -> str:
    """The force's slug: as named, or that of the workspace's area."""
    if named is None:
        places = find_areas(workspace.partnership.area_code)
        if not places or places[0].force is None:
            raise ConfigurationError(
                "The police force of this area is not known.",
                where={"Area": workspace.partnership.area_name},
                next_step="Name it: --force avon-and-somerset",
            )
        return places[0].force
    known = find_force(named)
    # Another server than the publisher's may have forces that do not exist.
    return known.slug if known else named if any_name else force(named).slug


def _area(named: str | None, workspace: Workspace) -> tuple[str, str, tuple[str, ...]]:
    """Code, name and known districts of the area."""
    declared = workspace.partnership
    text = (named or declared.area_code or f"{declared.area_name} CSP").strip()
    if INVENTED_CODE.fullmatch(text):
        return text, text, (text,) if kind_of_code(text) == "district" else ()
    is_declared = named is None and declared.area_kind == "district"
    area = choose_area(text, whole_district=is_declared)
    return area.code or "", area.name or area.label, area.districts


def _bases(given: Sequence[str]) -> dict[str, str]:
    pairs = [one.partition("=") for one in given]
    wrong = [
        one for one, (_, equals, url) in zip(given, pairs, strict=True) if not equals or not url
    ]
    if wrong:
        raise ConfigurationError(
            "--base-url does not fit.",
            expected="PUBLISHER=ADDRESS, for example open_geography=https://…",
            found=", ".join(wrong),
            next_step="See the publishers in: wardmote fetch services",
        )
    return {name.strip(): url.strip() for name, _, url in pairs}


def _months_said(slug: str, fetched: FetchedMonths) -> list[str]:
    lines = []
    if fetched.saved:
        lines.append(f"{len(fetched.saved):,} files came.")
        lines += [
            f"  {name}: {check}"
            for name, check in zip(fetched.archives, fetched.checks, strict=True)
        ]
    else:
        lines.append("Nothing new.")
    if fetched.held:
        lines.append(f"{_listed(fetched.held)} held already; --again fetches corrections.")
    if fetched.missing:
        lines.append(f"{slug} did not publish {_listed(fetched.missing)}.")
    for month, kinds in fetched.incomplete.items():
        lines.append(f"{slug} published no {' and no '.join(kinds)} in {month_code(month)}.")
    if fetched.not_yet:
        lines.append(f"{_listed(fetched.not_yet)}: not published yet.")
    return lines


def _listed(months: Sequence[date]) -> str:
    if len(months) > LISTED:
        return f"{len(months):,} months ({month_code(months[0])} to {month_code(months[-1])})"
    return ", ".join(map(month_code, months))


def _area_said(wanted: WantedArea, fetched: FetchedArea) -> list[str]:
    lines = [f"{len(fetched.saved):,} files came." if fetched.saved else "Nothing new."]
    lines += [f"  {path}" for path in fetched.saved]
    if fetched.held:
        lines.append(f"{len(fetched.held):,} files were held already; --again fetches them anew.")
    if fetched.to_be_confirmed:
        lines.append(
            f"{len(fetched.to_be_confirmed):,} of these were asked for at addresses that we have "
            "second hand: look at what came before you rely on it (wardmote fetch services)."
        )
    return lines
