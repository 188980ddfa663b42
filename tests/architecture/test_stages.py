"""The stages see only those below them, and a library is known only where it belongs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "wardmote"
MODULES = sorted(PACKAGE.rglob("*.py"))
SAYS_NOTHING = {"utils", "util", "helpers", "common", "base", "manager", "managers", "misc"}
# Where else than in these stages a library would be a surprise.
AT_HOME = {
    "django": set(),
    "jinja2": {"publish"},
    "typst": {"publish"},
    "docx": {"publish"},
    "pptx": {"publish"},
    "deltalake": {"evidence"},
    "ibis": {"evidence"},
    "click": {"cli"},
    "pyogrio": {"evidence", "places"},
    "pyproj": {"places", "evidence"},
    "statsmodels": {"analysis"},
    "filelock": {"evidence"},
}
# numpy and shapely may stand at the top of a module; these may not.
SLOW = {"pandas", "scipy", "statsmodels", "duckdb", "pyarrow", "ibis", "deltalake", "pyogrio"}


def imports(tree: ast.AST) -> Iterator[str]:
    """First names of what a module imports anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def at_import(tree: ast.Module) -> Iterator[str]:
    """First names of what is imported as the module is, type checking apart."""
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from imports(node)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def stage_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_every_contract_on_imports_is_kept() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_a_stage_that_looks_up_would_be_noticed(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(PACKAGE, tmp_path / "src" / "wardmote")
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    bad = tmp_path / "src" / "wardmote" / "places" / "upwards.py"
    bad.write_text("import wardmote.evidence.store\n", encoding="utf-8")

    done = lint_imports(tmp_path)

    assert done.returncode == 1
    assert "wardmote.places.upwards" in done.stdout


@pytest.mark.parametrize("library", AT_HOME)
def test_a_library_is_imported_only_by_the_stages_that_need_it(library: str) -> None:
    found = {stage_of(path) for path in MODULES if library in set(imports(parsed(path)))}

    assert found <= AT_HOME[library]


def test_no_slow_library_is_imported_at_the_top_of_a_module() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): slow
        for path in MODULES
        if (slow := SLOW & set(at_import(parsed(path))))
    }

    assert not found


def test_the_vocabulary_and_the_errors_load_nothing_but_python() -> None:
    ours = [path for path in MODULES if stage_of(path) in ("vocabulary", "errors")]
    found = {name for path in ours for name in at_import(parsed(path))}

    assert found - set(sys.stdlib_module_names) <= {"wardmote"}


def test_a_module_is_named_for_its_contents() -> None:
    names = {path.stem for path in MODULES} | {path.parent.name for path in MODULES}

    assert names & SAYS_NOTHING == set()


def test_every_source_module_is_registered_under_its_name() -> None:
    modules = {path.stem for path in (PACKAGE / "evidence" / "sources").glob("[!_]*.py")}
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    group = declared["project"]["entry-points"]["wardmote.sources"]
    installed = {one.name for one in entry_points(group="wardmote.sources")}

    assert set(group) == modules
    assert group == {name: f"wardmote.evidence.sources.{name}:SOURCE" for name in modules}
    assert modules <= installed
