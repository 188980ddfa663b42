"""From a plan to a live site: one front door, made from the public's editions alone."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from wardmote.cli import cli
from wardmote.errors import DisclosureError, TransitionError, WardmoteError
from wardmote.publish.site.banner import with_banner
from wardmote.publish.site.draft import refuse_partners
from wardmote.publish.site.live import SiteDesk
from wardmote.publish.site.server import HERE, preview
from wardmote.workspace import Workspace

MILLBRIDGE = Path(__file__).parents[1] / "unit" / "publish" / "plans" / "millbridge"
ON, AFTER = date(2026, 11, 12), date(2026, 11, 20)
APPROVER = "Community safety manager, Millbridge Council"
PUBLICATION = f"""
[[approver]]
post = "{APPROVER}"
body = "council"
[[hold]]
starts = 2027-03-23
ends = 2027-05-06
why = "Elections on 6 May."
"""
DEMAND = ["told", "found", "decided", "doing", "promised"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "millbridge"
    workspace = Workspace.init(folder, "E09999001", name="Safer Millbridge")
    shutil.copytree(MILLBRIDGE, folder / "plan")
    (folder / "plan" / "publication.toml").write_text(PUBLICATION)
    workspace.build_plan(as_of=ON, formats=["html"])
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "millbridge"))


def desk(folder: Path, on: date) -> SiteDesk:
    workspace = Workspace.open(folder)
    return SiteDesk(folder, workspace.plan_folder, workspace.plan, on)


def live(folder: Path) -> Path:
    desk(folder, ON).show()
    desk(folder, AFTER).approve(APPROVER)
    return desk(folder, AFTER).publish()


class Page(HTMLParser):
    """Links and section ids of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sections: list[str] = []
        self.ids: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {str(given["id"])} if given.get("id") else set()
        if tag == "section":
            self.sections.append(str(given.get("id")))
        if tag == "a":
            self.links.append(str(given.get("href")))


def test_the_front_door_has_its_parts_in_the_order_of_the_deck(built: Path) -> None:
    assert Page(built / "site-draft" / "index.html").sections == DEMAND


def test_every_link_of_the_site_leads_to_something(built: Path) -> None:
    site = built / "site-draft"
    broken = []
    for path in site.rglob("*.html"):
        for link in Page(path).links:
            address, _, anchor = link.partition("#")
            if address.startswith(("http", "mailto:", "tel:")):
                continue
            target = (path.parent / address).resolve() if address else path
            is_page = target.suffix == ".html"
            if not target.exists() or (anchor and is_page and anchor not in Page(target).ids):
                broken.append(f"{path.relative_to(site)}: {link}")

    assert not broken


def test_the_front_door_leads_to_the_plan_as_data_in_every_format(built: Path) -> None:
    links = [one for one in Page(built / "site-draft" / "index.html").links if "data/" in one]
    package = json.loads((built / "site-draft" / "data" / "datapackage.json").read_bytes())

    assert {one.split("/")[-1] for one in links} == {
        *("datapackage.json", "plan.json", "plan.stratml.xml", "performance-report.stratml.xml")
    }
    assert package["readers"] == "public"
    for one in package["resources"]:
        assert (built / "site-draft" / "data" / one["path"]).is_file()


def test_every_page_states_its_age_and_that_it_is_public(built: Path) -> None:
    for path in (built / "site-draft").rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert re.search(r"<dt>(Plan as at|Assessment of)</dt>", page), path
        assert "For partners only" not in page


def test_nothing_for_partners_is_in_the_site(built: Path) -> None:
    book = Workspace.open(built).plan()
    closed = [
        str(getattr(one, "title", "") or getattr(one, "words", ""))
        for records in book.records.values()
        for one in records
        if one.marking.value == "partners"
    ]
    texts = [
        path.read_text(encoding="utf-8", errors="ignore")
        for path in (built / "site-draft").rglob("*")
        if path.suffix in (".html", ".json", ".csv", ".atom")
    ]

    assert any(closed)
    assert not [said for said in closed if said and any(said in text for text in texts)]


def test_a_document_for_partners_stops_a_site(folder: Path) -> None:
    shutil.copytree(
        next((folder / "partner-plan-editions").iterdir()) / "scrutiny",
        folder / "site-draft" / "scrutiny",
    )

    with pytest.raises(DisclosureError, match="not for the public"):
        refuse_partners(folder / "site-draft")
    assert not (folder / "site-draft").exists()


