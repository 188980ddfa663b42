"""What is said about setting up is what the package and the Makefile do."""

from __future__ import annotations

import re
import tomllib
from importlib.util import find_spec

import pytest

from docs.pages import ROOT

PACKAGE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def taken() -> tuple[int, int]:
    """First and last minor version of Python 3 that the package takes."""
    found = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", PACKAGE["project"]["requires-python"])
    assert found
    return int(found[1]), int(found[2]) - 1


@pytest.mark.parametrize("name", ["README.md", "Makefile", "docs/how-to/use-on-windows.md"])
def test_the_pythons_named_are_those_that_the_package_takes(name: str) -> None:
    said = (ROOT / name).read_text(encoding="utf-8")
    first, last = taken()

    assert f"Python 3.{first} to 3.{last}" in said
    assert "or later" not in " ".join(re.findall(r"Python 3[^.:]*\.\d+[^.:]*", said))


def test_make_refuses_the_pythons_that_the_package_refuses() -> None:
    first, last = taken()

    assert f"(3, {first}) <= sys.version_info < (3, {last + 1})" in MAKEFILE


def test_make_runs_every_benchmark_and_only_what_is_there() -> None:
    named = set(re.findall(r"-m (benchmarks\S*)", MAKEFILE))
    there = {
        f"benchmarks.{path.stem}"
        for path in (ROOT / "benchmarks").glob("*.py")
        if f"python -m benchmarks.{path.stem}" in path.read_text(encoding="utf-8")
    }

    assert named == there
    assert all(find_spec(one) for one in named)
