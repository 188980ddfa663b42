"""Code that the pages name exists, and code that they show works."""

from __future__ import annotations

import ast
import re
import sys
from datetime import date
from importlib import util
from pathlib import Path

import pytest

from docs.pages import ROOT, blocks
from wardmote.evidence.ingest import Request, ingest
from wardmote.evidence.reader import Evidence
from wardmote.evidence.source import Source
from wardmote.evidence.store import Store

PACKAGE = ROOT / "src" / "wardmote"
ARCHITECTURE = ROOT / "docs" / "explanation" / "architecture.md"
STEP = re.compile(r"^\| [^|]+ \| (?P<names>`[^|]+`) \| (?P<files>`[^|]+`) \|$", re.M)


def defined(path: Path) -> set[str]:
    """Names of the functions and classes of a module, methods after their class."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {
                f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)
            }
    return names


def test_every_function_on_the_architecture_page_is_in_the_file_that_it_names() -> None:
    steps = list(STEP.finditer(ARCHITECTURE.read_text(encoding="utf-8")))
    missing = []
    for step in steps:
        names = re.findall(r"`([^`]+)`", step["names"])
        files = re.findall(r"`([^`]+\.py)`", step["files"])
        there = set().union(*(defined(PACKAGE / file) for file in files))
        missing += [f"{name} in {files}" for name in names if name not in there]

    assert len(steps) >= 15
    assert not missing


def test_every_stage_on_the_architecture_page_is_a_package_and_every_package_a_stage() -> None:
    table = ARCHITECTURE.read_text(encoding="utf-8").split("## The stages")[1].split("## ")[0]
    stages = {
        name
        for line in table.splitlines()
        if line.startswith("| `")
        for name in re.findall(r"`(\w+)`", line.split("|")[1])
    }
    packages = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    modules = {path.stem for path in PACKAGE.glob("[!_]*.py")}

    assert stages == packages | modules


@pytest.fixture
def shown_source(tmp_path: Path) -> Source:
    """The source that the how-to page shows, as its reader would have it."""
    page = ROOT / "docs" / "how-to" / "add-a-source.md"
    code = next(one.text for one in blocks(page) if one.language == "python")
    file = tmp_path / "shelters.py"
    file.write_text(code, encoding="utf-8")
    spec = util.spec_from_file_location("shelters", file)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["shelters"] = module
    spec.loader.exec_module(module)
    source: Source = module.SOURCE
    return source


def test_the_source_that_is_shown_reads_its_files_and_accounts_for_every_row(
    tmp_path: Path, shown_source: Source
) -> None:
    file = tmp_path / "shelters-2024.csv"
    file.write_text(
        "Ward,Month,Damaged\n"
        "E05999001,2024-03,4\n"
        "E05999002,2024-03,0\n"
        "E05999002,2024-03,0\n"  # the same again
        "E05999003,2031-01,2\n"  # a month to come
        "E05999003,2024-03,-1\n"
        "Eastgate,2024-03,1\n",
        encoding="utf-8",
    )
    store = Store(tmp_path / "evidence")

    report = ingest(store, Request((file,), date(2024, 6, 1)), sources=[shown_source])

    rows = report.total
    assert (rows.rows_read, rows.accepted, rows.quarantined, rows.duplicates) == (6, 2, 3, 1)
    held = Evidence(store).con.execute("SELECT area_given, count, supply FROM counts").fetchall()
    assert sorted(held) == [
        ("E05999001", 4, "shelters.ward.shelters.all.2024-03"),
        ("E05999002", 0, "shelters.ward.shelters.all.2024-03"),
    ]
