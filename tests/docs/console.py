"""Runs the commands that a page shows, and compares what comes with what the page says.

A block of language ``console`` holds commands after ``$`` and their output. In the output,
``…`` stands for anything, over several lines too. Where a command is refused, the page must show
the refusal from its first line; the progress printed before it is left out. A block whose fence
says ``file=PATH`` is written there first; one that says ``append=PATH`` is added at the end of
that file.
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


@dataclass(frozen=True)
class Printed:
    """What a command printed: its result, or its refusal after any progress."""

    text: str
    is_refusal: bool = False

    def fits(self, expected: str) -> bool:
        """Whether a page that shows `expected` is right."""
        wanted, found = _tidied(expected), _tidied(self.text)
        if self.is_refusal and wanted.startswith("…"):
            return False
        progress = r"(.*\n)?" if self.is_refusal else ""
        pattern = ".*?".join(re.escape(part) for part in wanted.split("…"))
        return re.fullmatch(progress + pattern, found, flags=re.S) is not None


def _tidied(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


@dataclass(frozen=True)
class Demonstration:
    """What ``wardmote demo`` printed and wrote: made once, copied for each page."""

    folder: Path
    printed: Printed


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
            if not printed.fits(expected):
                said = f"The page says:\n{expected}\nIt printed:\n{printed.text}"
                wrong.append(f"$ {command}\n{said}")
        return wrong

    def _printed(self, command: str) -> Printed:
        if command == DEMO and self.demonstration is not None:
            shutil.copytree(self.demonstration.folder / "demo", self.folder / "demo")
            return self.demonstration.printed
        program, *arguments = shlex.split(command)
        arguments = [self._with_variables(one) for one in arguments]
        if program == "cd":
            self.folder = self.folder / arguments[0]
            return Printed("")
        if program != "wardmote":
            raise ValueError(f"a page shows a command that is not run by tests: {command}")
        return wardmote(self.folder, *arguments)

    def _with_variables(self, argument: str) -> str:
        for name, value in self.variables.items():
            argument = argument.replace(f"${name}", value)
        return argument


def wardmote(folder: Path, *arguments: str) -> Printed:
    """Run the command in a process of its own."""
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
    return Printed(done.stderr, is_refusal=True) if done.returncode else Printed(done.stdout)
