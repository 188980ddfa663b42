"""All partners' feeds, and the mappings that read them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files

from wardmote.northborough.ledger import Ledger
from wardmote.northborough.partners.council import write_council
from wardmote.northborough.partners.emergency import write_emergency
from wardmote.northborough.partners.fires import write_fires
from wardmote.northborough.partners.incidents import monthly
from wardmote.northborough.partners.street_scene import write_street_scene
from wardmote.northborough.partners.tallies import Monthly, write_hate, write_treatment
from wardmote.northborough.setting import Setting

MAPPINGS = files("wardmote.northborough.partners") / "mappings"


@dataclass(frozen=True)
class Feeds:
    """What the partners' feeds truly hold.

    Parameters
    ----------
    counts
        By category and month of the period; a quarter's count stands at its first month.
    flaws
        Rows without a place, and rows for the quarantine.
    """

    counts: Monthly
    flaws: Counter[str]


def write_partners(setting: Setting, ledger: Ledger) -> Feeds:
    """All feeds and their mappings."""
    council, flaws = write_council(setting, ledger)
    attendances, without_place = write_emergency(setting, ledger)
    flaws["attendances_without_place"] = without_place
    counts: Monthly = {}
    for incidents in (
        council,
        write_street_scene(setting, ledger),
        write_fires(setting, ledger),
        attendances,
    ):
        counts |= monthly(setting, incidents)
    counts |= write_treatment(setting, ledger) | write_hate(setting, ledger)
    _write_mappings(ledger)
    return Feeds(counts, flaws)


def _write_mappings(ledger: Ledger) -> None:
    for mapping in sorted(MAPPINGS.iterdir(), key=lambda each: each.name):
        text = mapping.read_text(encoding="utf-8")  # line ends become \n whatever git did
        ledger.write(f"partners/{mapping.name}", text.encode("utf-8"), rows=0)
