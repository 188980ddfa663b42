"""Runs the commands that a page shows, and compares what comes with what the page says.

A block of language ``console`` holds commands after ``$`` and their output. In the output,
``…`` stands for anything, over several lines too. A block whose fence says ``file=PATH`` is
written there first; one that says ``append=PATH`` is added at the end of that file.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from docs.pages import Block

DEMO = "wardmote demo"


@dataclass
class Demonstration:
    """What ``wardmote demo`` printed and wrote: made once, copied for each page."""

    folder: Path
    output: str


@dataclass
class Console:
    """One terminal, in one folder, for the blocks of one page."""

    folder: Path
    demonstration: Demonstration | None = None
    variables: dict[str, str] = field(default_factory=dict)

    def take(self, block: Block) -> list[str]:
        """Write or run a block; gives what is wrong with it."""
        if "file" in block.said:
            path = self.folder / block.said["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif "append" in block.said:
            with (self.folder / block.said["append"]).open("a", encoding="utf-8") as out:
                out.write(block.text)
        elif block.language == "console":
            where = f"{block.page}, line {block.line}"
            return [f"{where}: {wrong}" for wrong in self._run(block.text)]
        return []

    def _run(self, text: str) -> list[str]:
        wrong = []
        for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
            command, _, expected = part.partition("\n")
            printed = self._printed(command)
            if not _fits(expected, printed):
                wrong.append(f"$ {command}\nThe page says:\n{expected}\nIt printed:\n{printed}")
        return wrong

    def _printed(self, command: str) -> str:
        if command == DEMO and self.demonstration is not None:
            shutil.copytree(self.demonstration.folder / "demo", self.folder / "demo")
            return self.demonstration.output
        program, *arguments = shlex.split(command)
        arguments = [self._with_variables(one) for one in arguments]
        if program == "cd":
            self.folder = self.folder / arguments[0]
            return ""
        if program != "wardmote":
            raise ValueError(f"a page shows a command that is not run by tests: {command}")
        return wardmote(self.folder, *arguments)

    def _with_variables(self, argument: str) -> str:
        for name, value in self.variables.items():
            argument = argument.replace(f"${name}", value)
        return argument


def wardmote(folder: Path, *arguments: str) -> str:
    """What the command printed: its result, or its refusal."""
    done = subprocess.run(
        [sys.executable, "-m", "wardmote", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    if "Traceback" in done.stderr:
        raise AssertionError(f"wardmote {' '.join(arguments)}\n{done.stderr}")
    return done.stdout if done.returncode == 0 else done.stderr


def _fits(expected: str, printed: str) -> bool:
    wanted, found = (
        "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
        for text in (expected, printed)
    )
    pattern = ".*?".join(re.escape(part) for part in wanted.split("…"))
    return re.fullmatch(pattern, found, flags=re.S) is not None
