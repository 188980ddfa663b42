"""The statutory check of an assessment as a section."""

from __future__ import annotations

from wardmote.assessment.assessment import Assessment
from wardmote.publish.blocks import Section
from wardmote.publish.duties import check_section


def statutory_check(found: Assessment) -> Section:
    """What the law asks of an assessment, and what of it can be shown."""
    return check_section(found.around.duties)
