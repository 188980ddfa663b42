"""The command line in the hands of someone who has only its --help: areas, evidence, pages."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from functional.smallborough import (
    AS_OF,
    CSP,
    CommandLine,
    crimes,
    write_boundaries,
    write_lookups,
    write_police,
    write_searches,
    write_street,
)
from wardmote.errors import AnalysisError, ConfigurationError, EvidenceError
from wardmote.workspace import Workspace

WRONG_COMMAND = 2  # the shell's own: an option that does not exist, an argument left out


# Beginning ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("Buckinghamshire", "Aylesbury Vale CSP, Chiltern CSP, South Bucks CSP, Wycombe CSP"),
        ("E06000060", "Buckinghamshire holds 4 partnerships."),
        ("Cardiff", "Cardiff is in Wales, which Wardmote does not model."),
        ("S12000036", "S12000036 is in Scotland, which Wardmote does not model."),
        ("N09000003", "is in Northern Ireland"),
        ("Kent", "Kent is a county of 12 districts"),
        ("Dorset", "Dorset stands for 2 places."),
        ("Towr Hamlets", "E09000030 Tower Hamlets"),
        ("Nowhere at all", "There is no district or partnership in England called"),
        ("E05009317", "E05009317 is the code of a ward."),
        ("E05999001", "E05999001 is the code of a ward."),
        ("W06999001", "in Wales"),
        ("E0600003", "Check the spelling"),
        ("", "Check the spelling"),
    ],
)
def test_an_area_that_is_none_is_refused_and_nothing_is_made(
    wardmote: CommandLine, tmp_path: Path, area: str, said: str
) -> None:
    done = wardmote("init", "place", "--area", area)

    assert done.status == ConfigurationError.exit_code
    assert said in done.err
    assert "Next" in done.err
    assert not (tmp_path / "place").exists()


@pytest.mark.parametrize(
    ("area", "code"),
    [
        ("tower hamlets", "E09000030"),
        ("  Luton  ", "E06000032"),
        ("e06000032", "E06000032"),
        ("London Borough of Tower Hamlets", "E09000030"),
        ("e06999001", "E06999001"),
        ("Aylesbury Vale", ""),
    ],
)
def test_an_area_may_be_written_as_people_write_it(
    wardmote: CommandLine, tmp_path: Path, area: str, code: str
) -> None:
    assert wardmote("init", "place", "--area", area).status == 0
    assert Workspace.open(tmp_path / "place").partnership.area_code == code


def test_a_district_of_several_partnerships_can_be_declared_whole(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    done = wardmote("init", "bucks", "--area", "Buckinghamshire", "--whole-district")

    assert done.status == 0
    assert Workspace.open(tmp_path / "bucks").partnership.area_code == "E06000060"


def test_a_workspace_is_never_made_over_another(wardmote: CommandLine, workspace: Path) -> None:
    before = {path: path.read_bytes() for path in workspace.iterdir() if path.is_file()}

    done = wardmote("init", workspace, "--area", "Bedford")

    assert done.status == ConfigurationError.exit_code
    assert "This folder is a workspace already. Nothing was changed." in done.err
    assert {path: path.read_bytes() for path in before} == before


def test_a_list_of_breaks_survives_the_loss_of_the_settings(
    wardmote: CommandLine, workspace: Path
) -> None:
    (workspace / "partnership.toml").unlink()
    (workspace / "events.toml").write_text("# years of careful work\n", encoding="utf-8")

    assert wardmote("init", workspace, "--area", CSP).status == 0
    assert (workspace / "events.toml").read_text(encoding="utf-8") == "# years of careful work\n"


def test_a_folder_that_cannot_be_made_is_refused_in_words(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "notes").write_text("a file", encoding="utf-8")

    done = wardmote("init", "notes/place", "--area", "Luton")

    assert done.status == ConfigurationError.exit_code
    assert "The folder cannot be written to." in done.err


def test_the_next_step_can_be_copied_where_a_folder_has_spaces(wardmote: CommandLine) -> None:
    done = wardmote("init", "Ålesund road", "--area", "Luton")

    assert '--workspace "Ålesund road"' in done.out


# Workspaces --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("ingest", "x.csv"),
        ("assess",),
        ("evidence", "versions"),
        ("evidence", "quality"),
        ("evidence", "trace", "3f2a91bc:1"),
    ],
    ids=" ".join,
)
def test_outside_a_workspace_every_command_says_how_to_find_one(
    wardmote: CommandLine, command: tuple[str, ...]
) -> None:
    done = wardmote(*command)

    assert done.status == ConfigurationError.exit_code
    assert "this folder is not a workspace" in done.err
    assert "--workspace FOLDER" in done.err


def test_inside_a_workspace_and_its_folders_none_need_be_named(
    wardmote: CommandLine, workspace: Path
) -> None:
    write_street(workspace / "sources", "2024-03", crimes("2024-03"))

    assert wardmote("ingest", ".", "--as-of", AS_OF, within=workspace / "sources").status == 0
    assert "36 rows accepted" in wardmote("evidence", "versions", within=workspace).out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('area_code = "W06000015"', "in England"),
        ('area_code = "E05009317"', "in England"),
        ('area_code = "E99999999"', "in England"),
        ("area_code = 9", "not text in quotes"),
        ('area_kode = "E09000030"', "Did you mean partnership.area_code?"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(
    wardmote: CommandLine, workspace: Path, line: str, said: str
) -> None:
    settings = workspace / "partnership.toml"
    kept = [
        one for one in settings.read_text(encoding="utf-8").splitlines() if "_code =" not in one
    ]
    kept.insert(kept.index("[partnership]") + 1, line)
    settings.write_text("\n".join(kept), encoding="utf-8")

    done = wardmote("evidence", "versions", "--workspace", workspace)

    assert done.status == ConfigurationError.exit_code
    assert said in done.err


@pytest.mark.parametrize(
    "words", [("frobnicate",), ("ingest",), ("init", "x"), ("assess", "--fast")]
)
def test_a_command_that_is_none_is_the_shells_own_fault(
    wardmote: CommandLine, words: tuple[str, ...]
) -> None:
    assert wardmote(*words).status == WRONG_COMMAND


@pytest.mark.parametrize("day", ["tomorrow", "2024-13-01", "22/11/2026", ""])
def test_a_day_that_is_none_is_refused(wardmote: CommandLine, workspace: Path, day: str) -> None:
    done = wardmote("assess", "-w", workspace, "--as-of", day)

    assert done.status == ConfigurationError.exit_code
    assert "YYYY-MM-DD" in done.err


def test_a_workspace_may_have_spaces_and_accents_in_its_path(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "Jane Smith's" / "Ålesund"
    assert wardmote("init", folder, "--area", CSP).status == 0
    street = write_street(tmp_path / "in", "2024-03", crimes("2024-03"))

    assert wardmote.account(folder, street, write_lookups(tmp_path / "in")) == (40, 40, 0, 0)
    assert wardmote("evidence", "quality", "-w", folder).status == 0


def test_two_partnerships_read_the_same_files_into_two_workspaces(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    wardmote("init", other, "--area", "Luton")
    sources = write_lookups(tmp_path / "in")
    write_boundaries(sources)
    write_street(sources, "2024-03", crimes("2024-03"))

    ours, theirs = wardmote.ingest(workspace, sources), wardmote.ingest(other, sources)

    assert "outside the partnership's area" not in ours.out
    assert "36 accepted rows lie outside the partnership's area" in theirs.out


# Evidence ----------------------------------------------------------------------------------


def test_before_any_evidence_each_command_says_what_to_do(
    wardmote: CommandLine, workspace: Path
) -> None:
    assert "No evidence yet." in wardmote("evidence", "versions", "-w", workspace).out
    for words in (("assess",), ("evidence", "quality"), ("evidence", "trace", "3f2a91bc:1")):
        done = wardmote(*words, "-w", workspace)
        assert done.status == EvidenceError.exit_code
        assert "wardmote ingest" in done.err


def test_quality_can_be_asked_straight_after_an_ingest(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    wardmote.ingest(workspace, write_police(tmp_path / "in", "2024-01", 3))

    done = wardmote("evidence", "quality", "-w", workspace, "--as-of", AS_OF)

    assert done.status == 0, done.err
    assert "police_uk street, northshire: 2024-01 to 2024-03, 123 rows" in done.out


def test_quality_does_not_need_to_know_where_the_partnership_lies(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    wardmote("init", "av", "--area", "Aylesbury Vale")
    wardmote.ingest(Path("av"), write_street(tmp_path, "2024-03", crimes("2024-03")))

    assert wardmote("evidence", "quality", "-w", "av").status == 0


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ("00000000:1", "No file held begins with 00000000."),
        ("{sha}:0", "Row 0 of 2024-03-northshire-street.csv is not in the evidence."),
        ("{sha}:37", "an accepted row from 1 to 36"),
        ("{sha}:99999999999999999999", "is not in the evidence"),
        ("3f2a:1", "is not the id of a row"),
        ("../../etc/passwd:1", "is not the id of a row"),
        (":", "is not the id of a row"),
    ],
)
def test_a_row_that_is_none_is_refused_with_how_to_write_one(
    wardmote: CommandLine, workspace: Path, tmp_path: Path, identity: str, said: str
) -> None:
    path = write_street(tmp_path, "2024-03", crimes("2024-03"))
    wardmote.ingest(workspace, path)
    sha = hashlib.sha256(path.read_bytes()).hexdigest()[:12]

    done = wardmote("evidence", "trace", identity.format(sha=sha), "-w", workspace)

    assert done.status == EvidenceError.exit_code
    assert said in done.err


def test_a_version_that_is_none_is_refused_with_those_that_are(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    wardmote.ingest(workspace, write_street(tmp_path, "2024-03", crimes("2024-03")))

    for words in (("assess",), ("evidence", "quality"), ("evidence", "trace", "3f2a91bc:1")):
        for number in ("99", "0", "-1"):
            done = wardmote(*words, "-w", workspace, "--evidence-version", number)
            assert done.status == EvidenceError.exit_code
            assert f"There is no evidence version {number}." in done.err
            assert "Known     1" in done.err


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_an_ingest_that_is_killed_is_run_again_and_that_is_all(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    sources = write_police(tmp_path / "in", "2022-01", 24)
    words = ["ingest", str(sources), "-w", str(workspace), "--as-of", AS_OF]
    with subprocess.Popen(
        [sys.executable, "-m", "wardmote", *words], stderr=subprocess.DEVNULL
    ) as ran:
        incoming = workspace / "evidence" / "incoming"
        for _ in range(1_000):
            if incoming.is_dir() and any(incoming.iterdir()):
                break
            time.sleep(0.01)
        os.kill(ran.pid, signal.SIGKILL)

    assert wardmote("evidence", "versions", "-w", workspace).status == 0
    assert sum(wardmote.account(workspace, sources)) == 2 * 24 * 41
    assert "984 rows" in wardmote("evidence", "quality", "-w", workspace, "--as-of", AS_OF).out


def test_a_store_that_another_ingest_writes_to_is_busy(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    path = write_street(tmp_path, "2024-03", crimes("2024-03"))

    with Workspace.open(workspace).store.writing():
        done = wardmote.ingest(workspace, path)

    assert done.status == EvidenceError.exit_code
    assert "Another ingest is writing to this workspace." in done.err


@pytest.mark.parametrize("lost", ["tables/incidents", "tables/incidents/supply=*"])
def test_a_store_that_has_lost_a_file_is_called_damaged(
    wardmote: CommandLine, workspace: Path, tmp_path: Path, lost: str
) -> None:
    wardmote.ingest(workspace, write_street(tmp_path, "2024-03", crimes("2024-03")))
    (folder,) = (workspace / "evidence").glob(lost)
    shutil.rmtree(folder)

    done = wardmote("evidence", "quality", "-w", workspace)

    assert done.status == EvidenceError.exit_code
    assert "The evidence store is damaged" in done.err


# Assessments -------------------------------------------------------------------------------


@pytest.fixture
def assessed(wardmote: CommandLine, workspace: Path, tmp_path: Path) -> Path:
    """Smallborough with look-ups and two years of crimes: no boundary, no population."""
    sources = write_police(write_lookups(tmp_path / "in"), "2022-04", 24)
    wardmote.ingest(workspace, sources)
    return workspace


def test_without_boundaries_or_populations_there_is_a_page_that_says_so(
    wardmote: CommandLine, assessed: Path
) -> None:
    done = wardmote("assess", "-w", assessed, "--as-of", AS_OF)

    assert done.status == 0, done.err
    (edition,) = (assessed / "editions").iterdir()
    page = (edition / "index.html").read_text(encoding="utf-8")
    assert "no population of the area is held" in page
    assert "Ward 1" in page


def test_an_edition_is_written_once_and_a_figure_is_traced_to_its_files(
    wardmote: CommandLine, assessed: Path
) -> None:
    words = ("assess", "-w", assessed, "--as-of", AS_OF, "--json")
    first, second = wardmote(*words).json, wardmote(*words).json
    assert first == second

    done = wardmote("evidence", "trace", "change-burglary", "-w", assessed)

    assert done.status == 0
    assert done.out.count("12 rows of") == 24
    unknown = wardmote("evidence", "trace", "change-piracy", "-w", assessed)
    assert unknown.status == AnalysisError.exit_code
    assert "change-burglary" in unknown.err


def test_an_assessment_that_cannot_be_written_is_refused_in_words(
    wardmote: CommandLine, assessed: Path
) -> None:
    (assessed / "editions").rmdir()
    (assessed / "editions").write_text("a file", encoding="utf-8")

    done = wardmote("assess", "-w", assessed, "--as-of", AS_OF)

    assert done.status == ConfigurationError.exit_code
    assert "The folder cannot be written to." in done.err


@pytest.mark.parametrize("day", ["2024-03-30", "2020-01-01", "1066-10-14"])
def test_an_assessment_does_not_stand_for_a_day_before_its_evidence(
    wardmote: CommandLine, assessed: Path, day: str
) -> None:
    done = wardmote("assess", "-w", assessed, "--as-of", day)

    assert done.status == AnalysisError.exit_code
    assert "Expected  2024-03-31 or later" in done.err
    assert list((assessed / "editions").iterdir()) == []
    assert wardmote("assess", "-w", assessed, "--as-of", "2024-03-31").status == 0


def test_a_break_of_the_whole_force_is_known_in_each_of_its_districts(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    # The Metropolitan Police changed its system on 28 February 2024: the register names the force.
    district = Path("tower-hamlets")
    wardmote("init", district, "--area", "E09000030")
    sources = write_police(
        write_lookups(tmp_path / "in", district="E09000030"), "2023-01", 24, force="metropolitan"
    )
    wardmote.ingest(district, sources)

    done = wardmote("assess", "-w", district, "--as-of", AS_OF)

    assert done.status == 0, done.err
    (edition,) = (district / "editions").iterdir()
    findings = json.loads((edition / "findings.json").read_text(encoding="utf-8"))["findings"]
    assert {one["verdict"] for one in findings} == {"cannot_say"}
    assert "moved from its system CRIS to CONNECT" in (edition / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("day", "said"), [("2024-03-10", True), ("2024-03-20", False)])
def test_a_break_in_the_last_month_counts_from_the_nearest_first_of_a_month(
    wardmote: CommandLine, assessed: Path, day: str, said: bool
) -> None:
    (assessed / "events.toml").write_text(
        f"""[[break]]
