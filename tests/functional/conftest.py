"""The command line, and a workspace of Smallborough to try it on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from functional.smallborough import CSP, CommandLine


@pytest.fixture
def wardmote(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[CommandLine]:
    """Runs commands in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return CommandLine(monkeypatch, capsys)


@pytest.fixture
def workspace(wardmote: CommandLine, tmp_path: Path) -> Path:
    folder = tmp_path / "smallborough"
    assert wardmote("init", folder, "--area", CSP, "--name", "Smallborough CSP").status == 0
    return folder
