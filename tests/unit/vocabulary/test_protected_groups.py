"""The nine protected characteristics."""

from __future__ import annotations

import pytest

from wardmote.errors import ConfigurationError
from wardmote.plan.records import EqualityNote
from wardmote.plan.records.ids import PriorityId
from wardmote.vocabulary.groups import GROUP_IDS, PROTECTED_GROUPS, protected_group


def test_there_are_nine_known_only_as_general_knowledge():
    assert len(set(GROUP_IDS)) == 9
    assert {one.mark for one in PROTECTED_GROUPS} == {"K"}


def test_an_equality_note_is_about_one_of_them():
    assert EqualityNote(group="race", priority=PriorityId("hate"), effect="More at risk.")

    with pytest.raises(ConfigurationError, match="use age, disability"):
        EqualityNote(group="women", priority=PriorityId("hate"), effect="More at risk.")


def test_an_unknown_group_comes_with_the_nine():
    with pytest.raises(ConfigurationError) as refusal:
        protected_group("gender")

    assert refusal.value.known == GROUP_IDS
