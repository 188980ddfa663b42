"""Ingesting: files in, and where every row went."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wardmote.cli.options import (
    as_of_option,
    end_progress,
    json_option,
    open_workspace,
    print_json,
    progress,
    workspace_option,
)

if TYPE_CHECKING:
    from wardmote.evidence.reports import IngestReport

LISTED = 8  # more than this is counted; --json lists everything


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@workspace_option
@click.option(
    "--scope",
    default=None,
    help="What the files cover, if not everything: burglary, burglary@E09000030, or all.",
)
@click.option("--source", default=None, help="Only this source may recognise the files.")
@click.option(
    "--replace", "replace_smaller", is_flag=True, help="Allow an empty or much smaller replacement."
)
@as_of_option
@json_option
def ingest(
    paths: tuple[Path, ...],
    folder: Path | None,
    scope: str | None,
    source: str | None,
    replace_smaller: bool,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Read files, folders and ZIPs into the evidence, and account for every row."""
    workspace = open_workspace(folder)
    report = workspace.ingest(
        paths,
        as_of=as_of,
        scope=scope,
        source=source,
        replace_smaller=replace_smaller,
        progress=progress(as_json),
    )
    end_progress(as_json)
    if as_json:
        print_json(report.as_json())
    else:
        click.echo(describe(report))


def describe(report: IngestReport) -> str:
    """The report as lines that an analyst can paste."""
    from wardmote.vocabulary.sentences import count

    lines = [f"{'':<34}{'read':>11}{'accepted':>11}{'quarantined':>13}{'duplicates':>12}"]
    for (source, kind), rows in report.by_kind.items():
        lines.append(_row(f"{source} {kind}", rows))
    lines.append(_row("Total", report.total))
    for reason, number in sorted(report.reasons.items(), key=lambda one: -one[1]):
        lines.append(f"  quarantined: {number:,} because {reason}")
    lines += _places(report)
    lines += [f"Note: {note}" for note in report.notes]
    if copies := sum(1 for file in report.files if file.copy_of):
        were = "was" if copies == 1 else "were"
        lines.append(f"{count(copies, 'file')} {were} held already, or copied: read once.")
    odd = sorted({file.encoding for file in report.files} - {"utf-8", "utf-8-sig"})
    if odd:
        lines.append(f"Some files were not UTF-8 and were read as {', '.join(odd)}.")
    lines += _listed("Not recognised by any source", report.unrecognised)
    lines += _listed("Not data, left alone", report.ignored)
    lines.append(_ending(report))
    return "\n".join(lines)


def _row(name: str, rows: object) -> str:
    read, accepted, bad, again = (
        getattr(rows, field) for field in ("rows_read", "accepted", "quarantined", "duplicates")
    )
    return f"{name:<34}{read:>11,}{accepted:>11,}{bad:>13,}{again:>12,}"


def _places(report: IngestReport) -> list[str]:
    places = report.places
    if places is None:
        return []
    said = (
        (places.without_place, "accepted rows have no place: in the force's total, in no area's"),
        (places.outside_area, "accepted rows lie outside the partnership's area"),
        (places.beyond_boundaries, "accepted rows lie beyond the boundaries held"),
        (places.code_disagrees, "accepted rows lie over 50 m from the area their source gives"),
    )
    return [f"  {number:,} {words}" for number, words in said if number]


def _listed(what: str, names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    more = f" and {len(names) - LISTED:,} more" if len(names) > LISTED else ""
    return [f"{what}: {', '.join(names[:LISTED])}{more}"]


def _ending(report: IngestReport) -> str:
    if not report.changed:
        return f"Nothing new: evidence version {report.version} stands."
    replaced = [one for one in report.supplies if one.rows_before]
    gone = (
        f", {len(replaced):,} of them replaced ({report.rows_gone:,} rows went)" if replaced else ""
    )
    kept = (
        f"\nQuarantined rows: evidence/quarantine/{report.quarantine_file}"
        if report.quarantine_file
        else ""
    )
    return (
        f"{len(report.supplies):,} supplies came{gone}. Evidence version {report.version}.{kept}\n"
        "Next: wardmote evidence quality, then wardmote assess"
    )
