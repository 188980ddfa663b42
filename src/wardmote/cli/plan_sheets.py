"""`wardmote plan sheets`: spreadsheets to owners who will not log in, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import (
    DateType,
    json_option,
    open_workspace,
    print_json,
    shown_path,
    typed_path,
    workspace_option,
)
from wardmote.workspace import today_here


@click.group()
def sheets() -> None:
    """Send each body a spreadsheet of what it answers for, and read what comes back."""


@sheets.command()
@click.argument("bodies", nargs=-1, metavar="[BODY]…")
@workspace_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder to write to. Default: sheets, in the workspace.",
)
@click.option("--replace", is_flag=True, help="Write over a sheet that is there.")
def write(bodies: tuple[str, ...], folder: Path | None, out: Path | None, replace: bool) -> None:
    """Write a workbook for each BODY, or for every body that answers for something."""
    from wardmote.plan.records import Body
    from wardmote.plan.sheets import write_sheet

    workspace = open_workspace(folder)
    book = workspace.plan()
    today = today_here()
    target = out or workspace.folder / "sheets"
    last = None
    for body in bodies or [one.id for one in book.all(Body)]:
        path = target / f"{body}.xlsx"
        rows = write_sheet(book, body, path, on=today, replace=replace)
        if rows:
            last = path
            click.echo(f"{shown_path(path)}: {rows} row{'s' * (rows != 1)}")
    if last is None:
        click.echo("Nobody answers for anything yet: no sheet was written.")
        click.echo("Next: write actions and promises, and then: wardmote plan check")
        return
    click.echo(f"Next: send them, and then: wardmote plan sheets read {typed_path(last)}")


@sheets.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False))
@workspace_option
@json_option
@click.option("--on", type=DateType(), default=None, help="Day of the answers. Default: today.")
@click.option("--by", default="", help="Body that enters them. Default: the owner itself.")
def read(
    files: tuple[Path, ...], folder: Path | None, as_json: bool, on: date | None, by: str
) -> None:
    """Read the workbooks that came back: all of them, or none with every fault."""
    from wardmote.plan.sheets import read_sheets

    workspace = open_workspace(folder)
    today = today_here()
    found = read_sheets(workspace.plan_folder, files, on=on or today, today=today, by=by)
    if as_json:
        updates = [{"about": one.about, "says": one.says} for one in found.updates]
        print_json({"updates": updates, "empty_rows": found.empty_rows, "said": list(found.said)})
        return
    for one in found.updates:
        click.echo(f"{one.about}: {one.says.words}")
    for words in found.said:
        click.echo(f"Note: {words}")
    number = len(found.updates)
    click.echo(f"{number} update{'s' * (number != 1)}; {found.empty_rows} without news")
    if found.path:
        click.echo(f"Saved in {shown_path(found.path)}")
    click.echo("Next: wardmote plan build")
