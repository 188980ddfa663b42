"""An assessment in a notebook: one import, findings that show themselves, tables that agree."""

from __future__ import annotations

import ast
import csv
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

import wardmote as wm
from wardmote.errors import AnalysisError, ConfigurationError, DisclosureError
from wardmote.northborough import write_northborough
from wardmote.publish.blocks import walk
from wardmote.publish.exhibits import Exhibit
from wardmote.publish.notebook import Shown, ShownAssessment, notebook_html
from wardmote.publish.tables import Table

AS_OF = date(2026, 11, 22)
ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorials" / "assessment-in-a-notebook.ipynb"
MOST_IMPORT_MICROSECONDS = 30_000
VOID = {"meta", "br", "hr", "img", "link", "col"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `wardmote demo` leaves, three years of it and without the partners' feeds."""
    made = tmp_path_factory.mktemp("notebook")
    sources = made / "demo" / "sources"
    write_northborough(sources, months=36)
    workspace = wm.init(made / "demo" / "northborough", "E22999001", name="Northborough CSP")
    (workspace.folder / "events.toml").write_bytes((sources / "events.toml").read_bytes())
    workspace.ingest([sources / one for one in ("areas", "population", "police_uk")], as_of=AS_OF)
    return made


@pytest.fixture(scope="module")
def workspace(folder: Path) -> wm.Workspace:
    return wm.open(folder / "demo" / "northborough")


@pytest.fixture(scope="module")
def found(workspace: wm.Workspace) -> ShownAssessment:
    return workspace.analyse(as_of=AS_OF)


class Page(HTMLParser):
    """What a fragment of HTML holds; it refuses tags that are left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: Counter[str] = Counter()
        self.links: list[str] = []
        self.cells: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("th", "td"):
            self.cells.append("")
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and {"th", "td"} & set(self.open):
            self.cells[-1] += data


def test_importing_wardmote_loads_nothing_and_takes_no_time() -> None:
    def took() -> tuple[int, set[str]]:
        code = "import sys; before = set(sys.modules); import wardmote; " + (
            "print(' '.join(set(sys.modules) - before))"
        )
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", code],
            capture_output=True,
            text=True,
            check=True,
        )
        line = next(one for one in done.stderr.splitlines() if one.endswith("| wardmote"))
        return int(line.split("|")[1]), set(done.stdout.split())

    runs = [took() for _ in range(3)]

    assert runs[0][1] == {"wardmote"}
    assert min(time for time, _ in runs) < MOST_IMPORT_MICROSECONDS


def test_what_is_offered_is_what_type_checkers_are_told() -> None:
    stub = ast.parse((ROOT / "src" / "wardmote" / "__init__.pyi").read_text(encoding="utf-8"))
    told = {alias.name for node in ast.walk(stub) if isinstance(node, ast.ImportFrom)
            for alias in node.names}  # fmt: skip
    told |= {
        node.id
        for node in ast.walk(stub)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }

    assert told == set(wm.__all__) == set(dir(wm))
    assert all(getattr(wm, name) for name in wm.__all__)


def test_what_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'assess'"):
        wm.assess  # noqa: B018


def test_a_folder_that_is_no_workspace_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="wardmote init FOLDER --area NAME"):
        wm.open(tmp_path)


def test_a_finding_shows_its_sentence_its_chart_and_its_table(found: ShownAssessment) -> None:
    burglary = found["burglary"]

    html = burglary._repr_html_()
    page = Page(html)
    values = found.to_frame().set_index("id").loc["change-burglary"]
    assert repr(burglary) == burglary.statement == values["statement"]
    assert re.sub(r"<[^>]+>", "", html).count(burglary.statement) == 1
    assert page.tags["svg"] == 1
    assert page.tags["table"] == 2  # the years, and the numbers of the chart
    assert f"{values['after']:,}" in page.cells
    assert f"{values['before']:,}" in page.cells


def test_the_table_of_a_findings_months_is_what_the_raw_files_hold(
    found: ShownAssessment, folder: Path
) -> None:
    counted = Counter(burglaries(folder / "demo" / "sources"))

    frame = found["Burglary"].to_frame()

    assert frame["count"].to_dict() == {month: counted[f"{month:%Y-%m}"] for month in frame.index}
    assert len(frame) == 36
    assert found.months()["burglary"].tolist() == frame["count"].tolist()


def burglaries(sources: Path) -> Iterator[str]:
    """Month of each burglary in Northborough, read with nothing of Wardmote's."""
    (look_up,) = (sources / "areas").glob("LSOA_(2021)_to_Electoral*")
    with look_up.open(encoding="utf-8-sig", newline="") as text:
        inside = {row["LSOA21CD"] for row in csv.DictReader(text) if row["LAD24CD"] == "E06999001"}
    with next((sources / "areas").glob("LSOA_(2011)*")).open(encoding="utf-8-sig") as text:
        inside |= {row["LSOA11CD"] for row in csv.DictReader(text) if row["LSOA21CD"] in inside}
    for path in sorted((sources / "police_uk").glob("*/*-street.csv")):
        seen = set()
        with path.open(encoding="utf-8-sig", newline="") as text:
            for row in csv.DictReader(text):
                is_one = row["Crime type"] == "Burglary" and row["LSOA code"] in inside
                is_true = row["Month"] == path.name[:7] and float(row["Longitude"] or 1) != 0
                if is_one and is_true and row["Crime ID"] not in seen:
                    seen.add(row["Crime ID"])
                    yield row["Month"]


def test_the_table_of_findings_is_what_an_edition_publishes(
    found: ShownAssessment, workspace: wm.Workspace
) -> None:
    edition = workspace.assess(as_of=AS_OF)
    published = json.loads((edition.folder / "findings.json").read_text(encoding="utf-8"))

    frame = found.to_frame()

    assert len(found) == len(frame) == len(published["findings"])
    for row, said in zip(frame.to_dict("records"), published["findings"], strict=True):
        for name in ("id", "verdict", "before", "after", "statement", "confidence"):
            assert row[name] == said[name]
    assert found.statement == edition.answer


def test_the_assessment_shows_its_answer_every_category_and_a_chart(
    found: ShownAssessment,
) -> None:
    html = found._repr_html_()
    page = Page(html)

    assert found.statement in re.sub(r"<[^>]+>", "", html)
    assert page.tags["svg"] == 1
    assert {one.finding.measure.title for one in found} <= set(page.cells)


def test_everything_shown_says_which_files_and_rows_it_comes_from(found: ShownAssessment) -> None:
    html = found["burglary"]._repr_html_()

    rows = [int(one.replace(",", "")) for one in re.findall(r"<li>([\d,]+) of 20\d\d-", html)]
    hashes = re.findall(r"<code>([0-9a-f]{64})</code>", html)
    behind = found["burglary"].finding
    assert sum(rows) == behind.counted == behind.after + behind.before
    assert set(hashes) >= {one.sha256 for one in behind.rows_behind}
    assert "evidence v000001" in html


def test_what_is_shown_stays_in_its_cell(found: ShownAssessment) -> None:
    """No script, no link to a page that is not there, no style that leaks into the notebook."""
    for html in (found._repr_html_(), found["burglary"]._repr_html_()):
        page = Page(html)
        style = re.search(r"<style>(.*?)</style>", html, re.S)[1]
        selectors = [one for rule in re.findall(r"([^{}]+)\{", style) for one in rule.split(",")]

        assert page.tags["script"] == page.tags["iframe"] == page.tags["link"] == 0
        assert all(link.startswith("https://") for link in page.links)
        assert selectors
        assert all(one.strip().startswith(".wardmote") for one in selectors)


def test_a_name_cannot_become_markup(found: ShownAssessment) -> None:
    evil = '<img src=x onerror="alert(1)">'
    assessment = found.assessment
    renamed = replace(assessment, area=replace(assessment.area, name=evil))

    for html in (
        ShownAssessment(renamed)._repr_html_(),
        ShownAssessment(renamed)["burglary"]._repr_html_(),
        ShownAssessment(renamed).section("where")._repr_html_(),
    ):
        assert Page(html).tags["img"] == 0
        assert "&lt;img src=x" in html


def test_what_was_not_cleared_is_not_shown(found: ShownAssessment) -> None:
    cleared = found["burglary"].shown
    changed = replace(cleared.document, title="Another document")

    with pytest.raises(DisclosureError):
        notebook_html(Shown(replace(cleared.document, clearance=None), cleared.blocks))
    with pytest.raises(DisclosureError):
        notebook_html(Shown(changed, cleared.blocks))


def test_every_section_of_the_assessment_can_be_shown_alone(found: ShownAssessment) -> None:
    for name, title in found.sections.items():
        shown = found.section(name)
        html = shown._repr_html_()
        page = Page(html)
        drawn = [one for one in walk(shown.blocks) if isinstance(one, Exhibit)]
        tables = [one for one in walk(shown.blocks) if isinstance(one, Table)]

        assert title.replace("'", "&#39;") in html
        assert page.tags["svg"] == len(drawn)
        assert page.tags["table"] == len(tables) + len(drawn)


def test_wards_come_with_both_years_and_their_residents(found: ShownAssessment) -> None:
    wards = found.wards()

    assert wards["name"].is_monotonic_increasing  # places are not ranked
    assert wards["count"].sum() <= found.assessment.total.after
    assert (wards["rate_per_1000"] - 1000 * wards["count"] / wards["residents"]).abs().max() < 1e-9


def test_an_unknown_name_comes_with_the_known_ones(found: ShownAssessment) -> None:
    with pytest.raises(AnalysisError, match=r"no finding about 'burglry'(.|\n)*burglary"):
        found["burglry"]
    with pytest.raises(AnalysisError, match=r"no section 'places'(.|\n)*where"):
        found.section("places")


def test_everything_together_is_a_finding_too(found: ShownAssessment) -> None:
    total = found["all"]

    assert total.finding is found.assessment.total
    assert Page(total._repr_html_()).tags["svg"] == 1


def test_analysing_writes_no_edition(folder: Path, workspace: wm.Workspace) -> None:
    before = sorted((workspace.folder / "editions").iterdir())

    workspace.analyse(as_of=AS_OF)

    assert sorted((workspace.folder / "editions").iterdir()) == before


def test_the_tutorial_is_kept_without_what_it_once_showed() -> None:
    cells = json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"]

    assert all(not cell.get("outputs") for cell in cells)
    assert all(cell.get("execution_count") is None for cell in cells)


@pytest.mark.filterwarnings("ignore")  # the notebook libraries' own
def test_the_tutorial_runs_from_its_first_cell_to_its_last(
    folder: Path, found: ShownAssessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    nbclient = pytest.importorskip("nbclient", reason="nbclient and ipykernel are not installed")
    nbformat = pytest.importorskip("nbformat")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = nbformat.read(TUTORIAL, as_version=4)

    nbclient.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    ).execute()

    shown = [
        output["data"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output["output_type"] == "execute_result"
    ]
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert len(shown) == len(code)
    assert sum("<svg" in data.get("text/html", "") for data in shown) >= 3
    assert found["vehicle crime"].statement in [data["text/plain"] for data in shown]
