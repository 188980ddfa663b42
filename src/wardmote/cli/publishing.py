"""The public site: a look at it, and its way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from wardmote.cli.options import (
    as_of_option,
    json_option,
    open_workspace,
    print_json,
    shown_path,
    workspace_option,
)
from wardmote.errors import ConfigurationError
from wardmote.workspace import today_here


@click.command()
@workspace_option
@click.option("--show", is_flag=True, help="Partners have been sent the draft: five working days.")
@click.option("--approve", "by", default=None, metavar="POST", help="Approve it, as this post.")
@click.option("--live", is_flag=True, help="Put the approved draft live, in site/.")
@as_of_option
@json_option
def publish(
    folder: Path | None,
    show: bool,
    by: str | None,
    live: bool,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Take the draft of the public site live: partners see it, a named post approves it.

    Without an option it says where the draft stands. Every step is kept in the plan's history.
    """
    from wardmote.publish.site.live import SiteDesk, next_step
    from wardmote.vocabulary.months import day_name

    if show + (by is not None) + live > 1:
        raise ConfigurationError(
            "One step at a time.", next_step="Give --show, --approve or --live: one of them."
        )
    workspace = open_workspace(folder)
    on = as_of or today_here()
    desk = SiteDesk(workspace.folder, workspace.plan_folder, workspace.plan, on)
    desk.follow_hold()
    if show:
        desk.show()
    elif by is not None:
        desk.approve(by)
    elif live:
        click.echo(f"Live: {shown_path(desk.publish())}", err=as_json)
    standing = desk.standing()
    hold = standing.hold
    if as_json:
        ends = standing.sight_ends.isoformat() if standing.sight_ends else None
        print_json(
            {
                "stage": standing.stage,
                "sight_ends": ends,
                "by": standing.approved_by,
                "hold_ends": hold.ends if hold else None,
            }
        )
        return
    if hold:
        click.echo(f"On hold until {day_name(hold.ends)}, as every live page says. {hold.why}")
    click.echo(f"The draft: {standing.stage.replace('_', ' ')}.")
    click.echo(f"Next: {next_step(standing)}")


@click.command()
@workspace_option
@click.option("--draft", is_flag=True, help="The draft, not what is live.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, help="Default: 8000.")
def serve(folder: Path | None, draft: bool, port: int) -> None:
    """Look at the site in a browser, on this machine alone. Stop it with Ctrl+C."""
    from wardmote.publish.site.draft import DRAFT, LIVE
    from wardmote.publish.site.server import HERE, preview

    site = open_workspace(folder).folder / (DRAFT if draft else LIVE)
    if not (site / "index.html").is_file():
        step = "wardmote plan build" if draft else "wardmote publish, or look at serve --draft"
        raise ConfigurationError(
            f"There is no {'draft of the ' if draft else ''}site yet.", next_step=f"Make it: {step}"
        )
    try:
        server = preview(site, port)
    except OSError as problem:
        raise ConfigurationError(
            f"Port {port} cannot be used.",
            found=problem.strerror or str(problem),
            next_step="Choose another: --port 8001",
        ) from problem
    with server:
        click.echo(f"Look at: http://{HERE}:{server.server_port}/")
        click.echo("Next: stop it with Ctrl+C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")
