"""Beginning: a workspace of one's own, and the demonstration."""

from __future__ import annotations

from pathlib import Path

import click

from wardmote.cli.options import end_progress, progress, shown_path, typed_path
from wardmote.workspace import Workspace


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--area",
    required=True,
    help="District or community safety partnership in England: ONS code, or name.",
)
@click.option("--name", default=None, help="The partnership's name, as pages print it.")
@click.option(
    "--whole-district",
    is_flag=True,
    help="Declare that you mean the whole district, though it holds several partnerships.",
)
def init(folder: Path, area: str, name: str | None, whole_district: bool) -> None:
    """Make a workspace for one partnership."""
    workspace = Workspace.init(folder, area, name=name, whole_district=whole_district)
    partnership = workspace.partnership
    where = " ".join(
        dict.fromkeys(part for part in (partnership.area_name, partnership.area_code) if part)
    )
    click.echo(f"Workspace for {partnership.name} ({where}): {shown_path(folder)}")
    click.echo("Next: read in the area's look-ups, boundaries and populations, and the police's")
    click.echo(f"files:  wardmote ingest PATH… --workspace {typed_path(folder)}")


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where Northborough's files and workspace are written.",
)
@click.option("--seed", default=1837, show_default=True, help="Chance: another seed, another town.")
def demo(folder: Path, seed: int) -> None:
    """Build Northborough, an invented borough, from its raw files to its public site."""
    from wardmote.cli.demonstration import demonstrate

    tell = progress(quiet=False)
    made = demonstrate(folder, seed=seed, progress=tell)
    end_progress(quiet=False)
    click.echo(f"Northborough's front door: {shown_path(made.front_door)}")
    click.echo(f"Its assessment: {shown_path(made.assessment.index)}")
    click.echo(f"A real plan, Tower Hamlets 2021 to 2024: {shown_path(made.second_place)}")
    click.echo("Next: open them in a browser, follow a number to its rows, then make your own:")
    click.echo("      wardmote init FOLDER --area NAME")
