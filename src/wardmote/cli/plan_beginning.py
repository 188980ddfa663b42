"""`wardmote plan new`: a plan's folder, commented, ready to be filled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import DateType, open_workspace, shown_path, workspace_option
from wardmote.workspace import today_here

APRIL = 4


@click.command()
@workspace_option
@click.option("--starts", type=DateType(), default=None, help="Default: the next 1 April.")
def new(folder: Path | None, starts: date | None) -> None:
    """Begin a plan: commented files that can be read at once, and filled step by step."""
    from wardmote.plan.beginning import begin_plan, starter_indicators

    workspace = open_workspace(folder)
    today = today_here()
    written = begin_plan(
        workspace.plan_folder,
        area=workspace.partnership.area_name,
        starts=starts or date(today.year + (today >= date(today.year, APRIL, 1)), APRIL, 1),
    )
    for path in written:
        click.echo(shown_path(path))
    number = len(starter_indicators())
    click.echo(f"{number} indicators to choose from, each with who must supply it.")
    click.echo("Next: fill them from the top, and after each: wardmote plan check")