def test_a_site_smuggled_past_its_draft_does_not_go_live(folder: Path) -> None:
    source = next((folder / "partner-plan-editions").iterdir()) / "scrutiny"
    shutil.copytree(source, folder / "site-draft" / "scrutiny")

    with pytest.raises(DisclosureError, match="not for the public"):
        live(folder)
    assert not (folder / "site").exists()


def test_a_draft_goes_live_whole_and_its_way_is_on_record(folder: Path) -> None:
    index = live(folder)
    log = (folder / "plan" / "history" / "site.toml").read_text()

    assert index == folder / "site" / "index.html"
    assert _bytes(folder / "site") == _bytes(folder / "site-draft")
    assert re.findall(r'step = "(\w+)"', log) == ["sight", "approved", "live"]
    assert APPROVER in log
    assert "live" in desk(folder, AFTER).standing().stage


def test_the_log_is_only_added_to(folder: Path) -> None:
    desk(folder, ON).show()
    before = (folder / "plan" / "history" / "site.toml").read_bytes()
    desk(folder, AFTER).approve(APPROVER)

    assert (folder / "plan" / "history" / "site.toml").read_bytes().startswith(before)


def test_a_draft_that_was_touched_after_approval_does_not_go_live(folder: Path) -> None:
    desk(folder, ON).show()
    desk(folder, AFTER).approve(APPROVER)
    page = folder / "site-draft" / "index.html"
    page.write_bytes(page.read_bytes() + b" ")

    with pytest.raises(TransitionError, match="not approved"):
        desk(folder, AFTER).publish()


def test_in_a_hold_the_last_version_stays_with_a_banner(folder: Path) -> None:
    live(folder)
    before = _bytes(folder / "site")
    in_hold = date(2027, 4, 1)

    for _ in range(2):
        with pytest.raises(TransitionError, match="The last version stays"):
            desk(folder, in_hold).publish()

    hold = desk(folder, in_hold).standing().hold
    assert hold is not None
    for name, content in _bytes(folder / "site").items():
        expected = with_banner(before[name], hold) if name.endswith(".html") else before[name]
        assert content == expected
        assert content.count(b"Nothing new is published here until 6 May 2027") == (
            1 if name.endswith(".html") else 0
        )


BANNER = b"Nothing new is published here until 6 May 2027. Elections on 6 May."
IN_HOLD, AFTER_HOLD = date(2027, 4, 1), date(2027, 5, 7)


def banners(site: Path) -> set[int]:
    """How often the pages of a site carry the banner."""
    pages = [path.read_bytes() for path in site.rglob("*.html")]
    assert pages
    assert all(page.count(b">On hold<") == page.count(BANNER) for page in pages)
    return {page.count(BANNER) for page in pages}


def test_a_site_that_is_built_in_a_hold_says_so_on_every_page_draft_and_live(folder: Path) -> None:
    live(folder)
    assert banners(folder / "site") == {0}

    Workspace.open(folder).build_plan(as_of=IN_HOLD, formats=["html"])

    assert banners(folder / "site-draft") == banners(folder / "site") == {1}


def test_the_banner_goes_with_the_hold_and_what_was_approved_in_it_goes_live_without(
    folder: Path,
) -> None:
    live(folder)
    Workspace.open(folder).build_plan(as_of=IN_HOLD, formats=["html"])
    desk(folder, IN_HOLD).show()
    desk(folder, date(2027, 4, 12)).approve(APPROVER)

    desk(folder, AFTER_HOLD).follow_hold()
    assert banners(folder / "site") == {0}
    assert desk(folder, AFTER_HOLD).publish().is_file()
    assert banners(folder / "site") == {0}
    assert desk(folder, AFTER_HOLD).standing().stage == "live"


def test_asking_where_the_draft_stands_sets_the_banner_of_a_hold(folder: Path) -> None:
    live(folder)

    said = run("publish", "-w", str(folder), "--as-of", "2027-04-01")

    assert "On hold until 6 May 2027, as every live page says. Elections on 6 May.\n" in said
    assert banners(folder / "site") == {1}
    assert "On hold" not in run("publish", "-w", str(folder), "--as-of", "2027-05-07")
    assert banners(folder / "site") == {0}


