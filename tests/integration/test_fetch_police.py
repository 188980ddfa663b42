"""Months of a force come whole from archives of all forces, on bad lines and from bad days."""

from __future__ import annotations

import json
import os
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import OUTCOMES, STREET, WriteTable, crime_id, outcome_row, street_row
from integration.local_servers import PoliceServer, Reply, serving, zipped
from wardmote.cli import cli
from wardmote.errors import ConfigurationError, SourceError, StoreBusy
from wardmote.evidence.fetching import asking, downloads
from wardmote.evidence.fetching.asking import Patience
from wardmote.evidence.fetching.downloads import download
from wardmote.evidence.fetching.ledger import alone_in
from wardmote.evidence.fetching.police_uk import FetchedMonths, WantedMonths, fetch_police_uk
from wardmote.evidence.fetching.services import read_services
from wardmote.workspace import Workspace

TODAY = date(2026, 11, 22)
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def patience(waits: list[float]) -> Patience:
    return Patience(attempts=4, timeout=5, sleep=waits.append)


@pytest.fixture
def serve() -> Iterator[Callable[[PoliceServer], PoliceServer]]:
    with ExitStack() as stack:
        yield lambda server: stack.enter_context(serving(server))


def member(month: str, force: str = "northshire", kind: str = "street") -> tuple[str, bytes]:
    name = f"{month}/{month}-{force}-{kind}.csv"
    return name, f"Month\n{month} {force} {kind}\n{os.urandom(3000).hex()}\n".encode()


def archive_of(*months: str, forces: tuple[str, ...] = ("northshire", "southshire")) -> bytes:
    kinds = ("street", "outcomes", "stop-and-search")
    return zipped(
        dict(member(month, force, kind) for month in months for force in forces for kind in kinds)
    )


@pytest.fixture
def server(serve: Callable[[PoliceServer], PoliceServer]) -> PoliceServer:
    return serve(PoliceServer({"2024-03": archive_of("2024-01", "2024-02", "2024-03")}))


@pytest.fixture
def fetch(tmp_path: Path, patience: Patience) -> Callable[..., FetchedMonths]:
    def go(
        server: PoliceServer, first: str = "2024-01", last: str = "2024-03", **said: object
    ) -> FetchedMonths:
        options: dict[str, object] = {"police": {}, "again": False, "tell": lambda _: None, **said}
        months = [date.fromisoformat(f"{one}-01") for one in (first, last)]
        police = read_services().at({"police_uk": server.base}).police
        return fetch_police_uk(
            WantedMonths("northshire", *months, bool(options["again"])),
            tmp_path / "police_uk",
            police=replace(police, **options["police"]),
            today=TODAY,
            patience=patience,
            tell=options["tell"],
        )

    return go


def files_in(folder: Path) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix == ".csv"
    )


def leftovers(folder: Path) -> list[str]:
    return sorted(
        one.name for one in folder.rglob("*") if ".part" in one.name or one.suffix == ".zip"
    )


def test_only_the_forces_own_files_of_the_months_wanted_are_kept(server, fetch) -> None:
    done = fetch(server, "2024-02", "2024-03")

    assert files_in(done.folder) == list(done.saved)
    assert list(done.saved) == [
        f"{month}/{month}-northshire-{kind}.csv"
        for month in ("2024-02", "2024-03")
        for kind in ("outcomes", "stop-and-search", "street")
    ]
    assert leftovers(done.folder) == []
    assert done.checks == ("MD5 as the publisher lists it",)


def test_what_is_held_is_not_asked_for_again(server, fetch) -> None:
    first = fetch(server)
    asked = len(server.asked)

    again = fetch(server)

    assert len(server.asked) == asked
    assert (again.saved, again.archives) == ((), ())
    assert again.held == tuple(date(2024, month, 1) for month in (1, 2, 3))
    assert files_in(first.folder) == list(first.saved)


