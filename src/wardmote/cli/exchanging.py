"""The plan handed on to others, and taken from them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import (
    DateType,
    as_of_option,
    json_option,
    open_workspace,
    print_json,
    shown_path,
    workspace_option,
)
from wardmote.workspace import today_here

FORMATS = ("stratml", "csv", "json")


@click.command(name="export")
@workspace_option
@click.option("--format", "name", type=click.Choice(FORMATS), required=True, help="Format.")
@click.option(
    "--for",
    "readers",
    type=click.Choice(["public", "partners"]),
    default="public",
    help="Whom it is for. Default: public, which leaves out what is marked for partners and "
    "every small number.",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder. Default: exports/ in the workspace.",
)
@as_of_option
@json_option
def export_plan(
    folder: Path | None,
    name: str,
    readers: str,
    target: Path | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Write the plan for other programs: StratML, CSV with a data package, or JSON."""
    from wardmote.plan.exchange import clear_book, write_exports
    from wardmote.vocabulary.marking import Marking

    workspace = open_workspace(folder)
    on = as_of or today_here()
    cleared = clear_book(workspace.plan(), Marking(readers), on=on)
    place = target or workspace.folder / "exports" / f"plan-{on.isoformat()}-{readers}"
    written = write_exports(cleared, place, name, organisation=workspace.partnership.name)
    withheld = len(cleared.withheld) + len(cleared.withheld_baselines)
    if as_json:
        print_json({"readers": readers, "withheld": withheld, "files": [*map(str, written)]})
        return
    for path in written:
        click.echo(f"  {shown_path(path)}")
    if withheld:
        said = "1 value was" if withheld == 1 else f"{withheld:,} values were"
        click.echo(f"{said} withheld: small numbers, or to protect one.")
    click.echo(f"Next: send the files. They are for {'the ' * (readers == 'public')}{readers}.")


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@workspace_option
@click.option("--starts", type=DateType(), default=None, help="First day, where it gives none.")
@click.option("--ends", type=DateType(), default=None, help="Last day, where it gives none.")
@json_option
def import_plan(
    file: Path, folder: Path | None, starts: date | None, ends: date | None, as_json: bool
) -> None:
    """Begin a plan from a StratML file, and say what of it found no place."""
    from wardmote.plan.folder import PLAN_FOLDER, begin_plan
    from wardmote.plan.stratml import import_stratml

    workspace = open_workspace(folder)
    area = workspace.partnership.area_name
    imported = import_stratml(file, area=area, starts=starts, ends=ends)
    made = begin_plan(workspace.folder / PLAN_FOLDER, imported.records)
    if as_json:
        left = [{"where": one.where, "why": one.why} for one in imported.not_taken]
        print_json({"folder": str(made), "records": len(imported.records), "not_taken": left})
        return
    click.echo(f"Records made: {len(imported.records):,}. The plan is a draft: {shown_path(made)}")
    if imported.not_taken:
        click.echo(f"Not taken, {len(imported.not_taken):,}:")
    for one in imported.not_taken:
        click.echo(f"  {one.where}    {one.why}")
    click.echo('Next: fill in what is "to be confirmed", then: wardmote plan check')
