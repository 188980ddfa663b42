"""An area's data come whole from paged services, and ingest reads what came."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from integration.local_servers import (
    Asked,
    FeatureServer,
    GovernmentServer,
    NomisServer,
    Reply,
    serving,
)
from wardmote.cli import cli
from wardmote.errors import ConfigurationError, LayoutChanged, SourceError
from wardmote.evidence.fetching.area_data import FetchedArea, WantedArea, fetch_area_data
from wardmote.evidence.fetching.asking import Patience
from wardmote.evidence.fetching.services import read_services, shipped_services
from wardmote.northborough import NOTHING_PLANTED, write_northborough
from wardmote.workspace import Workspace

TODAY = date(2026, 11, 22)
YEARS = range(2015, 2025)
DISTRICT, CSP = "E06999001", "E22999001"
WARDS = "Wards_December_2024_Boundaries_UK_BGC"
LSOAS = "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5"
LINKS = "LSOA21_WD24_LAD24_EW_LU"
CHANGES = "LSOA11_LSOA21_LAD22_EW_LU_v5"
PARTNERSHIPS = "LAD24_CSP24_PFA24_EW_LU"
DISTRICTS = "Local_Authority_Districts_May_2024_Boundaries_UK_BGC"
PAGE = "/government/statistics/english-indices-of-deprivation-2025"


@dataclass(frozen=True)
class Publishers:
    """Three servers with everything about Northborough and its neighbour."""

    features: FeatureServer
    nomis: NomisServer
    government: GovernmentServer

    @property
    def bases(self) -> dict[str, str]:
        return {
            "open_geography": self.features.base,
            "nomis": self.nomis.base,
            "gov_uk": self.government.base,
        }


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture(scope="module")
def northborough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("northborough")
    write_northborough(folder, months=1, plan=NOTHING_PLANTED)
    return folder


@pytest.fixture
def publishers(northborough: Path) -> Iterator[Publishers]:
    features = FeatureServer(
        {
            PARTNERSHIPS: rows_of(northborough, "LAD_(2024)_to_Community"),
            LINKS: rows_of(northborough, "LSOA_(2021)_to_Electoral"),
            CHANGES: rows_of(northborough, "LSOA_(2011)_to_LSOA"),
            LSOAS: drawn_in(northborough, "Lower_layer_Super_Output_Areas_December_2021"),
            WARDS: drawn_in(northborough, "Wards"),
            DISTRICTS: drawn_in(northborough, "Local_Authority_Districts"),
        }
    )
    nomis = NomisServer(
        {
            "NM_2014_1": residents_of(northborough),
            "NM_2041_1": groups_of(northborough),
            "NM_2023_1": households_of(northborough),
        }
    )
    file_7 = next((northborough / "population").glob("File_7_IoD2025*")).read_bytes()
    files = {"File 70: other things": b"x\n1\n", "File 7: all ranks, scores": file_7}
    with ExitStack() as stack:
        made = Publishers(features, nomis, GovernmentServer(PAGE, files))
        for server in (made.features, made.nomis, made.government):
            stack.enter_context(serving(server))
        yield made


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def rows_of(northborough: Path, name: str) -> list[dict[str, Any]]:
    (path,) = (one for one in (northborough / "areas").iterdir() if one.name.startswith(name))
    return [{"properties": row} for row in table(path)]


def drawn_in(northborough: Path, name: str) -> list[dict[str, Any]]:
    (path,) = (one for one in (northborough / "areas").iterdir() if one.name.startswith(name))
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def residents_of(northborough: Path) -> list[dict[str, str]]:
    rows = table(northborough / "population" / "population_lsoa21_2011_2024.csv")
    return [
        {
            "GEOGRAPHY_CODE": row["LSOA 2021 Code"],
            "GEOGRAPHY_NAME": row["LSOA 2021 Name"],
            "DATE_NAME": str(year),
            "OBS_VALUE": row[f"Mid-{year}: Population"],
        }
        for year in YEARS
        for row in rows
    ]


def groups_of(northborough: Path) -> list[dict[str, str]]:
    return [
        {
            "GEOGRAPHY_CODE": row["lsoa21_code"],
            "GEOGRAPHY_NAME": "",
            "C2021_ETH_20_NAME": row["ethnic_group"],
            "OBS_VALUE": str(int(float(row["n"]))),
        }
        for row in table(northborough / "population" / "ethnicity21_lsoa21.csv")
    ]


def households_of(northborough: Path) -> list[dict[str, str]]:
    rows = table(northborough / "population" / "household_overcrowding21_lsoa21.csv")
    totals = {row["lsoa21_code"]: str(int(float(row["total_households"]))) for row in rows}
    return [
        {"GEOGRAPHY_CODE": code, "GEOGRAPHY_NAME": "", "DATE_NAME": "2021", "OBS_VALUE": total}
        for code, total in totals.items()
    ]


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetch(publishers: Publishers, tmp_path: Path, waits: list[float]) -> Callable[..., FetchedArea]:
    def go(**said: Any) -> FetchedArea:
        wanted = {"code": DISTRICT, "name": "Northborough", "districts": (DISTRICT,), **said}
        return fetch_area_data(
            WantedArea(**wanted),
            tmp_path / "area-data",
            services=read_services().at(publishers.bases),
            today=TODAY,
            patience=Patience(attempts=4, timeout=5, sleep=waits.append),
        )

    return go


def test_everything_about_the_area_and_its_force_comes_whole(fetch, northborough) -> None:
    done = fetch()

    links = table(done.folder / "look-ups" / "lsoa21-wd24-lad24.csv")
    people = table(done.folder / "population" / "residents-of-lsoa21.csv")
    published = table(northborough / "population" / "population_lsoa21_2011_2024.csv")
    assert sorted(done.saved) == [
        "boundaries/lad24.geojson",
        "boundaries/lsoa21.geojson",
        "boundaries/wd24.geojson",
        "deprivation/File_7_IoD2025.csv",
        "look-ups/lad24-csp24-pfa24.csv",
        "look-ups/lsoa11-lsoa21-lad22.csv",
        "look-ups/lsoa21-wd24-lad24.csv",
        "population/ethnic-groups-of-lsoa21.csv",
        "population/households-of-lsoa21.csv",
        "population/residents-of-lsoa21.csv",
    ]
    assert len(links) == 124
    assert [row["Mid-2024: Population"] for row in people] == [
        row["Mid-2024: Population"]
        for row in sorted(published, key=lambda row: row["LSOA 2021 Code"])
    ]
    assert list(people[0])[2:] == [f"Mid-{year}: Population" for year in YEARS]


def test_pages_are_asked_for_until_everything_counted_came(fetch, publishers) -> None:
    done = fetch()

    offsets = [
        one.given["resultOffset"]
        for one in publishers.features.asked
        if LSOAS in one.path and "resultOffset" in one.given
    ]
    records = [one.given["recordoffset"] for one in publishers.nomis.asked if "2023" in one.path]
    drawn = json.loads((done.folder / "boundaries" / "lsoa21.geojson").read_text("utf-8"))
    assert offsets == ["0", "50", "100"]
    assert records == ["0", "70", "0"]  # of 100 codes, then of the other 24
    assert len({one["properties"]["LSOA21CD"] for one in drawn["features"]}) == 124


def test_a_service_that_says_there_is_more_at_the_top_is_understood(fetch, publishers) -> None:
    publishers.features.flag_inside = False

    assert len(fetch().saved) == 10


def test_without_the_force_only_the_areas_own_districts_are_asked_for(fetch) -> None:
    done = fetch(whole_force=False)

    links = table(done.folder / "look-ups" / "lsoa21-wd24-lad24.csv")
    assert {row["LAD24CD"] for row in links} == {DISTRICT}
    assert len(table(done.folder / "deprivation" / "File_7_IoD2025.csv")) == len(links) == 84


def test_a_partnership_is_found_by_the_look_up(fetch) -> None:
    done = fetch(code=CSP, districts=(), whole_force=False)

    links = table(done.folder / "look-ups" / "lsoa21-wd24-lad24.csv")
    assert done.folder.name == CSP
    assert {row["LAD24CD"] for row in links} == {DISTRICT}


def test_a_partnership_that_shares_its_district_needs_its_own_outline(fetch, publishers) -> None:
    rows = publishers.features.layers[PARTNERSHIPS]
    rows.append({"properties": {**rows[0]["properties"], "CSP24CD": "E22999009", "ObjectId": "9"}})

    with pytest.raises(SourceError, match="csp-boundaries"):
        fetch(code=CSP, districts=())


def test_what_is_held_is_not_asked_for_again(fetch, publishers) -> None:
    fetch()
    before = len(publishers.nomis.asked) + len(publishers.government.asked)

    again = fetch()

    assert again.saved == ()
    assert len(again.held) == 10
    assert len(publishers.nomis.asked) + len(publishers.government.asked) == before


def test_another_question_is_another_file(fetch) -> None:
    fetch(whole_force=False)

    wider = fetch()

    assert "boundaries/lsoa21.geojson" in wider.saved
    assert "boundaries/wd24.geojson" in wider.held  # of the area's own wards, as before


def test_one_layer_that_fails_does_not_stop_the_others(fetch, publishers) -> None:
    del publishers.features.layers[WARDS]
    del publishers.nomis.tables["NM_2041_1"]

    with pytest.raises(SourceError) as refused:
        fetch()
    publishers.features.layers[WARDS] = []

    said = str(refused.value)
    assert "Not everything about Northborough could be fetched; 8 files are there." in said
    assert "ward-boundaries    The service refuses the question. 400: Invalid URL" in said
    assert "ethnic-groups    The publisher has no such file or page. 404 Not Found" in said
    assert "wardmote fetch services > services.toml" in said


def test_a_layer_without_some_of_the_areas_is_refused(fetch, publishers) -> None:
    del publishers.features.layers[WARDS][3]

    with pytest.raises(SourceError, match=r"nothing for 1 of \d+ codes.*E05999004"):
        fetch()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page, asked: page | {"features": page.get("features", [])[:-1]},
        lambda page, asked: (
            page | {"features": page.get("features", [])[:1] * len(page.get("features", []))}
        ),
    ],
    ids=["a row short on each page", "the same row again and again"],
)
def test_rows_that_are_lost_or_repeated_between_pages_are_noticed(
    fetch, publishers, waits, spoil
) -> None:
    publishers.features.spoil = spoil

    with pytest.raises(SourceError, match=r"counted 2 rows and gave"):
        fetch()

    assert waits == [1.0, 2.0, 4.0]


def test_a_look_up_of_other_columns_is_refused(fetch, publishers) -> None:
    for one in publishers.features.layers[PARTNERSHIPS]:
        one["properties"]["LAD30CD"] = one["properties"].pop("LAD24CD")

    with pytest.raises(LayoutChanged, match="Expected  LAD24CD"):
        fetch()


def test_an_area_that_the_look_up_does_not_know_is_refused(fetch) -> None:
    with pytest.raises(SourceError, match="Nowhere is not in the look-up"):
        fetch(code="E22999007", name="Nowhere", districts=())


def test_a_busy_service_is_asked_again_later(fetch, publishers, waits) -> None:
    publishers.nomis.busy.extend([Reply(b"", 503, {"Retry-After": "3"}), Reply(b"", 429)])
    busy = json.dumps({"error": {"code": 503, "message": "Service is busy"}}).encode()
    publishers.features.busy.append(Reply(busy))

    assert len(fetch().saved) == 10
    assert waits == [1.0, 3.0, 2.0]


def test_a_cut_answer_is_asked_again(fetch, publishers, waits) -> None:
    whole = publishers.features.answer(
        Asked(
            "POST",
            f"/{PARTNERSHIPS}/FeatureServer/0/query",
            {"where": "1=1", "returnCountOnly": "true"},
            {},
        )
    )
    publishers.features.busy.append(Reply(whole.body, cut_after=4))

    assert len(fetch().saved) == 10
    assert waits == [1.0]


def test_a_table_that_ignores_where_a_page_begins_is_noticed(fetch, publishers) -> None:
    publishers.nomis.ignores_offset = True

    with pytest.raises(SourceError, match="did not come"):
        fetch()


def test_a_page_without_the_file_lists_those_that_it_has(fetch, publishers) -> None:
    publishers.government.files = {"File 1: ranks": b"a\n1\n"}

    with pytest.raises(SourceError, match="deprivation    The page has 0 files whose title"):
        fetch()


def test_the_ledger_keeps_the_hash_of_the_whole_file_that_rows_were_taken_from(
    fetch, publishers
) -> None:
    from hashlib import sha256

    done = fetch(whole_force=False)

    entries = tomllib.loads((done.folder / "fetched.toml").read_text("utf-8"))["file"]
    (one,) = (entry for entry in entries if entry["path"].startswith("deprivation"))
    assert (
        one["whole_sha256"]
        == sha256(publishers.government.files["File 7: all ranks, scores"]).hexdigest()
    )
    assert one["sha256"] != one["whole_sha256"]
    assert one["asked"].startswith("84 of lsoa, ")


def test_the_command_fetches_what_ingest_reads(publishers, tmp_path, northborough) -> None:
    workspace = Workspace.init(tmp_path / "ws", DISTRICT, name="Northborough CSP")
    options = [f"--base-url={name}={base}" for name, base in publishers.bases.items()]

    shown = CliRunner().invoke(
        cli,
        ["fetch", "area-data", "-w", str(workspace.folder), *options],
        catch_exceptions=False,
    )
    report = workspace.ingest(
        [workspace.folder / "sources", northborough / "police_uk"], as_of=TODAY
    )

    assert shown.exit_code == 0, shown.output
    assert "10 files came." in shown.output
    assert "second hand" in shown.output
    links = [one["properties"] for one in publishers.features.layers[LINKS]]
    wards = {one["WD24CD"] for one in links if one["LAD24CD"] == DISTRICT}
    by_kind = {kind: rows for (_, kind), rows in report.by_kind.items()}
    assert (report.unrecognised, report.ignored) == ((), ())
    assert report.total.quarantined == 0
    assert by_kind["boundaries"].accepted == 124 + len(wards) + 2
    assert by_kind["deprivation"].accepted == by_kind["households"].accepted == 124
    assert by_kind["residents"].accepted == 124
    assert by_kind["ethnic-groups"].accepted == 124 * 5


def test_the_shipped_services_are_dated_and_their_doubts_are_marked() -> None:
    services = read_services()
    claims = [services.police, *services.publishers.values(), *services.products]

    assert all(one.source and one.verified_on <= TODAY for one in claims)
    assert all(one.to_be_confirmed for one in claims)  # nobody here has read the publishers'
    assert {one.wards for one in services.products} == {None, 2024, 2025}


def test_the_command_prints_the_services_as_they_are_read(tmp_path) -> None:
    shown = CliRunner().invoke(cli, ["fetch", "services"], catch_exceptions=False)
    own = tmp_path / "services.toml"
    own.write_text(shown.output, encoding="utf-8")

    assert read_services(own) == read_services()


def test_every_fault_of_ones_own_services_is_said_at_once(tmp_path) -> None:
    own = tmp_path / "services.toml"
    text = shipped_services()
    text = text.replace('base = "https://www.gov.uk"', 'base = "http://www.gov.uk"')
    text = text.replace('saved_as = "look-ups/lad24', 'saved_as = "../../lad24')
    text = text.replace('asked_by = "ward"', 'asked_by = "street"', 1)
    text = text.replace("months_held = 36", 'months_held = "36"')
    own.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigurationError) as refused:
        read_services(own)

    said = str(refused.value)
    assert "publishers.gov_uk    base is not an https address" in said
    assert "layer 1 (district-csp-force)    saved_as leads out of the area's folder" in said
    assert "asked_by is none of everything, district, lsoa, ward, csp" in said
    assert "police_uk    months_held is not of the kind that it should be" in said
    assert "attachment 1 (deprivation)    publisher 'gov_uk' is not in the file" in said


def test_a_publisher_that_does_not_exist_cannot_be_moved() -> None:
    with pytest.raises(ConfigurationError, match="gov_uk, nomis, open_geography, police_uk"):
        read_services().at({"nomi": "https://example.org"})


def test_wards_of_a_year_that_is_not_known_are_refused(fetch) -> None:
    with pytest.raises(ConfigurationError, match="Known     2024, 2025"):
        fetch(wards=2019)
