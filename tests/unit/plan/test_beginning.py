"""A new plan can be read at once, says what it lacks, and offers measures to choose from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from unit.plan.small_plan import write_small_plan
from wardmote.analysis.verbs import Polarity
from wardmote.errors import ConfigurationError
from wardmote.plan.beginning import begin_plan, starter_indicators
from wardmote.plan.folder import read_plan
from wardmote.plan.records import Body, Indicator
from wardmote.plan.unwritten import unwritten
from wardmote.vocabulary.categories import categories

STARTS = date(2026, 4, 1)


def begun(folder: Path, area: str = "Smallborough") -> Path:
    begin_plan(folder, area=area, starts=STARTS)
    return folder


def without_signs(path: Path) -> str:
    """A file's examples and choices, as if a person had taken the sign from each line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    looks_like_toml = re.compile(r"# (\[|[a-z_]+ = )")
    return "\n".join(one[2:] if looks_like_toml.match(one) else one for one in lines)


def test_a_new_plan_can_be_read_at_once(tmp_path: Path) -> None:
    book = read_plan(begun(tmp_path))

    assert book.plan.title == "Smallborough community safety partnership plan 2026 to 2029"
    assert book.plan.ends == date(2029, 3, 31)
    assert [one.id for one in book.all(Body)] == ["council", "police", "fire", "icb", "probation"]
    assert not any(one.represented_by for one in book.all(Body))


def test_it_says_what_it_lacks_and_a_filled_plan_lacks_less(tmp_path: Path) -> None:
    gaps = unwritten(read_plan(begun(tmp_path / "a")))
    fewer = unwritten(read_plan(write_small_plan(tmp_path / "b")))

    assert "what residents are promised: [[promise]]" in gaps
    assert gaps[-1] == "to be confirmed: council, police, fire, icb, probation, board"
    assert "what residents are promised: [[promise]]" not in fewer
    assert "outcome with no indicator yet: quiet" in fewer


def test_the_examples_in_the_files_make_a_sound_plan(tmp_path: Path) -> None:
    begun(tmp_path)
    for path in tmp_path.glob("*.toml"):
        text = without_signs(path).replace("predecessor_ended = 2026-03-31", "")
        path.write_text(text.replace('predecessor = "Partnership plan 2023 to 2026"', ""))

    book = read_plan(tmp_path)

    assert book.updatable_ids() == ("A1", "A1.1", "P1")
    assert book.all(Indicator) == starter_indicators()


def test_a_plan_that_is_there_is_not_touched(tmp_path: Path) -> None:
    write_small_plan(tmp_path)
    before = (tmp_path / "plan.toml").read_bytes()
    with pytest.raises(ConfigurationError, match="already"):
        begun(tmp_path)
    assert (tmp_path / "plan.toml").read_bytes() == before


def test_an_areas_name_with_quotation_marks_does_no_harm(tmp_path: Path) -> None:
    assert read_plan(begun(tmp_path, 'The "Isle"')).plan.area == "The 'Isle'"


def test_a_leap_day_has_a_last_day_too(tmp_path: Path) -> None:
    begin_plan(tmp_path, area="A", starts=date(2028, 2, 29))
    assert read_plan(tmp_path).plan.ends == date(2031, 2, 27)


def test_every_starter_measure_says_where_it_comes_from() -> None:
    known = {one.id for one in categories("police_uk")} | {"all"}
    chosen = starter_indicators()

    assert len(chosen) == len({one.id for one in chosen}) >= 50
    for one in chosen:
        assert (one.query.category in known) if one.query else one.supplied_by, one.id
        assert not one.targets
    asked = {one.query.category: one.polarity for one in chosen if one.query}
    for category in categories("police_uk"):
        if category.id in asked:
            assert asked[category.id] == Polarity(category.polarity), category.id


def test_recorded_harm_that_trust_can_raise_is_never_rated_on_its_volume() -> None:
    ambiguous = {one.id for one in starter_indicators() if one.polarity is Polarity.AMBIGUOUS}

    assert {"domestic-abuse", "sexual-offences", "hate-crime", "drug-offences", "weapons"} <= (
        ambiguous
    )
