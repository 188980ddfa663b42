"""Numbers leave only through the disclosure rules: who may clear, who may write, what refuses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from unit.publish.sample_document import sample_document
from wardmote.disclosure.clearance import clear
from wardmote.errors import DisclosureError
from wardmote.publish.formats import WRITERS, files_of
from wardmote.publish.html import page_set
from wardmote.publish.pptx import pptx_bytes

PACKAGE = Path(__file__).parents[2] / "src" / "wardmote"
MAY_CLEAR = {"publish/clearing.py", "plan/exchange/cleared.py"}
MAY_WRITE = {
    "publish/editions.py", "publish/html.py", "publish/plans/editions.py",
    "publish/site/draft.py", "publish/site/live.py", "plan/exchange/handing_on.py",
    "publish/site/banner.py",  # a hold's days and reason, on pages that were cleared
}  # fmt: skip
MAY_TELL = {"plan/told.py"}
WRITES = {"write_bytes", "write_text"}
# What knows readings as they came; what is published is made from what may be told of them.
RAW = {"read_plan", "figure_of", "readings_in_force", "pooled", "value_fault"}


def modules(*stages: str) -> Iterator[tuple[str, ast.Module]]:
    for stage in stages:
        for path in sorted((PACKAGE / stage).rglob("*.py")):
            name = path.relative_to(PACKAGE).as_posix()
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST, module: str, name: str) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == module
        and any(one.name == name for one in node.names)
        for node in ast.walk(tree)
    )


def called(tree: ast.AST) -> set[str]:
    return {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    }


def test_only_two_modules_can_clear_anything() -> None:
    """A clearance of no tables could be had for the asking: nobody else may ask."""
    clearing = {
        name
        for name, tree in modules("publish", "plan", "assessment", "cli", "analysis")
        if imported(tree, "wardmote.disclosure.clearance", clear.__name__)
        or imported(tree, "wardmote.disclosure", "clearance")
    }

    assert clearing == MAY_CLEAR


def test_only_the_keepers_of_editions_write_files() -> None:
    """A renderer gives bytes back, and a keeper has them cleared."""
    writing = {
        name
        for name, tree in modules("publish", "plan/exchange", "plan/stratml")
        if called(tree) & WRITES
    }

    assert writing <= MAY_WRITE


def test_one_module_asks_the_rule_for_readings() -> None:
    asking = {
        name
        for name, tree in modules("publish", "plan", "assessment", "cli")
        if "release_periods" in called(tree)
    }

    assert asking == MAY_TELL


def test_no_page_is_made_from_readings_as_they_came() -> None:
    for name, tree in modules("publish"):
        assert not called(tree) & RAW, name
    making = {name for name, tree in modules("publish") if "PlanAsAt" in called(tree)}
    assert making == {"publish/plans/as_at.py"}


@pytest.mark.parametrize("name", WRITERS)
def test_no_format_writes_what_was_not_cleared(name: str) -> None:
    with pytest.raises(DisclosureError, match="has not been cleared"):
        files_of(sample_document(), [name])


@pytest.mark.parametrize("render", [page_set, pptx_bytes])
def test_neither_pages_nor_slides_are_made_of_what_was_not_cleared(render) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DisclosureError, match="has not been cleared"):
        render(sample_document())
