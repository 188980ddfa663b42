"""`wardmote plan update`: one word from one owner, into the history."""

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
    from wardmote.plan.status import Standing
    from wardmote.workspace import Workspace

SAYS = ("started", "on-track", "at-risk", "done", "stopped", "note")
_DAY = DateType()


@click.command()
@click.argument("about", metavar="[ID]", required=False)
@workspace_option
@json_option
@click.option("--status", "says", type=click.Choice(SAYS), default="note", help="What is said.")
@click.option("--by", default="", help="Body that enters it. Default: the one that answers.")
@click.option("--on-behalf-of", default="", help="Body whose word it is.")
@click.option("--on", type=_DAY, default=None, help="Day on which it was said. Default: today.")
@click.option("--changed", "what_changed", default="", help="What changed.")
@click.option("--so-what", default="", help="Who noticed, or what it led to.")
@click.option("--forecast", type=_DAY, default=None, help="When it will be done.")
@click.option("--why", default="", help="Late or at risk: why.")
@click.option("--put-right", default="", help="What will put it right.")
@click.option("--put-right-by", type=_DAY, default=None, help="By when.")
@click.option("--help-needed", default="", help="What is asked of others.")
@click.option("--evidence", default="", help="Done: where that can be seen.")
@click.option("--signed-off-by", default="", help="Done: the second post that agreed.")
@click.option("--move-to", "moved_to", type=_DAY, default=None, help="A new due day.")
@click.option("--move-why", "moved_why", default="", help="Why it is moved.")
@click.option("--stopped-at", default="", help="Stopped: the meeting that decided.")
@click.option("--stopped-why", default="", help="Stopped: the reason.")
@click.option("--new-wording", default="", help="A promise's new words; the first stay.")
@click.option("--reply", default="", help="A partner's reply, printed beside it.")
def update(
    about: str | None, folder: Path | None, as_json: bool, on: date | None, **given: Any
) -> None:
    """Say how an action, a milestone or a promise stands.

    Without ID: what waits for a word from its owner. Nothing that stands is overwritten: the first
    day and the first wording stay on record.
    """
    workspace = open_workspace(folder)
    today = today_here()
    if about is None:
        _list_waiting(workspace, today, as_json)
        return
    from wardmote.plan.updating import bodies_of, record_update, thing_of, update_of

    thing = thing_of(workspace.plan(), about)
    values = {name: value for name, value in given.items() if value}
    values |= {"about": about, "on": on or today, "says": given["says"].replace("-", "_")}
    values.setdefault("by", bodies_of(thing)[0] if thing else "nobody")
    done = record_update(workspace.plan_folder, update_of(values), today=today)
    standing = done.standing
    if as_json:
        print_json({**_plain(standing), "said": list(done.said), "file": str(done.path)})
        return
    _print(standing)
    for one in done.said:
        click.echo(f"Note: {one}")
    click.echo(f"Saved in {shown_path(done.path)}")
    click.echo("Next: wardmote plan build")


def _list_waiting(workspace: Workspace, today: date, as_json: bool) -> None:
    from wardmote.plan.status import standings
    from wardmote.plan.updating import waiting

    found = waiting(standings(workspace.plan(), on=today))
    if as_json:
        print_json([_plain(one) for one in found])
        return
    for one in found:
        _print(one)
    number = len(found)
    click.echo(f"{number} wait{'s' * (number == 1)} for a word." if number else "None waits.")
    click.echo('Next: wardmote plan update ID --status on-track --changed "…"')


def _print(one: Standing) -> None:
    click.echo(f"{one.about}: {one.status.words}. {one.because}")


def _plain(one: Standing) -> dict[str, Any]:
    return {
        "about": one.about,
        "status": one.status,
        "because": one.because,
        "due_first": one.due_first,
        "due": one.due,
        "wanting": list(one.wanting),
    }
