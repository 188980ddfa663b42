"""Assessing: from the evidence to a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import (
    as_of_option,
    end_progress,
    formats_option,
    json_option,
    open_workspace,
    print_json,
    progress,
    shown_path,
    template_option,
    workspace_option,
)


@click.command()
@workspace_option
@as_of_option
@click.option("--evidence-version", type=int, default=None, help="Default: the newest.")
@formats_option
@template_option
@click.option(
    "--since",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="An earlier assessment, its folder or its name: say what is new, ended, reversed or as "
    "it was, beside its figures as printed and as counted today.",
)
@json_option
def assess(
    folder: Path | None,
    as_of: date | None,
    evidence_version: int | None,
    formats: tuple[str, ...],
    template: Path | None,
    since: Path | None,
    as_json: bool,
) -> None:
    """Build an assessment from the evidence.

    It is written twice: for the public in editions/, and with what is marked for partners in
    partner-editions/.
    """
    workspace = open_workspace(folder)
    edition = workspace.assess(
        as_of=as_of,
        version=evidence_version,
        formats=formats,
        template=template,
        since=since,
        progress=progress(as_json),
    )
    end_progress(as_json)
    if as_json:
        print_json(edition.as_json())
        return
    click.echo(edition.answer)
    for sentence in edition.since:
        click.echo(f"  {sentence}")
    for note in edition.notes:
        click.echo(f"Note: datasets.toml, {note}")
    click.echo(f"Assessment: {shown_path(edition.index)}")
    click.echo(f"For partners: {shown_path(edition.partners_index)}")
    click.echo("Next: open it in a browser; every number leads to its files and rows.")
