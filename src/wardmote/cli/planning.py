"""The plan: begin one, check it, build it, update it, and hand it on."""

from __future__ import annotations

from pathlib import Path

import click

from wardmote.cli.building import build
from wardmote.cli.exchanging import export_plan, import_plan
from wardmote.cli.options import json_option, open_workspace, print_json, workspace_option
from wardmote.cli.plan_beginning import new
from wardmote.cli.plan_readings import readings
from wardmote.cli.plan_sheets import sheets
from wardmote.cli.plan_updates import update


@click.group()
def plan() -> None:
    """Write, check and build the partnership plan, and keep it up to date."""


@plan.command()
@workspace_option
@json_option
def check(folder: Path | None, as_json: bool) -> None:
    """Read the plan's folder and say what it holds, what it lacks, or every fault in it."""
    from wardmote.plan.records import TABLES
    from wardmote.plan.unwritten import unwritten

    book = open_workspace(folder).plan()
    held = {table: len(book.all(kind)) for table, kind in TABLES.items() if book.all(kind)}
    if as_json:
        print_json({"title": book.plan.title, "records": held, "to_write": unwritten(book)})
        return
    click.echo(book.plan.title)
    for table, number in held.items():
        click.echo(f"  {number:>5,}  {table.replace('_', ' ')}")
    for words in unwritten(book):
        click.echo(f"Still to write: {words}")
    click.echo("Next: wardmote plan build")


plan.add_command(new)
plan.add_command(build)
plan.add_command(readings)
plan.add_command(sheets)
plan.add_command(update)
plan.add_command(export_plan)
plan.add_command(import_plan)
