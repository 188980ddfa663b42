"""Assessing: from the evidence to a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import (
    as_of_option,
    end_progress,
    json_option,
    open_workspace,
    print_json,
    progress,
    shown_path,
    workspace_option,
)


@click.command()
@workspace_option
@as_of_option
@click.option("--evidence-version", type=int, default=None, help="Default: the newest.")
@json_option
def assess(
    folder: Path | None, as_of: date | None, evidence_version: int | None, as_json: bool
) -> None:
    """Build an assessment from the evidence."""
    workspace = open_workspace(folder)
    edition = workspace.assess(as_of=as_of, version=evidence_version, progress=progress(as_json))
    end_progress(as_json)
    if as_json:
        print_json(edition.as_json())
        return
    click.echo(edition.answer)
    click.echo(f"Assessment: {shown_path(edition.index)}")
    click.echo("Next: open it in a browser; every number leads to its files and rows.")
