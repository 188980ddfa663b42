"""Commentary: where to write beside findings, what to read again, and the word that it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wardmote.cli.options import (
    json_option,
    open_workspace,
    print_json,
    shown_path,
    workspace_option,
)

if TYPE_CHECKING:
    from wardmote.assessment.commentary import Comment, Commentary
    from wardmote.assessment.since import PrintedAssessment


@click.group()
def commentary() -> None:
    """Write beside the findings: words that survive a rebuild."""


@commentary.command()
@workspace_option
def new(folder: Path | None) -> None:
    """Write a file with a heading for each finding, or add the headings that are missing.

    Where there is no explanations.toml, one is written too, with an entry to fill in for each
    clear change.
    """
    from wardmote.assessment.commentary import (
        COMMENTARY_FOLDER,
        EXPLANATIONS_FILE,
        explanations_template,
        write_skeleton,
    )

    workspace = open_workspace(folder)
    newest = workspace.assessments()[-1]
    done = write_skeleton(workspace.folder / COMMENTARY_FOLDER, newest.findings)
    added = len(done.added)
    click.echo(
        f"{added} heading{'' if added == 1 else 's'} added, for the findings of {newest.id}. "
        f"No words were changed: {shown_path(done.path)}"
    )
    explanations = workspace.folder / EXPLANATIONS_FILE
    if not explanations.exists():
        text = explanations_template(newest.findings, on=newest.as_of)
        explanations.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"To say why clear changes came about: {shown_path(explanations)}")
    click.echo("Next: write below a heading, then: wardmote commentary check")


@commentary.command()
@workspace_option
@json_option
def check(folder: Path | None, as_json: bool) -> None:
    """List what was written, and which of it to read again since which assessment."""
    from wardmote.assessment.commentary import COMMENTARY_FOLDER, judge_commentary, read_entries

    workspace = open_workspace(folder)
    kept = workspace.assessments()
    newest = kept[-1]
    known = [one.id for one in newest.findings]
    entries = read_entries(workspace.folder / COMMENTARY_FOLDER, findings=known)
    found = judge_commentary(entries, newest.findings)
    unexplained = _unexplained(workspace.folder, kept)
    told = [_told(one, kept) for one in (*found.comments, *found.gone)]
    if as_json:
        said = {"assessment": newest.id, "entries": told, "without": list(found.without)}
        print_json({**said, "unexplained": unexplained})
        return
    click.echo(f"Beside the assessment {newest.id}:")
    for one in told:
        click.echo(f"  {one['finding']}, {one['place']}: {one['said']}")
    click.echo(
        f"{len(told)} written, {len(found.flagged)} to read again, "
        f"{len(found.without)} findings without a word."
    )
    if unexplained:
        click.echo(f"Clear changes without an explanation: {', '.join(unexplained)}.")
    click.echo(_next(found))


def _unexplained(folder: Path, kept: tuple[PrintedAssessment, ...]) -> list[str]:
    """Clear changes that nobody explained, nor said to be unexplained (rule REG-07c)."""
    from wardmote.assessment.commentary import (
        EXPLANATIONS_FILE,
        explained_findings,
        read_explanations,
    )

    known = {finding.id for one in kept for finding in one.findings}
    path = folder / EXPLANATIONS_FILE
    given = read_explanations(path, findings=known) if path.is_file() else ()
    explained = explained_findings(given)
    return [one.id for one in kept[-1].findings if one.has_moved and one.id not in explained]


def _told(one: Comment, kept: tuple[PrintedAssessment, ...]) -> dict[str, Any]:
    from wardmote.assessment.commentary import overtaken_by

    since = overtaken_by(one.entry, kept) if one.flag else None
    parts = [f"Since {since.id}." if since else "", one.flag]
    if one.words_to_check:
        words = ", ".join(f"“{word}”" for word in one.words_to_check)
        parts.append(f"Its figures do not carry {words}.")
    return {
        "finding": one.entry.finding,
        "place": one.entry.place,
        "readers": one.entry.readers,
        "standing": str(one.standing),
        "since": since.id if since else None,
        "said": " ".join(filter(None, parts)) or "As it was written.",
    }


def _next(found: Commentary) -> str:
    from wardmote.assessment.commentary import Standing

    again = [one.entry.finding for one in found.comments if one.standing is not Standing.CURRENT]
    if again:
        return (
            "Next: read them against the figures of today, change what no longer holds, then: "
            f"wardmote commentary confirm {' '.join(again)}"
        )
    if found.without:
        return "Next: headings to write below: wardmote commentary new"
    return "Next: wardmote assess"


@commentary.command()
@click.argument("findings", metavar="FINDING…", nargs=-1, required=True)
@workspace_option
def confirm(findings: tuple[str, ...], folder: Path | None) -> None:
    """Say that you have read entries against the figures of today, and that they stand."""
    from wardmote.assessment.commentary import COMMENTARY_FOLDER, confirm_entries

    workspace = open_workspace(folder)
    newest = workspace.assessments()[-1]
    written = workspace.folder / COMMENTARY_FOLDER
    files = confirm_entries(written, newest.findings, findings)
    where = ", ".join(map(shown_path, files))
    click.echo(f"Confirmed against {newest.id}: {', '.join(findings)}, in {where}")
    click.echo("Next: wardmote assess prints them without the flag.")
