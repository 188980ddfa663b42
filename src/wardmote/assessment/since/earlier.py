"""An assessment as it was printed: its findings and what it was made from, from its folder."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wardmote.assessment.printed import PrintedFinding, finding_faults, read_finding
from wardmote.errors import ConfigurationError, Fault

PROVENANCE = "provenance.json"
FINDINGS = ("findings.json", "document.json")  # the first that lists findings
NEXT_STEP = "Name the folder of an assessment: wardmote assess --since editions/NAME"


@dataclass(frozen=True)
class PrintedAssessment:
    """One assessment as plain values.

    Parameters
    ----------
    id
        Name of its folder.
    as_of
        Date that it stands for.
    evidence_version
        Evidence version that it was made from.
    area
        Code of its area.
    area_name
        Name of its area.
    findings
        In its own order.
    file, sha256
        Name and hash of the file that they were read from; empty where it is none.

    Raises
    ------
    ConfigurationError
        Two findings have one id.
    """

    id: str
    as_of: date
    evidence_version: str
    area: str
    area_name: str
    findings: tuple[PrintedFinding, ...]
    file: str = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        times = Counter(one.id for one in self.findings)
        twice = [Fault(name, "given twice") for name, number in times.items() if number > 1]
        if twice:
            raise ConfigurationError(
                f"The assessment {self.id} cannot be compared.",
                faults=twice,
                next_step="Build it again; if it stays, report it.",
            )

    def finding(self, finding_id: str) -> PrintedFinding | None:
        """The finding of an id, if it has one."""
        return next((one for one in self.findings if one.id == finding_id), None)


def read_assessment(folder: Path) -> PrintedAssessment:
    """An assessment from the folder that it was written to.

    Answers "what did it print?". Nothing is computed anew: the baseline is frozen.

    Parameters
    ----------
    folder
        An edition, with ``provenance.json`` and ``findings.json`` (or the list of findings in
        ``document.json``).

    Returns
    -------
    PrintedAssessment
        As printed.

    Raises
    ------
    ConfigurationError
        It is not the folder of an assessment, or some of its values are not what they should
        be. All faults come in one error.
    """
    provenance = _json(folder / PROVENANCE)
    name, listed = _findings(folder)
    faults = [
        *(Fault(PROVENANCE, problem) for problem in _provenance_faults(provenance)),
        *(
            Fault(f"{name} finding {number}", problem)
            for number, values in enumerate(listed, 1)
            for problem in finding_faults(values)
        ),
    ]
    if faults:
        raise ConfigurationError(
            f"The assessment {folder.name} cannot be read back.",
            where={"Folder": str(folder)},
            faults=faults,
            next_step="Restore the folder from a backup, or build that assessment again.",
        )
    return PrintedAssessment(
        id=folder.name,
        as_of=date.fromisoformat(provenance["as_of"]),
        evidence_version=str(provenance["evidence_version"]),
        area=provenance["area"]["code"],
        area_name=provenance["area"].get("name", ""),
        findings=tuple(map(read_finding, listed)),
        file=f"{folder.name}/{name}",
        sha256=hashlib.sha256((folder / name).read_bytes()).hexdigest(),
    )


def read_assessments(editions: Path) -> tuple[PrintedAssessment, ...]:
    """Every assessment that is kept, oldest first: by its date, its evidence, its number.

    Parameters
    ----------
    editions
        Folder of editions. One that is not there holds none.

    Raises
    ------
    ConfigurationError
        One of them cannot be read back.
    """
    folders = [path for path in editions.glob("[0-9]*") if (path / PROVENANCE).is_file()]
    return tuple(sorted(map(read_assessment, folders), key=_place))


def _place(one: PrintedAssessment) -> tuple[date, str, int, str]:
    """Where it stands: a second one of the same day and evidence is numbered, and comes after."""
    stem = f"{one.as_of.isoformat()}-{one.evidence_version}"
    number = one.id.removeprefix(stem).lstrip("-")
    return one.as_of, one.evidence_version, int(number) if number.isdigit() else 1, one.id


def _findings(folder: Path) -> tuple[str, list[Any]]:
    for name in FINDINGS:
        if (folder / name).is_file():
            found = _json(folder / name).get("findings")
            if isinstance(found, list):
                return name, found
    raise ConfigurationError(
        "This folder lists no findings.",
        where={"Folder": str(folder)},
        expected=f'"findings" in {" or ".join(FINDINGS)}',
        next_step=NEXT_STEP,
    )


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(
            "This is not the folder of an assessment.",
            where={"Folder": str(path.parent)},
            expected=path.name,
            next_step=NEXT_STEP,
        ) from error
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"{path.name} cannot be read.",
            where={"File": str(path)},
            found=str(error),
            next_step="Restore the folder from a backup, or build that assessment again.",
        ) from error
    return found if isinstance(found, dict) else {}


def _provenance_faults(values: Mapping[str, Any]) -> list[str]:
    area = values.get("area")
    problems = [
        (not _is_date(values.get("as_of")), "as_of is not a date"),
        (not values.get("evidence_version"), "evidence_version is missing"),
        (not (isinstance(area, Mapping) and area.get("code")), "area has no code"),
    ]
    return [problem for is_wrong, problem in problems if is_wrong]


def _is_date(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
