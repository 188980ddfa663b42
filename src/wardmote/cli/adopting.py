"""Adopting a plan: the day and the board, exceptions, yearly revisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardmote.cli.options import DateType, open_workspace, shown_path, workspace_option

if TYPE_CHECKING:
    from wardmote.assessment.duties import DutyRecord

_day = DateType()


@click.command()
@click.option("--on", type=_day, required=True, help="Day of the adoption.")
@click.option("--by", required=True, help="Id of the board that adopted it.")
@workspace_option
def adopt(on: date, by: str, folder: Path | None) -> None:
    """Write the plan's adoption down and freeze it. Nothing stands in its way."""
    from wardmote.plan import adoption
    from wardmote.plan.folder import PLAN_FOLDER

    workspace = open_workspace(folder)
    done = adoption.adopt(
        workspace.folder / PLAN_FOLDER,
        on=on,
        by=by,
        run_by=workspace.partnership.name,
        evidence=workspace.duty_evidence(),
    )
    click.echo(f"Adopted on {on}. Frozen in {shown_path(done.frozen)}")
    _ask_for_exceptions(done.missing)
    click.echo("Next: wardmote plan check")


def _ask_for_exceptions(missing: Iterable[DutyRecord]) -> None:
    listed = list(missing)
    if not listed:
        return
    click.echo("Not in place, and no exception recorded:")
    for one in listed:
        click.echo(f"  {one.id}  {one.rule.title}: {one.today.because}")
    click.echo("Record each that was known: wardmote plan exception --help")


@click.command()
@click.argument("what")
@click.option("--why", required=True, help="Why it is adopted all the same.")
@click.option("--who", required=True, help="Id of the body that takes it.")
@click.option("--on", type=_day, required=True, help="Day on which it was taken.")
@click.option("--put-right-by", type=_day, required=True, help="By when it will be put right.")
@click.option("--rule", default="", help="Id of the duty that it bears on, such as REG-11d.")
@workspace_option
def exception(
    what: str, why: str, who: str, on: date, put_right_by: date, rule: str, folder: Path | None
) -> None:
    """Record that WHAT was not in place when the plan was adopted. It is printed in the plan."""
    from wardmote.plan.adoption import record_exception
    from wardmote.plan.folder import PLAN_FOLDER
    from wardmote.plan.records import AdoptionException, Body
    from wardmote.plan.records.ids import BodyId

    workspace = open_workspace(folder)
    workspace.plan().one(Body, who)
    taken = AdoptionException(
        what=what, why=why, who=BodyId(who), on=on, put_right_by=put_right_by, rule=rule
    )
    path = record_exception(workspace.folder / PLAN_FOLDER, taken)
    click.echo(f"Recorded in {shown_path(path)}")
    click.echo("Next: wardmote plan check")


@click.command()
@click.option("--year", type=int, required=True, help="Calendar year in which its 1 April lies.")
@click.option("--note", required=True, help='What changed and why; or "nothing, because …".')
@click.option("--on", type=_day, required=True, help="Day on which the revision was adopted.")
@click.option("--assessment", default="", help="Id of the assessment that it had regard to.")
@workspace_option
def revise(year: int, note: str, on: date, assessment: str, folder: Path | None) -> None:
    """Record a yearly revision with its change note, and freeze the plan as revised."""
    from wardmote.plan import adoption
    from wardmote.plan.folder import PLAN_FOLDER
    from wardmote.plan.frozen import changes_since, frozen_versions
    from wardmote.plan.records import AssessmentUsed

    workspace = open_workspace(folder)
    book, at = workspace.plan(), workspace.folder / PLAN_FOLDER
    if assessment:
        book.one(AssessmentUsed, assessment)
    earlier = frozen_versions(at)
    frozen = adoption.revise(at, adoption.revision_of(year, note, on, assessment))
    click.echo(f"Revised for {year}. Frozen in {shown_path(frozen)}")
    for line in changes_since(book, earlier[-1]) if earlier else ():
        click.echo(f"  {line}")
    click.echo("Next: wardmote plan check")
