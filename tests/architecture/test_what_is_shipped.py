"""What the project ships holds no address of a machine, and its lock file is whole."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(\[[^]]*\])?==(?P<version>\S+)", re.M)
# Folders of somebody's machine, and hosts of package registries.
ADDRESSES = re.compile(
    r"/work/|/home/\w|/root/|/Users/\w|[A-Z]:\\\\Users|/tmp/\w"
    r"|pypi\.org|pythonhosted|(?<![\w.])simple/|(?<!no-emit-)index-url|artifactory|nexus",
    re.IGNORECASE,
)
TEXT = {".py", ".toml", ".md", ".html", ".css", ".svg", ".json", ".lock", ".txt", ""}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]]
    return {plain(re.split(r"[\[<>=!~; ]", one, maxsplit=1)[0]) for one in wanted}


def shipped() -> list[Path]:
    folders = ("src", "tests", "docs", "examples", "benchmarks", ".ci")
    inside = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return [
        path
        for path in (*ROOT.glob("*"), *inside)
        if path.is_file() and path.suffix in TEXT and "out" not in path.parts
    ]


def test_the_lock_file_holds_no_address() -> None:
    assert "://" not in LOCK
    assert "index-url" not in LOCK


def test_every_dependency_is_locked_with_hashes() -> None:
    pinned = {plain(match["name"]) for match in PINNED.finditer(LOCK)}
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.M)[1:]

    assert declared() <= pinned
    assert all("--hash=sha256:" in entry for entry in entries)


def test_no_file_names_a_machine_or_a_registry() -> None:
    here = Path(__file__)
    found = {}
    for path in shipped():
        if path != here and (match := ADDRESSES.search(path.read_text(encoding="utf-8"))):
            found[path.relative_to(ROOT).as_posix()] = match.group()

    assert not found


@pytest.mark.parametrize(
    "text", ["/home/ann/data.csv", "C:\\\\Users\\\\ann", "https://pypi.org/simple/", "/work/data"]
)
def test_an_address_would_be_noticed(text: str) -> None:
    assert ADDRESSES.search(text)
