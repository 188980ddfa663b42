"""`wardmote --help` answers at once: no slow library is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SLOW = {
    *("pandas", "scipy", "statsmodels", "duckdb", "pyarrow", "ibis", "deltalake"),
    *("shapely", "pyproj", "pyogrio", "openpyxl", "jinja2", "altair", "typst", "docx", "pptx"),
}
LOADED = """
import json, sys
from click.testing import CliRunner
from wardmote.cli import cli
shown = CliRunner().invoke(cli, {arguments!r})
assert shown.exit_code == 0, shown.output
print(json.dumps(sorted({{name.partition(".")[0] for name in sys.modules}})))
"""


def loaded_by(*arguments: str) -> set[str]:
    code = LOADED.format(arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["ingest", "--help"], ["evidence", "trace", "--help"]],
    ids=" ".join,
)
def test_help_loads_no_slow_library(arguments: list[str]) -> None:
    assert loaded_by(*arguments) & SLOW == set()


def test_the_way_of_asking_would_see_a_slow_library() -> None:
    code = "import pyarrow\n" + LOADED.format(arguments=["--help"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "pyarrow" in json.loads(done.stdout)


def test_a_workspace_is_made_without_a_slow_library(tmp_path) -> None:
    assert loaded_by("init", str(tmp_path / "luton"), "--area", "Luton") & SLOW == set()
