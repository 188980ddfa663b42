"""What a deck's numbers rest on: the plan, as its readers have it, is their source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from wardmote.disclosure.sensitivity import Sensitivity
from wardmote.plan.exchange import ClearedBook, plan_json
from wardmote.publish.receipts import Counted, Receipt, SourceFile

FILE = "plan.json"


@dataclass(frozen=True)
class Grounds:
    """The plan as a file, and receipts for what is counted in it.

    Parameters
    ----------
    cleared
        The plan as its readers have it; it is a file that they have, too.
    partnership
        Who answers for it.
    """

    cleared: ClearedBook
    partnership: str

    @property
    def source(self) -> SourceFile:
        """The plan as a source file: open, since its readers have it as it is."""
        content = plan_json(self.cleared)
        return SourceFile(
            name=FILE,
            sha256=hashlib.sha256(content).hexdigest(),
            publisher=self.partnership,
            licence="The partnership's own plan",
            retrieved_on=self.cleared.on,
            sensitivity=Sensitivity.OPEN,
            marking=self.cleared.readers,
        )

    def receipt(self, figure_id: str, statement: str, *, rows: int, caveat: str = "") -> Receipt:
        """Receipt of a number that is counted in the plan, or stated there."""
        return Receipt(
            figure_id=figure_id,
            statement=statement,
            method="Counted from the records of the plan, as its readers have them.",
            counted=(Counted(self.source.sha256, rows),),
            parameters=(("Stands for", self.cleared.on.isoformat()),),
            caveat=caveat,
            marking=self.cleared.readers,
        )