def test_the_newest_public_assessment_is_what_we_found(folder: Path) -> None:
    for name, marking, answer in (
        ("2026-10-01-v000001", "public", "Nothing rose."),
        ("2026-11-01-v000002", "partners", "For us alone."),
        ("2026-12-01-v000003", "public", "From the future."),
    ):
        edition = folder / "editions" / name
        edition.mkdir(parents=True)
        held = {
            "marking": marking,
            "title": "Strategic assessment of Millbridge",
            "answer": [answer],
            "strip": {"assessed_on": name[:10], "data_to": "2026-08"},
        }
        (edition / "document.json").write_text(json.dumps(held))
        (edition / "index.html").write_text("<dl><dt>Assessment of</dt></dl>")
    Workspace.open(folder).build_plan(as_of=ON, formats=["html"])

    front = (folder / "site-draft" / "index.html").read_text(encoding="utf-8")
    assert "Nothing rose." in front
    assert "Assessment of 1 October 2026; data to August 2026" in front
    assert "For us alone" not in front and "From the future" not in front
    assert (folder / "site-draft" / "assessment" / "index.html").is_file()


@pytest.fixture
def served(folder: Path) -> Iterator[tuple[str, int]]:
    (folder / "secret.txt").write_text("secret")
    (folder / "site-draft" / "link.txt").symlink_to(folder / "secret.txt")
    (folder / "site-draft" / "empty").mkdir()
    server = preview(folder / "site-draft", 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield str(server.server_address[0]), server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def asked(served: tuple[str, int], path: str, how: str = "GET") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(*served, timeout=10)
    connection.request(how, path)
    answer = connection.getresponse()
    status, body = answer.status, answer.read()
    connection.close()
    return status, body


def test_a_preview_shows_the_site_to_this_machine_alone(served: tuple[str, int]) -> None:
    assert served[0] == HERE == "127.0.0.1"
    status, body = asked(served, "/")
    assert status == 200 and b"Community safety in Millbridge" in body
    assert asked(served, "/promises/index.html")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/empty/", "/tables/", "/link.txt", "/../secret.txt", "/%2e%2e/secret.txt"),
        *("/..%2fsecret.txt", "//etc/passwd", "/missing.html"),
    ],
)
def test_a_preview_shows_no_list_and_nothing_outside(served: tuple[str, int], path: str) -> None:
    status, body = asked(served, path)

    assert status == 404
    assert b"secret" not in body and b"root:" not in body


def test_a_preview_only_shows(served: tuple[str, int]) -> None:
    for how in ("POST", "PUT", "DELETE"):
        assert asked(served, "/index.html", how)[0] == 501


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, list(arguments))
    if isinstance(done.exception, WardmoteError):
        return str(done.exception)
    return done.output


def test_the_commands_take_a_draft_to_the_site(folder: Path) -> None:
    where = ("-w", str(folder))
    assert "wardmote publish --show" in run("publish", *where, "--as-of", "2026-11-12")
    shown = run("publish", *where, "--show", "--as-of", "2026-11-12")
    assert "Partners have until 19 November 2026" in shown
    early = run("publish", *where, "--approve", APPROVER, "--as-of", "2026-11-13")
    assert "cannot be approved" in early
    approved = run("publish", *where, "--approve", APPROVER, "--as-of", "2026-11-20")
    assert "wardmote publish --live" in approved
    assert "It is live." in run("publish", *where, "--live", "--as-of", "2026-11-20")
    assert (folder / "site" / "index.html").is_file()


def test_the_commands_say_what_is_missing(folder: Path) -> None:
    shutil.rmtree(folder / "site-draft")

    assert "wardmote plan build" in run("publish", "-w", str(folder))
    assert "wardmote plan build" in run("serve", "--draft", "-w", str(folder))
    assert "One step at a time" in run("publish", "-w", str(folder), "--show", "--live")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_reason_of_a_hold_that_is_for_partners_is_not_on_the_live_site(folder: Path) -> None:
    live(folder)
    held = PUBLICATION.replace("Elections on 6 May.", "Canary.") + 'marking = "partners"\n'
    (folder / "plan" / "publication.toml").write_text(held)

    desk(folder, IN_HOLD).follow_hold()

    pages = [path.read_bytes() for path in (folder / "site").rglob("*.html")]
    assert all(b"Nothing new is published here until 6 May 2027." in page for page in pages)
    assert not any(b"Canary" in page for page in pages)
