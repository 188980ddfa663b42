"""The plan's calendar: printed, and written for calendar programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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
from wardmote.vocabulary.marking import Marking
from wardmote.workspace import today_here

if TYPE_CHECKING:
    from wardmote.plan.calendar import CalendarEntry

MONTHS_AHEAD = 12
FILES = {Marking.PARTNERS: "calendar.ics", Marking.PUBLIC: "calendar-public.ics"}


@click.command()
@as_of_option
@click.option("--until", type=DateType(), default=None, help="Last day. Default: a year on.")
@click.option(
    "--for",
    "readers",
    type=click.Choice([one.value for one in Marking]),
    default=Marking.PARTNERS.value,
    help="Whose calendar it is.",
)
@workspace_option
@json_option
def calendar(
    as_of: date | None, until: date | None, readers: str, folder: Path | None, as_json: bool
) -> None:
    """Print every day to have in mind, and write them for calendar programs."""
    from wardmote.plan.calendar import icalendar_bytes, plan_calendar
    from wardmote.vocabulary.months import shift_day

    workspace = open_workspace(folder)
    book, marking = workspace.plan(), Marking(readers)
    first = as_of or today_here()
    last = until or shift_day(first, MONTHS_AHEAD)
    entries = plan_calendar(book, first=first, last=last, readers=marking)
    path = workspace.folder / FILES[marking]
    path.write_bytes(icalendar_bytes(entries, title=book.plan.title, as_of=first))
    if as_json:
        print_json({"file": str(path), "entries": [_json(one) for one in entries]})
        return
    click.echo(f"{book.plan.title}: {first} to {last}")
    for one in entries:
        click.echo(f"  {_days(one)}  {one.title}{_behind(one)}")
    click.echo(f"Written to {shown_path(path)}: open it, or subscribe to it, in a calendar program")
    click.echo("Next: wardmote plan check")


def _days(one: CalendarEntry) -> str:
    return f"{one.on} to {one.ends}" if one.ends else f"{one.on}"


def _behind(one: CalendarEntry) -> str:
    said = [part for part in (one.body, one.rests_on, one.note.rstrip(".")) if part]
    return f" ({'; '.join(said)})" if said else ""


def _json(one: CalendarEntry) -> dict[str, str]:
    return {
        "id": one.id,
        "on": f"{one.on}",
        "ends": f"{one.ends or one.on}",
        "title": one.title,
        "kind": one.kind,
        "body": one.body,
        "note": one.note,
        "rests_on": one.rests_on,
    }
