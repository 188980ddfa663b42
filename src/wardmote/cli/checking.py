"""Checking a plan: what it holds, what was changed since its adoption, what the law asks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardmote.cli.options import (
    as_of_option,
    json_option,
    open_workspace,
    print_json,
    workspace_option,
)

if TYPE_CHECKING:
    from wardmote.plan.duties import PlanDutyCheck


@click.command()
@click.option("--duties", "all_duties", is_flag=True, help="Print every duty, not only a summary.")
@as_of_option
@workspace_option
@json_option
def check(all_duties: bool, as_of: date | None, folder: Path | None, as_json: bool) -> None:
    """Read the plan's folder: what it holds, what was changed since adoption, what the law asks."""
    from wardmote.plan.folder import PLAN_FOLDER
    from wardmote.plan.frozen import changed_by_hand, frozen_versions
    from wardmote.plan.records import TABLES
    from wardmote.plan.unwritten import unwritten

    workspace = open_workspace(folder)
    book = workspace.plan()
    held = {table: len(book.all(kind)) for table, kind in TABLES.items() if book.all(kind)}
    versions = frozen_versions(workspace.folder / PLAN_FOLDER)
    changed = [one.said for one in changed_by_hand(book, versions)]
    duties = workspace.check_plan(today=as_of)
    if as_json:
        print_json(
            {
                "title": book.plan.title,
                "records": held,
                "to_write": unwritten(book),
                "changed_by_hand": changed,
                "duties": _duties_json(duties),
            }
        )
        return
    click.echo(book.plan.title)
    for table, number in held.items():
        click.echo(f"  {number:>5,}  {table.replace('_', ' ')}")
    for words in unwritten(book):
        click.echo(f"Still to write: {words}")
    if changed:
        click.echo("Changed by hand since it was adopted:")
    for line in changed:
        click.echo(f"  {line}")
    _print_duties(duties, whole=all_duties)
    click.echo("Next: wardmote plan build")


def _duties_json(duties: PlanDutyCheck) -> dict[str, object]:
    return {
        "first_line": duties.first_line,
        "note": duties.note,
        "duties": [
            {
                "id": one.id,
                "duty": one.rule.duty,
                "citation": one.rule.citation_chain,
                "mark": one.mark,
                "at_adoption": one.at_its_date.result,
                "today": one.today.result,
                "because": one.because,
                "next": str(one.next_step or ""),
            }
            for one in duties.records
        ],
        "practice": [
            {"id": one.id, "in_place": one.is_in_place, "because": one.because}
            for one in duties.practice
        ],
    }


def _print_duties(duties: PlanDutyCheck, *, whole: bool) -> None:
    click.echo(f"Statutory check. {duties.note}")
    click.echo(f"  {duties.first_line}")
    for one in duties.first:
        click.echo(f"  First: {one.id}: {one.next_step}")
    if not whole:
        return
    for name, records in duties.groups:
        click.echo(name)
        for one in records:
            click.echo(f"  {one.id}  {one.today.words}. {one.because}")
    click.echo("Good practice")
    for seen in duties.practice:
        click.echo(f"  {seen.id}  {seen.result}. {seen.words} {seen.because}")
