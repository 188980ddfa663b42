"""Inspecting a file: which source knows it, or a mapping proposed for a council's own."""

from __future__ import annotations

from pathlib import Path

import click

from wardmote.errors import Fault, SourceError


@click.group()
def source() -> None:
    """Look at data files before they are read in."""


@source.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def inspect(file: Path) -> None:
    """Say which source knows a file, or propose a mapping for a council's own table.

    The proposal is printed; save it beside the file as NAME.toml, and edit it. Nothing is
    read in.
    """
    import tempfile

    from wardmote.evidence.files import find_files, open_files
    from wardmote.evidence.source import recognise, registered_sources

    sources = registered_sources()
    with tempfile.TemporaryDirectory() as scratch:
        for one in open_files(find_files([file]), Path(scratch)):
            if isinstance(one, Fault):
                raise SourceError(
                    "The file cannot be read.",
                    faults=[one],
                    next_step="Put it right, then inspect it again.",
                )
            known = recognise(one, sources)
            if known is not None:
                click.echo(
                    f"{one.name}: {known.source.title} ({known.source.name}, layout "
                    f"{known.layout.name}) from {known.source.publisher}"
                )
                click.echo(f"Next: wardmote ingest {file}")
            else:
                click.echo(_proposed(one.path, one.name))


def _proposed(path: Path, name: str) -> str:
    from wardmote.evidence.mapping import propose_mapping
    from wardmote.evidence.tabular import read_text_table

    table = read_text_table(path)
    return propose_mapping(table.columns, table.rows, Path(name).name)
