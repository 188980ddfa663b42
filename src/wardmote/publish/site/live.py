"""A draft of the site on its way out: shown to partners, approved by a named post, live.

Each step is added to the plan's history and never taken back. In a hold nothing new goes live:
the last version stays, with a banner on every page. What goes live is what was approved, but for
the banner of a hold that is over.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from wardmote.errors import ConfigurationError
from wardmote.plan.book import PlanBook
from wardmote.plan.folder import append_record
from wardmote.plan.going_live import (
    DraftStanding,
    Stage,
    approve,
    go_live,
    hold_on,
    show_to_partners,
    standing_of_draft,
)
from wardmote.plan.records import SiteStep
from wardmote.publish import words
from wardmote.publish.site.banner import set_banner
from wardmote.publish.site.draft import DRAFT, LIVE, hash_of, refuse_partners
from wardmote.vocabulary.marking import Marking

LOG: Final = Path("history") / "site.toml"

Step = Callable[[PlanBook, str], SiteStep]


@dataclass(frozen=True)
class SiteDesk:
    """Where drafts of one workspace's site are taken on, a step at a time.

    Parameters
    ----------
    workspace
        Its folder.
    plan_folder
        Where the plan's history lies.
    read
        Reads the plan anew: its history grows between two steps.
    on
        The day.
    """

    workspace: Path
    plan_folder: Path
    read: Callable[[], PlanBook]
    on: date

    @property
    def draft(self) -> str:
        """Hash of the draft that is there.

        Raises
        ------
        ConfigurationError
            There is none.
        """
        folder = self.workspace / DRAFT
        if not (folder / "index.html").is_file():
            raise ConfigurationError(
                "There is no draft of the site.", next_step="Make one: wardmote plan build"
            )
        return hash_of(folder)

    def standing(self) -> DraftStanding:
        """Where the draft stands."""
        return standing_of_draft(self.read(), self.draft, on=self.on)

    def show(self) -> DraftStanding:
        """Begin the partners' days."""
        return self._add(lambda book, draft: show_to_partners(book, draft, on=self.on))

    def approve(self, by: str) -> DraftStanding:
        """A named approver approves it."""
        return self._add(lambda book, draft: approve(book, draft, on=self.on, by=by))

    def publish(self) -> Path:
        """Put the approved draft live.

        Returns
        -------
        Path
            The live front page.

        Raises
        ------
        TransitionError
            It is not approved, or the day lies in a hold: the last version stays, and says so.
        """
        self.follow_hold()
        step = go_live(self.read(), self.draft, on=self.on)
        copied = self._copied()
        refuse_partners(copied)
        set_banner(copied, None)  # of a draft that was built in a hold
        live = self.workspace / LIVE
        earlier = self.workspace / f".{LIVE}.earlier"
        shutil.rmtree(earlier, ignore_errors=True)
        if live.exists():
            live.replace(earlier)
        self._making.replace(live)
        shutil.rmtree(earlier, ignore_errors=True)
        append_record(self.plan_folder / LOG, step)
        return live / "index.html"

    def follow_hold(self) -> None:
        """Set the banner of a hold on what is live, or take it off once the hold is over."""
        hold = hold_on(self.read(), self.on)
        if hold is not None and not hold.marking.open_to(Marking.PUBLIC):
            hold = replace(hold, why="")  # that there is one is seen; why, its readers know
        set_banner(self.workspace / LIVE, hold)

    @property
    def _making(self) -> Path:
        return self.workspace / f".{LIVE}.making"

    def _copied(self) -> Path:
        shutil.rmtree(self._making, ignore_errors=True)
        return Path(shutil.copytree(self.workspace / DRAFT, self._making))

    def _add(self, step: Step) -> DraftStanding:
        append_record(self.plan_folder / LOG, step(self.read(), self.draft))
        return self.standing()


def next_step(standing: DraftStanding) -> str:
    """What has to happen now, in a sentence."""
    if standing.stage is Stage.DRAFT:
        return "Show it to partners: wardmote publish --show"
    if standing.stage is Stage.IN_SIGHT and standing.sight_ends:
        return f"Partners have until {words.day(standing.sight_ends)} to answer."
    if standing.stage is Stage.TO_APPROVE:
        return 'A named approver approves it: wardmote publish --approve "POST"'
    if standing.stage is Stage.APPROVED and standing.hold:
        return f"Put it live once the hold is over, after {words.day(standing.hold.ends)}."
    if standing.stage is Stage.APPROVED:
        return "Put it live: wardmote publish --live"
    return "It is live."
