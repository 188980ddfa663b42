"""Building the plan's documents."""

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
@formats_option
@template_option
@click.option(
    "--slides-template",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="A council's own template for PowerPoint.",
)
@json_option
def build(
    folder: Path | None,
    as_of: date | None,
    formats: tuple[str, ...],
    template: Path | None,
    slides_template: Path | None,
    as_json: bool,
) -> None:
    """Write the plan, tracker, resident page, deck, highlight reports and scrutiny pack."""
    from wardmote.publish.plans.reading_age import OLDEST_READER

    edition = open_workspace(folder).build_plan(
        as_of=as_of,
        formats=formats,
        template=template,
        slides_template=slides_template,
        progress=progress(as_json),
    )
    end_progress(as_json)
    if as_json:
        print_json(edition.as_json())
        return
    for name, path in edition.documents.items():
        click.echo(f"  {name}: {shown_path(path)}")
    click.echo(f"Resident page: can be read at about {edition.reading_age:.0f} years of age")
    if edition.reading_age > OLDEST_READER:
        click.echo(
            f"  That is above {OLDEST_READER}. Shorten the sentences of promises and answers."
        )
    click.echo("Draft of the site: site-draft, beside the plan")
    click.echo("Next: wardmote serve --draft; then let each owning body see it: wardmote publish")