id = "new-system"
what = "The force changed its system"
starts = {day}
areas = ["all"]
series = ["all"]
kind = "system"
source = "The force"
""",
        encoding="utf-8",
    )

    report = wardmote("assess", "-w", assessed, "--as-of", AS_OF, "--json").json

    assert isinstance(report, dict)
    assert ("cannot_say" in report["findings"]) is said


def test_the_demonstration_leaves_a_folder_in_use_alone(
    wardmote: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("years of work", encoding="utf-8")

    done = wardmote("demo")

    assert done.status == ConfigurationError.exit_code
    assert "wardmote demo --folder OTHER" in done.err
    assert [path.name for path in (tmp_path / "demo").iterdir()] == ["thesis.txt"]


def test_ten_months_are_too_few(wardmote: CommandLine, workspace: Path, tmp_path: Path) -> None:
    wardmote.ingest(workspace, write_police(write_lookups(tmp_path / "in"), "2023-06", 10))

    done = wardmote("assess", "-w", workspace, "--as-of", AS_OF)

    assert done.status == AnalysisError.exit_code
    assert "shorter than a year for Smallborough" in done.err
    assert "Found     10" in done.err


def test_stop_and_search_alone_is_no_recorded_crime(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    sources = write_lookups(tmp_path / "in")
    write_boundaries(sources)
    write_searches(sources, "2024-03", 30)
    wardmote.ingest(workspace, sources)

    done = wardmote("assess", "-w", workspace, "--as-of", AS_OF)

    assert done.status == AnalysisError.exit_code
    assert "The evidence holds no recorded crime of Smallborough." in done.err
    assert "police_uk/stop-and-search" in done.err


def test_areas_that_come_after_the_crimes_place_them(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    wardmote.ingest(workspace, write_police(tmp_path / "crimes", "2022-04", 24))
    early = wardmote("assess", "-w", workspace, "--as-of", AS_OF)
    assert early.status == EvidenceError.exit_code
    assert f"Where the partnership {CSP} lies is not known yet." in early.err

    wardmote.ingest(workspace, write_lookups(tmp_path / "areas"))
    done = wardmote("assess", "-w", workspace, "--as-of", AS_OF)

    assert done.status == 0, done.err
    assert "Smallborough" in done.out
    assert "492 in all" in done.out  # twelve months of 36 crimes and five reports


def test_a_partnership_known_by_name_is_found_once_a_look_up_names_it(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    settings = workspace / "partnership.toml"
    text = settings.read_text(encoding="utf-8").replace(f'"{CSP}"', '""', 2)
    settings.write_text(
        text.replace('area_name = ""', 'area_name = "smallborough"'), encoding="utf-8"
    )
    early = wardmote.ingest(workspace, write_police(tmp_path / "crimes", "2022-04", 24))
    assert early.status == 0
    assert "Where the partnership smallborough lies is not known yet." in early.out

    assert wardmote("assess", "-w", workspace).status == EvidenceError.exit_code
    late = wardmote.ingest(workspace, write_lookups(tmp_path / "areas"))

    assert "not known yet" not in late.out
    assert wardmote("assess", "-w", workspace, "--as-of", AS_OF).status == 0


def test_one_of_several_partnerships_in_a_district_is_saved_but_not_assessed(
    wardmote: CommandLine, workspace: Path, tmp_path: Path
) -> None:
    several = {CSP: "Smallborough North", "E22999002": "Smallborough South"}
    sources = write_police(write_lookups(tmp_path / "in", partnerships=several), "2022-04", 24)

    done = wardmote.ingest(workspace, sources)

    assert done.status == 0, "an ingest that has saved its rows does not fail"
    assert "Evidence version v000001." in done.out
    assert "is one of several partnerships in its district" in done.out
    refused = wardmote("assess", "-w", workspace)
    assert refused.status == EvidenceError.exit_code
    assert "the ONS boundaries of community safety partnerships" in refused.err


def test_every_json_is_one_document_that_any_console_can_write(
    wardmote: CommandLine, assessed: Path
) -> None:
    wardmote("assess", "-w", assessed, "--as-of", AS_OF)
    words = [
        ("evidence", "versions"),
        ("evidence", "quality"),
        ("evidence", "trace", "change-burglary"),
        ("assess", "--as-of", AS_OF),
        ("ingest", "--as-of", AS_OF, assessed.parent / "in"),
    ]

    for one in words:
        assert wardmote(*one, "-w", assessed, "--json").json
