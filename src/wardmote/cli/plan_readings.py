"""`wardmote plan readings`: what is due, what came, and what is late."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wardmote.cli.options import (
    DateType,
    json_option,
    open_workspace,
    print_json,
    shown_path,
    workspace_option,
)
from wardmote.workspace import today_here

if TYPE_CHECKING:
    from wardmote.plan.book import PlanBook
    from wardmote.plan.rating import Arrival, Rated
    from wardmote.plan.receiving import Received

_DAY = DateType()


@click.group()
def readings() -> None:
    """See which readings of indicators are due or late, and take in those that came."""


@readings.command(name="list")
@workspace_option
@json_option
@click.option("--on", type=_DAY, default=None, help="Day that it stands for. Default: today.")
def list_readings(folder: Path | None, as_json: bool, on: date | None) -> None:
    """List the readings that partners supply: late ones first, then by the day they are due."""
    from wardmote.plan.rating import arrivals

    book = open_workspace(folder).plan()
    found = arrivals(book, on=on or today_here())
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        click.echo(_line(book, one))
    late = sum(one.is_late for one in found)
    click.echo(f"{len(found)} supplied by partners; {late} late")
    click.echo("Next: wardmote plan readings add ID VALUE --from DAY --to DAY")


@readings.command()
@workspace_option
@json_option
@click.option("--on", type=_DAY, default=None, help="Day that it stands for. Default: today.")
@click.option("--version", type=int, default=None, help="Evidence version. Default: the newest.")
def status(folder: Path | None, as_json: bool, on: date | None, version: int | None) -> None:
    """Say how every indicator stands, those of the evidence store at one evidence version."""
    workspace = open_workspace(folder)
    found = workspace.rate_plan(workspace.plan(), on=on or today_here(), version=version)
    if as_json:
        print_json([_rated(one) for one in found.values()])
        return
    for one in found.values():
        click.echo(f"{one.indicator.id}: {one.rag.words}")
        click.echo(f"  {one.because}")
        for words in filter(None, (*one.remarks, one.missing, one.source)):
            click.echo(f"  {words}")
    click.echo("Next: wardmote plan build")


def _rated(one: Rated) -> dict[str, Any]:
    test = one.test
    return {
        "indicator": one.indicator.id,
        "status": one.rag,
        "difference": one.difference,
        "because": one.because,
        "start": str(one.start or ""),
        "latest": str(one.latest or ""),
        "aim": str(one.aim or ""),
        "p": test.p if test else None,
        "adjusted_p": test.adjusted_p if test else None,
        "family_size": test.family_size if test else None,
        "method": test.basis.method if test else "",
        "source": one.source,
        "missing": one.missing,
        "remarks": list(one.remarks),
    }


@readings.command()
@click.argument("indicator", metavar="ID")
@click.argument("value", type=float)
@workspace_option
@click.option("--from", "starts", type=_DAY, required=True, help="First day of its period.")
@click.option("--to", "ends", type=_DAY, required=True, help="Last day of its period.")
@click.option("--provider", default="", help="Body that gave it. Default: its supplier.")
@click.option("--received", "received_on", type=_DAY, default=None, help="Default: today.")
@click.option("--base", type=int, default=None, help="For a share: how many it is of.")
@click.option("--revised", is_flag=True, help="It replaces an earlier one of the same period.")
@click.option("--place", "places", multiple=True, help="Counted in the field: where. Repeat it.")
@click.option("--effort", default="", help="Counted in the field: people and hours.")
@click.option("--note", default="", help="What a reader must know.")
def add(indicator: str, folder: Path | None, **given: Any) -> None:
    """Add one reading of an indicator. A share is written from 0 to 1."""
    from wardmote.plan.folder.tables import record_of
    from wardmote.plan.receiving import receive
    from wardmote.plan.records import Indicator, Reading

    workspace = open_workspace(folder)
    measure = workspace.plan().one(Indicator, indicator)
    given["places"] = list(given["places"])
    given["received_on"] = given["received_on"] or today_here()
    given["provider"] = given["provider"] or measure.supplied_by or measure.owner
    values = {name: value for name, value in given.items() if value or name == "value"}
    record, wrong = record_of("reading", {**values, "indicator": indicator}, "reading")
    placed = [("reading", record)] if isinstance(record, Reading) else []
    _print(receive(workspace.plan_folder, placed, today=today_here(), wrong=wrong))


@readings.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@workspace_option
@click.option("--provider", default="", help="Body that gave it, where the file does not say.")
@click.option("--received", "received_on", type=_DAY, default=None, help="Default: today.")
def import_file(file: Path, folder: Path | None, provider: str, received_on: date | None) -> None:
    """Add a partner's CSV of readings: all of them, or none with every fault."""
    from wardmote.plan.receiving import import_readings

    received = import_readings(
        open_workspace(folder).plan_folder,
        file,
        provider=provider,
        received_on=received_on or today_here(),
        today=today_here(),
    )
    _print(received)


def _print(received: Received) -> None:
    for words in received.said:
        click.echo(f"Note: {words}")
    number = len(received.readings)
    click.echo(f"{number} reading{'s' * (number != 1)} added")
    for path in received.paths:
        click.echo(f"Saved in {shown_path(path)}")
    click.echo("Next: wardmote plan readings list")


def _line(book: PlanBook, one: Arrival) -> str:
    from wardmote.plan.records import Body
    from wardmote.vocabulary.months import day_name

    body = book.one(Body, one.indicator.supplied_by).name
    came = f"received {day_name(one.newest.received_on)}" if one.newest else "none received yet"
    word = "late, it was due" if one.is_late else "due"
    revised = f"; {one.revised} revised" if one.revised else ""
    return (
        f"{one.indicator.id}: {word} by {day_name(one.due_on)} from {body}. "
        f"Held to {day_name(one.covered_to)}, {came}{revised}."
    )


def _plain(one: Arrival) -> dict[str, Any]:
    return {
        "indicator": one.indicator.id,
        "supplied_by": one.indicator.supplied_by,
        "covered_to": one.covered_to,
        "due_on": one.due_on,
        "is_late": one.is_late,
        "revised": one.revised,
    }