def test_a_file_that_was_changed_by_hand_is_fetched_again(server, fetch) -> None:
    done = fetch(server)
    changed = done.folder / "2024-02" / "2024-02-northshire-street.csv"
    before = changed.read_bytes()
    changed.write_bytes(before[:-5] + b"other")

    again = fetch(server)

    assert {path[:7] for path in again.saved} == {"2024-02"}
    assert changed.read_bytes() == before


def test_corrections_come_when_asked_for(server, fetch) -> None:
    fetch(server)
    corrected = archive_of("2024-01", "2024-02", "2024-03")
    server.archives["2024-03"] = corrected
    server.listed = {"2024-03": PoliceServer({"2024-03": corrected}).listed["2024-03"]}

    done = fetch(server, again=True)

    assert len(done.saved) == 9
    assert fetch(server).saved == ()


def test_the_ledger_says_where_each_file_came_from(server, fetch) -> None:
    done = fetch(server, "2024-03", "2024-03")
    text = (done.folder / "fetched.toml").read_text(encoding="utf-8")

    assert text.count("[[file]]") == 3
    assert f'address = "{server.base}/data/archive/2024-03.zip"' in text
    assert "fetched_on = 2026-11-22" in text
    assert 'checked = "MD5 as the publisher lists it"' in text


