"""The plan: begin one, check it, build it, update it, and hand it on."""

from __future__ import annotations

import click

from wardmote.cli.adopting import adopt, exception, revise
from wardmote.cli.building import build
from wardmote.cli.checking import check
from wardmote.cli.dates import calendar
from wardmote.cli.exchanging import export_plan, import_plan
from wardmote.cli.plan_beginning import new
from wardmote.cli.plan_readings import readings
from wardmote.cli.plan_sheets import sheets
from wardmote.cli.plan_updates import update


@click.group()
def plan() -> None:
    """Write, check and build the partnership plan, and keep it up to date."""


plan.add_command(new)
plan.add_command(adopt)
plan.add_command(build)
plan.add_command(calendar)
plan.add_command(check)
plan.add_command(exception)
plan.add_command(revise)
plan.add_command(readings)
plan.add_command(sheets)
plan.add_command(update)
plan.add_command(export_plan)
plan.add_command(import_plan)
