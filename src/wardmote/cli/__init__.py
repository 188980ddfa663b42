"""The command line: one module a group of commands, each thin.

Every command ends by saying where the result is and what to do next. Heavy libraries are
imported inside commands, so that ``wardmote --help`` answers at once.
"""

from __future__ import annotations

import sys

import click

import wardmote
from wardmote.cli import (
    assessing,
    beginning,
    commenting,
    evidence,
    fetching,
    ingesting,
    inspecting,
    planning,
    publishing,
)
from wardmote.errors import WardmoteError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(wardmote.__version__, prog_name="wardmote")
def cli() -> None:
    """Run the yearly cycle of a Community Safety Partnership.

    From partners' raw files to evidence, and from evidence to a page that residents and
    Boards can trust. Begin with: wardmote demo
    """


for command in (
    beginning.init,
    beginning.demo,
    fetching.fetch,
    ingesting.ingest,
    inspecting.source,
    evidence.evidence,
    assessing.assess,
    planning.plan,
    publishing.publish,
    publishing.serve,
    commenting.commentary,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line, and turn refusals into words and an exit status."""
    _speak_utf8()
    try:
        cli(standalone_mode=False)
    except WardmoteError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("Stopped. Nothing was saved.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)


def _speak_utf8() -> None:
    """Let a Windows console in an old code page print a dash or an accent."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
