"""Options that several commands share, and how commands speak."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from wardmote.errors import ConfigurationError
from wardmote.workspace import Workspace

FORMATS = ("html", "pdf", "docx")
"""What documents are written as."""


class DateType(click.ParamType[date]):
    """A date as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Date from text."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ConfigurationError(
                f"{value!r} is not a date.",
                expected="YYYY-MM-DD, for example 2026-11-22",
                next_step="Write it that way.",
            ) from None


workspace_option = click.option(
    "--workspace",
    "-w",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The partnership's folder. Default: the one you are in.",
)
formats_option = click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    callback=lambda _context, _parameter, chosen: chosen or FORMATS,
    help="May be given several times; all three by default. The pages are always written.",
)
template_option = click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="A council's own template for Word.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
as_of_option = click.option(
    "--as-of", type=DateType(), default=None, help="Date that it stands for. Default: today."
)


def open_workspace(folder: Path | None) -> Workspace:
    """Workspace named, or the one around the current folder."""
    if folder is not None:
        return Workspace.open(folder)
    here = Path.cwd()
    for candidate in (here, *here.parents):
        if (candidate / "partnership.toml").is_file():
            return Workspace.open(candidate)
    return Workspace.open(here)


def progress(quiet: bool) -> Callable[[str], None]:
    """Says what is going on: on a terminal in one changing line, elsewhere a line each."""
    if quiet:
        return lambda _sentence: None
    if sys.stderr.isatty():
        return lambda sentence: click.echo(f"\r\x1b[K{sentence} …", nl=False, err=True)
    return lambda sentence: click.echo(sentence, err=True)


def end_progress(quiet: bool) -> None:
    """Clear the changing line."""
    if not quiet and sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def print_json(value: object) -> None:
    """One JSON object, in ASCII: a console's old code page could not write the rest."""
    click.echo(json.dumps(value, indent=1, default=str))


def typed_path(path: Path) -> str:
    """Path to be copied into a command: in quotation marks where it holds a space."""
    shown = shown_path(path)
    return f'"{shown}"' if " " in shown else shown


def shown_path(path: Path) -> str:
    """Path as a person reads it from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)
