"""The same seed is the same bytes: twice, in another zone, and in the examples folder."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import wardmote.northborough
from wardmote.northborough import DEFAULT_TRUTH, Truth, TruthPlan, write_northborough
from wardmote.northborough.partners.workbook import workbook

EXAMPLES = Path(__file__).parents[3] / "examples" / "northborough"
PACKAGE = Path(wardmote.northborough.__file__).parent
SHORT = replace(
    DEFAULT_TRUTH, steps=(), recording_breaks=(), reclassifications=(), displacement=None,
    large_event=None,
)  # fmt: skip


def hashes(folder: Path, plan: TruthPlan = SHORT, seed: int = 7) -> dict[str, str]:
    truth = write_northborough(folder, seed=seed, months=2, plan=plan)
    return {file.path: file.sha256 for file in truth.files}


def test_the_same_seed_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_another_seed_changes_what_happens_but_not_the_place(tmp_path: Path) -> None:
    one, other = hashes(tmp_path / "one"), hashes(tmp_path / "other", seed=8)
    same = {path for path in one if one[path] == other[path]}

    assert {path for path in same if path.startswith("police_uk/")} == set()
    assert {path for path in one if path.startswith(("areas/", "population/"))} <= same


def test_another_time_zone_locale_and_hash_seed_give_the_same_bytes(
    tmp_path: Path,
) -> None:
    script = (
        "import json, sys; from pathlib import Path; from dataclasses import replace;"
        "from wardmote.northborough import DEFAULT_TRUTH, write_northborough;"
        "plan = replace(DEFAULT_TRUTH, steps=(), recording_breaks=(), reclassifications=(),"
        " displacement=None, large_event=None);"
        "truth = write_northborough(Path(sys.argv[1]), seed=7, months=2, plan=plan);"
        "print(json.dumps({f.path: f.sha256 for f in truth.files}))"
    )
    other = {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "99", "LC_ALL": "C", "PYTHONUTF8": "0"}

    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "there")],
        capture_output=True,
        check=True,
        env={**os.environ, **other},
        text=True,
    )

    assert json.loads(run.stdout) == hashes(tmp_path / "here")


def test_the_examples_folder_holds_what_the_generator_writes(folder: Path, truth: Truth) -> None:
    shown = [p for p in EXAMPLES.rglob("*") if p.is_file() and p.name != "README.md"]

    assert {p.relative_to(EXAMPLES).as_posix() for p in shown} == {
        "truth.json",
        "events.toml",
        *(f.path for f in truth.files if f.path.startswith("partners/") and f.path[-5:] == ".toml"),
    }
    for path in shown:
        written = folder / path.relative_to(EXAMPLES)
        assert path.read_text(encoding="utf-8") == written.read_text(encoding="utf-8"), path.name


def test_a_workbook_is_the_same_bytes_whenever_it_is_made() -> None:
    rows = [("a & b", 1), ("<c>", 2.5)]

    assert workbook("Reports", rows) == workbook("Reports", rows)


def test_it_imports_nothing_of_wardmote_but_errors_and_itself() -> None:
    imported = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module)
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
    ours = {name for name in imported if name.startswith("wardmote")}

    assert {name for name in ours if not name.startswith("wardmote.northborough")} == {
        "wardmote.errors"
    }
    others = {name.split(".")[0] for name in imported - ours}
    assert others - sys.stdlib_module_names == {"numpy", "shapely"}
