"""The evidence: its versions, its quality, and where a number comes from."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import (
    as_of_option,
    json_option,
    open_workspace,
    print_json,
    workspace_option,
)
from wardmote.errors import EvidenceError
from wardmote.workspace import today_here

version_option = click.option(
    "--evidence-version", type=int, default=None, help="Default: the newest."
)


@click.group()
def evidence() -> None:
    """Look into the evidence: versions, quality, where a number comes from."""


@evidence.command()
@workspace_option
@json_option
def versions(folder: Path | None, as_json: bool) -> None:
    """List the evidence versions, oldest first."""
    found = open_workspace(folder).store.versions()
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found:
        rows = one.rows
        click.echo(
            f"{one.number:>4}  {one.made_at}  {rows.get('accepted', 0):>11,} rows accepted  "
            f"from {', '.join(one.paths)}"
        )
    if not found:
        click.echo("No evidence yet.")
        click.echo("Next: wardmote ingest PATH…")
        return
    click.echo("Next: any of them can be assessed: wardmote assess --evidence-version NUMBER")


@evidence.command()
@workspace_option
@version_option
@as_of_option
@json_option
def quality(
    folder: Path | None, evidence_version: int | None, as_of: date | None, as_json: bool
) -> None:
    """Say what is complete, missing, late, unplaced or odd, to be pasted."""
    from wardmote.evidence.quality import describe_quality, quality_of
    from wardmote.vocabulary.breaks import known_breaks

    workspace = open_workspace(folder)
    known = known_breaks(workspace.events_file)
    on = as_of or today_here()
    held = workspace.evidence(evidence_version)
    area = None
    with suppress(EvidenceError):  # not known yet: the quality of what is held can still be told
        area = workspace.area(held)
    report = quality_of(held, as_of=on, known=known, area=area)
    if as_json:
        print_json(report.as_json())
    else:
        click.echo(describe_quality(report))


@evidence.command()
@click.argument("identity", metavar="ID")
@workspace_option
@version_option
@json_option
def trace(identity: str, folder: Path | None, evidence_version: int | None, as_json: bool) -> None:
    """Follow a row (SHA:ROW), or a figure of the newest assessment, to its file and rows."""
    from wardmote.evidence.trace import trace_row

    workspace = open_workspace(folder)
    if ":" not in identity:
        _trace_figure(workspace.folder, identity, as_json)
        return
    rows = trace_row(workspace.evidence(evidence_version), identity)
    if as_json:
        print_json([asdict(one) for one in rows])
        return
    for one in rows:
        file = one.file
        click.echo(f"{one.table}: row {one.row_number:,} of {file.name}")
        click.echo(f"  SHA-256   {file.sha256}")
        click.echo(f"  From      {file.publisher}; {file.licence}; read {file.retrieved_on}")
        for name, value in one.values.items():
            if value is not None:
                click.echo(f"  {name:<27}{value}")


def _trace_figure(folder: Path, figure_id: str, as_json: bool) -> None:
    from wardmote.publish.editions import newest_receipt
    from wardmote.vocabulary.marking import Marking

    receipt = newest_receipt(folder / Marking.PARTNERS.folder, figure_id)
    if as_json:
        print_json(receipt)
        return
    click.echo(receipt["statement"])
    click.echo(f"  Method    {receipt['method']}")
    for name, value in receipt["parameters"].items():
        click.echo(f"  {name}: {value}")
    for file in receipt["files"]:
        rows = "not told:" if file["rows"] is None else f"{file['rows']:,}"
        sha256 = "not told" if file["rows"] is None else file["sha256"]
        click.echo(f"  {rows:>8} rows of {file['name']}  SHA-256 {sha256}")
    click.echo("Next: look at one row: wardmote evidence trace SHA:ROW")
