"""An attack on sites as they are published: Northborough's live one, and Tower Hamlets'."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from spec.attack.reading import everything
from spec.attack.test_what_a_plan_gives_away import traces
from spec.attack.worlds import AREA
from wardmote.examples import example_folder
from wardmote.publish.site.live import SiteDesk
from wardmote.workspace import Workspace

ON, AFTER = date(2026, 10, 12), date(2026, 10, 20)
APPROVER = "Director of communities"
FOR_PARTNERS = re.compile(
    r"For partners only|\"marking\": ?\"partners\"|partner-(?:plan-)?editions"
)


def built(folder: Path, area: str, example: str, on: date | None) -> Workspace:
    workspace = Workspace.init(folder, area)
    shutil.copytree(example_folder(example) / "plan", workspace.plan_folder)
    workspace.build_plan(as_of=on, formats=("html",))
    return workspace


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = built(tmp_path_factory.mktemp("n") / "place", AREA, "northborough", ON)

    def desk(day: date) -> SiteDesk:
        return SiteDesk(workspace.folder, workspace.plan_folder, workspace.plan, day)

    desk(ON).show()
    desk(AFTER).approve(APPROVER)
    return desk(AFTER).publish().parent


@pytest.fixture(scope="module")
def tower_hamlets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("t") / "place"
    return built(folder, "E09000030", "tower_hamlets_2021_24", None).folder / "site-draft"


@pytest.fixture(params=["live", "tower_hamlets"])
def site(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


def strangers(folder: Path) -> set[tuple[str, str]]:
    """Traces, but for midnight of the day that a document stands for, and the place as author."""
    return {
        hit for hit in traces(folder) if "T00:00:00" not in hit[1] and hit[1] != "Tower Hamlets"
    }


def test_nothing_of_a_site_is_for_partners(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert not any(path.name == "provenance.json" for path in site.rglob("*"))

    assert [one.where for one in everything(site) if FOR_PARTNERS.search(one.text)] == []


def test_no_page_tells_the_machine_or_the_person_that_made_it(site: Path) -> None:
    assert strangers(site) == set()


def test_no_suppressed_reading_of_the_plan_is_anywhere(live: Path) -> None:
    """Nine hate incidents in a quarter, of a year whose other quarters are told."""
    tables = (live / "plan" / "tables" / "readings.csv").read_text(encoding="utf-8")
    row = next(one for one in tables.splitlines() if "1 January 2026 to 31 March 2026,sup" in one)

    assert row.startswith("Hate incidents told to reporting centres")
    assert "9 in January to March 2026" not in "\n".join(one.text for one in everything(live))


REAL = {
    "Tower Hamlets": (
        *("areas/lsoa21/E09000030.geojson", "areas/ward/E09000030.geojson", "tower_hamlets"),
        "police_uk/metropolitan_2022-09_2024-08.zip",
    ),
    **{
        name: ("areas/lsoa21", f"areas/ward/{code}.geojson", "police_uk/bedfordshire")
        for name, code in (
            ("Luton", "E06000032"), ("Bedford", "E06000055"), ("Central Bedfordshire", "E06000056"),
        )
    },
}  # fmt: skip


@pytest.mark.real_data
@pytest.mark.slow
@pytest.mark.parametrize("place", REAL)
def test_an_assessment_of_a_real_place_tells_open_counts_alone(
    real_data: Path, tmp_path: Path, place: str
) -> None:
    """Every number has a file behind it whose publisher has published it."""
    workspace = Workspace.init(tmp_path / "place", place)
    people = ("population_lsoa21_2011_2022.parquet", "ethnicity21_lsoa21.csv")
    paths = ("areas/lookups", *(f"population/{one}" for one in people), *REAL[place])
    workspace.ingest([real_data / one for one in paths], as_of=date(2026, 11, 22))
    edition = workspace.assess(as_of=date(2026, 11, 22)).folder
    made_from = json.loads((edition / "provenance.json").read_bytes())
    hashes = {one["sha256"] for one in made_from["files"]}

    assert None not in hashes
    assert [one.where for one in everything(edition) if FOR_PARTNERS.search(one.text)] == []
    assert strangers(edition) == set()
    counted = {part["sha256"] for one in made_from["figures"].values() for part in one["files"]}
    assert counted <= hashes