@pytest.mark.parametrize("torn", [False, True], ids=["closed early", "connection reset"])
def test_a_cut_download_is_continued_and_not_begun_again(server, fetch, waits, torn) -> None:
    size = len(server.archives["2024-03"])
    server.cuts.extend([size // 3, size // 3])
    server.torn = torn

    done = fetch(server)

    ranges = [one.headers.get("range") for one in server.asked if one.path.startswith("/store")]
    assert len(done.saved) == 9
    assert len(ranges) == 3
    assert ranges[0] is None
    if not torn:  # of what was under way on a torn line, the system may give nothing
        assert waits == [1.0, 1.0]  # it got further each time, so the wait does not grow
        assert ranges[1:] == [f"bytes={size // 3}-", f"bytes={2 * (size // 3)}-"]
        etags = {one.headers.get("if-range") for one in server.asked} - {None}
        assert etags == {f'"{server.listed["2024-03"]}"'}


def test_a_download_goes_on_in_a_later_run(server, fetch, tmp_path) -> None:
    size = len(server.archives["2024-03"])
    server.cuts.extend([size // 2] + [0] * 4)
    with pytest.raises(SourceError, match="did not give an answer") as refused:
        fetch(server)
    left = leftovers(tmp_path / "police_uk")

    done = fetch(server)

    assert "continued" in str(refused.value)
    assert left == ["2024-03.zip.part", "2024-03.zip.part.json"]
    assert server.asked[-1].headers["range"] == f"bytes={size // 2}-"
    assert len(done.saved) == 9
    assert leftovers(done.folder) == []


@pytest.mark.parametrize("honours_if_range", [True, False], ids=["If-Range", "no If-Range"])
def test_a_file_that_changes_between_ranges_is_begun_again(server, fetch, honours_if_range) -> None:
    old = server.archives["2024-03"]
    new = archive_of("2024-01", "2024-02", "2024-03")
    server.if_range = honours_if_range
    server.cuts.append(len(old) // 2)

    def replaced(number: int) -> None:
        if number == 1:
            server.archives["2024-03"] = new

    server.before_download = replaced
    server.listed = {"2024-03": PoliceServer({"2024-03": new}).listed["2024-03"]}
    told: list[str] = []

    done = fetch(server, tell=told.append)

    assert len(done.saved) == 9
    assert any("from the beginning" in one for one in told)


def test_a_part_without_a_known_version_is_not_continued(server, fetch) -> None:
    server.validators = False
    server.cuts.append(len(server.archives["2024-03"]) // 2)

    done = fetch(server)

    assert len(done.saved) == 9
    assert all("range" not in one.headers for one in server.asked)


def test_a_server_without_ranges_is_asked_for_the_whole(server, fetch) -> None:
    server.ranges = False
    server.cuts.append(1000)

    assert len(fetch(server).saved) == 9


def test_a_wrong_checksum_saves_nothing(server, fetch, tmp_path) -> None:
    server.listed = {"2024-03": "0" * 32}

    with pytest.raises(SourceError) as refused:
        fetch(server)

    assert "2024-03.zip is not the file that the publisher lists" in str(refused.value)
    assert "Expected  MD5 " + "0" * 32 in str(refused.value)
    assert files_in(tmp_path) == leftovers(tmp_path) == []


def test_a_continued_part_of_something_else_is_caught_by_the_checksum(
    server, fetch, tmp_path
) -> None:
    """The server says that it is the same version, and it is not: a broken cache."""
    size = len(server.archives["2024-03"])
    server.cuts.extend([size // 2] + [0] * 4)
    with pytest.raises(SourceError):
        fetch(server)
    (part,) = tmp_path.rglob("*.zip.part")
    part.write_bytes(b"x" * part.stat().st_size)

    assert len(fetch(server).saved) == 9


def test_without_a_listed_checksum_our_own_is_recorded_and_it_is_said(server, fetch) -> None:
    server.listed = {"2024-03": ""}

    done = fetch(server)

    assert done.checks == ("the publisher lists no checksum",)
    assert "whole_sha256" in (done.folder / "fetched.toml").read_text(encoding="utf-8")


def test_a_busy_server_is_given_the_time_that_it_asks_for(server, fetch, waits) -> None:
    server.busy.extend([Reply(b"", 429, {"Retry-After": "7"}), Reply(b"", 503), Reply(b"", 503)])

    fetch(server)

    assert waits == [7.0, 2.0, 4.0]


def test_a_server_that_asks_for_an_hour_is_left_alone(server, fetch, waits) -> None:
    server.busy.append(Reply(b"", 429, {"Retry-After": "3600"}))

    with pytest.raises(SourceError, match="asks us to wait 3,600 seconds"):
        fetch(server)

    assert waits == []


def test_a_server_that_stays_busy_is_given_up_with_longer_and_longer_waits(
    server, fetch, waits
) -> None:
    server.busy.extend(Reply(b"", 500) for _ in range(10))

    with pytest.raises(SourceError, match="500 Internal Server Error"):
        fetch(server)

    assert waits == [1.0, 2.0, 4.0]


def test_a_month_that_is_not_published_yet_is_said_and_the_rest_comes(server, fetch) -> None:
    done = fetch(server, "2024-03", "2024-05")

    assert {path[:7] for path in done.saved} == {"2024-03"}
    assert done.as_json()["not_published_yet"] == ["2024-04", "2024-05"]


def test_only_unpublished_months_are_refused(server, fetch) -> None:
    with pytest.raises(SourceError) as refused:
        fetch(server, "2024-04", "2024-05")

    assert "2024-04 is not published yet. Nothing was saved." in str(refused.value)
    assert "months up to 2024-03, the newest archive" in str(refused.value)


def test_without_the_page_a_missing_archive_is_said_plainly(server, fetch) -> None:
    server.listed = None

    with pytest.raises(SourceError) as refused:
        fetch(server, "2024-03", "2024-04")

    assert "data.police.uk has no archive of 2024-04. Nothing was saved." in str(refused.value)
    assert "404 Not Found" in str(refused.value)
    assert "two months after" in str(refused.value)
    assert len(fetch(server, "2024-01", "2024-03").saved) == 9


def test_the_fewest_archives_are_taken_and_the_newest_of_them(serve, fetch) -> None:
    server = serve(
        PoliceServer(
            {
                "2024-12": archive_of(*MONTHS[:12]),
                "2025-06": archive_of(*MONTHS[6:18]),
                "2025-12": archive_of(*MONTHS[12:]),
            }
        )
    )

    done = fetch(server, "2024-03", "2025-10", police={"months_held": 12})

    assert done.archives == ("2024-12.zip", "2025-12.zip")
    assert {path[:7] for path in done.saved} == set(MONTHS[2:22])


def test_an_archive_that_holds_less_than_we_know_is_made_good_by_the_months_own(
    serve, fetch
) -> None:
    server = serve(
        PoliceServer(
            {
                "2024-01": archive_of("2024-01"),
                "2024-02": archive_of("2024-01", "2024-02"),
                "2024-03": archive_of("2024-02", "2024-03"),
            }
        )
    )

    done = fetch(server, "2024-01", "2024-03")

    assert done.archives == ("2024-03.zip", "2024-01.zip")
    assert len(done.saved) == 9


def test_a_month_that_no_archive_holds_is_said(serve, fetch) -> None:
    server = serve(PoliceServer({"2024-03": archive_of("2024-02", "2024-03")}))

    with pytest.raises(SourceError) as refused:
        fetch(server, "2024-01", "2024-03")

    assert "No archive holds 2024-01. 6 files of other months were saved." in str(refused.value)


def test_months_and_kinds_that_the_force_did_not_publish_are_said(serve, fetch) -> None:
    members = dict([member("2024-01"), member("2024-02", "southshire"), member("2024-03")])
    server = serve(PoliceServer({"2024-03": zipped(members)}))

    done = fetch(server)

    assert done.as_json()["missing"] == ["2024-02"]
    assert done.as_json()["incomplete"] == {
        month: ["outcomes", "stop-and-search"] for month in ("2024-01", "2024-03")
    }


def test_a_force_that_is_in_no_archive_is_refused_with_those_that_are(serve, fetch) -> None:
    server = serve(
        PoliceServer({"2024-03": archive_of("2024-01", "2024-02", "2024-03", forces=("kent",))})
    )

    with pytest.raises(SourceError) as refused:
        fetch(server)

    assert "The archives hold nothing of northshire" in str(refused.value)
    assert "Known     kent" in str(refused.value)


def test_a_damaged_archive_is_refused_and_thrown_away(serve, fetch, tmp_path) -> None:
    whole = archive_of("2024-01", "2024-02", "2024-03", forces=("northshire",))
    middle = len(whole) // 2
    damaged = whole[:middle] + bytes(100) + whole[middle + 100 :]
    server = serve(PoliceServer({"2024-03": damaged}))

    with pytest.raises(SourceError, match=r"2024-03\.zip is damaged"):
        fetch(server)

    assert [one for one in leftovers(tmp_path) if one.endswith(".zip")] == []


def test_a_full_disk_is_seen_before_anything_is_written(server, tmp_path, patience) -> None:
    with pytest.raises(SourceError) as refused:
        download(
            f"{server.base}/store/2024-03.zip",
            tmp_path / "2024-03.zip",
            patience=patience,
            free_bytes=lambda _folder: 500_000_100,
        )

    assert "The disk has no room for 2024-03.zip" in str(refused.value)
    assert "0.5 GB" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_stays_for_the_next_run_when_its_months_find_no_room(
    server, fetch, monkeypatch
) -> None:
    real = downloads.shutil.disk_usage
    plenty = real("/")._replace(free=10**12)
    answers = iter([plenty, plenty._replace(free=1)])
    monkeypatch.setattr(downloads.shutil, "disk_usage", lambda _folder: next(answers, plenty))
    with pytest.raises(SourceError, match="no room for 2024-03"):
        fetch(server)
    before = server.downloads

    done = fetch(server)

    assert len(done.saved) == 9
    assert server.downloads == before


def test_a_redirect_to_an_open_line_is_refused(server, fetch) -> None:
    server.busy.extend(
        [
            server.answer(asked("/data/archive/")),
            Reply(b"", 302, {"Location": "http://example.invalid/2024-03.zip"}),
        ]
    )

    with pytest.raises(SourceError, match="not encrypted"):
        fetch(server)


def asked(path: str) -> object:
    from integration.local_servers import Asked

    return Asked("GET", path, {}, {})


def test_an_open_line_is_not_asked_at_all(patience) -> None:
    with pytest.raises(SourceError, match="It was not asked"):
        asking.ask("http://data.police.uk/data/archive/", patience)


def test_two_fetches_at_once_do_not_meet(server, fetch, tmp_path) -> None:
    with alone_in(tmp_path / "police_uk"), pytest.raises(StoreBusy, match="Another fetch"):
        fetch(server)


def test_months_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ConfigurationError) as refused:
        WantedMonths("northshire", date(2024, 3, 1), date(2024, 1, 1))

    assert "Correct --from and --to." in str(refused.value)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.init(tmp_path / "ws", "E06999001", name="Northborough CSP")


def run(*arguments: str) -> str:
    shown = CliRunner().invoke(cli, ["fetch", *arguments], catch_exceptions=False)
    assert shown.exit_code == 0, shown.output
    return shown.output


def test_the_command_fetches_what_ingest_reads(
    workspace, serve, tmp_path, write_table: WriteTable
) -> None:
    streets = [street_row(**{"Crime ID": crime_id(n)}) for n in range(5)]
    made = {
        "2024-03/2024-03-northshire-street.csv": write_table(tmp_path / "s.csv", STREET, streets),
        "2024-03/2024-03-northshire-outcomes.csv": write_table(
            tmp_path / "o.csv", OUTCOMES, [outcome_row()]
        ),
        "2024-03/2024-03-kent-street.csv": write_table(tmp_path / "k.csv", STREET, streets),
    }
    server = serve(
        PoliceServer({"2024-03": zipped({name: path.read_bytes() for name, path in made.items()})})
    )
    folder = str(workspace.folder)
    options = ["--force", "northshire", "--from", "2024-03", "--to", "2024-04", "-w", folder]

    said = run("police-uk", *options, "--base-url", server.base)
    report = workspace.ingest([workspace.folder / "sources"], as_of=TODAY)

    assert "2 files came." in said
    assert "2024-03.zip: MD5 as the publisher lists it" in said
    assert "northshire published no stop-and-search in 2024-03." in said
    assert "2024-04: not published yet." in said
    assert "Next: wardmote ingest" in said
    assert report.total.accepted == 6
    assert (report.unrecognised, report.ignored) == ((), ())


def test_the_command_prints_one_object_for_programs(workspace, server) -> None:
    options = ["--force", "northshire", "--from", "2024-01", "--to", "2024-03"]
    output = run(
        "police-uk", *options, "-w", str(workspace.folder), "--base-url", server.base, "--json"
    )

    said = json.loads(output)
    assert said["archives"] == {"2024-03.zip": "MD5 as the publisher lists it"}
    assert len(said["saved"]) == 9


def test_a_force_that_does_not_exist_is_refused_before_anything_is_asked(workspace) -> None:
    with pytest.raises(ConfigurationError) as refused:
        run(
            *("police-uk", "--force", "bedfordshir", "--from", "2024-01", "--to", "2024-03"),
            *("-w", str(workspace.folder)),
        )

    assert "bedfordshire" in str(refused.value)


def test_the_force_of_the_workspaces_area_is_the_default(serve, tmp_path) -> None:
    server = serve(PoliceServer({"2024-03": archive_of("2024-03", forces=("bedfordshire",))}))
    luton = Workspace.init(tmp_path / "luton", "Luton")
    options = ["--from", "2024-03", "--to", "2024-03", "--base-url", server.base]

    said = run("police-uk", *options, "-w", str(luton.folder))

    assert "Months of bedfordshire" in said


def test_an_area_of_an_unknown_force_needs_it_named(workspace) -> None:
    with pytest.raises(ConfigurationError, match="--force avon-and-somerset"):
        run("police-uk", "--from", "2024-03", "--to", "2024-03", "-w", str(workspace.folder))


def test_a_certificate_that_is_not_trusted_is_explained(patience, monkeypatch) -> None:
    class Opener:
        def open(self, *_: object, **__: object) -> None:
            raise urllib.error.URLError(ssl.SSLCertVerificationError("self-signed certificate"))

    monkeypatch.setattr(urllib.request, "build_opener", lambda *_: Opener())

    with pytest.raises(SourceError, match="SSL_CERT_FILE"):
        asking.ask("https://data.police.uk/data/archive/", patience)
