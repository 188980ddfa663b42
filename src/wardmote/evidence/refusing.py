"""What stops an ingest after its files were read: all faults of one sort at once."""

from __future__ import annotations

from collections.abc import Iterable

from wardmote.errors import Fault, PersonalData, SmallReplacement, SourceError
from wardmote.evidence.intake import Intake
from wardmote.evidence.reports import SupplyChange
from wardmote.evidence.supplies import is_much_smaller


def refuse_faults(intake: Intake) -> None:
    """Raise for everything found wrong, of one sort at a time, all of that sort at once."""
    if intake.personal:
        raise PersonalData(
            "Some columns look personal. Nothing was saved.",
            faults=intake.personal,
            next_step="Drop or generalise them with a mapping: wardmote source inspect FILE "
            "proposes one.\nA file that is about people has no place here: ask whoever controls it "
            "for counts.",
        )
    if intake.faults:
        raise SourceError(
            "Some files cannot be read. Nothing was saved.",
            faults=intake.faults,
            next_step="Put these right, or take them away, and run it again.",
        )
    if not intake.accounts and not intake.copies:
        raise SourceError(
            "No source recognises what you named. Nothing was saved.",
            faults=[Fault(name, "no source has this layout") for name in intake.unrecognised],
            known=[one.name for one in intake.sources],
            next_step="For a council's own table: wardmote source inspect FILE",
        )


def refuse_small(intake: Intake, changes: Iterable[SupplyChange]) -> None:
    """Raise where a supply would be emptied or shrink by much, and nobody said that it may."""
    small = [one for one in changes if is_much_smaller(one.rows_before, one.rows_after)]
    if small and not intake.request.replace_smaller:
        raise SmallReplacement(
            "A supply would be replaced by an empty or much smaller one. Nothing was saved.",
            faults=[
                Fault(one.supply_id, f"{one.rows_before:,} rows held, {one.rows_after:,} came")
                for one in small
            ],
            next_step="If the new file is right, run it again with --replace.",
        )
