"""The page set as a browser, a screen reader and a suspicious reader meet it."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from wardmote.errors import ConfigurationError
from wardmote.publish.blocks import Paragraph, Section
from wardmote.publish.clearing import clear_document
from wardmote.publish.html import page_set, write_pages

VOID = {"meta", "link", "br", "img", "hr", "input"}
LOADS = {"src", "srcset", "poster", "data", "action", "background"}


class Page(HTMLParser):
    """What one page holds: elements with attributes and text, in order."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.values: list[tuple[str, str]] = []
        self.text = ""
        self.rows: list[list[tuple[str, dict[str, str]]]] = []
        self._value: str | None = None
        self.feed(content.decode())
        self.close()
        assert self.open == [], "an element is not closed"

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "data":
            self._value = given["value"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append((tag, given))

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if self._value is not None:
            self.values.append((self._value, data))
            self._value = None

    def all(self, tag: str) -> list[dict[str, str]]:
        return [given for name, given in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [given["id"] for _, given in self.elements if "id" in given]


@pytest.fixture(scope="module")
def parsed(pages) -> dict[str, Page]:
    return {path: Page(content) for path, content in pages.items() if path.endswith(".html")}


@pytest.fixture(scope="module")
def front(parsed) -> Page:
    return parsed["index.html"]


def test_the_page_says_its_language_title_and_one_heading(parsed):
    for page in parsed.values():
        assert page.all("html")[0]["lang"] == "en-GB"
        assert page.all("title").count({}) == len(page.all("h1")) == len(page.all("main")) == 1


def test_headings_never_skip_a_level(parsed):
    for page in parsed.values():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_first_link_skips_to_the_main_content(parsed):
    for page in parsed.values():
        assert page.all("a")[0]["href"] == "#page--main"
        assert page.all("main")[0]["id"] == "page--main"


def test_every_id_is_given_once(parsed):
    for page in parsed.values():
        assert len(page.ids()) == len(set(page.ids()))


def test_every_reference_to_an_id_is_met_on_its_page(parsed):
    for page in parsed.values():
        for _, given in page.elements:
            for name in given.get("aria-labelledby", "").split():
                assert name in page.ids()


def test_every_link_inside_the_folder_leads_to_something(parsed, pages):
    links = 0
    for path, page in parsed.items():
        for given in (*page.all("a"), *page.all("link")):
            address = given["href"]
            if re.match("[a-z]+:", address):
                continue
            target, _, anchor = address.partition("#")
            found = normpath(join(dirname(path), target)) if target else path
            assert found in pages, (path, address)
            if anchor:
                assert anchor in parsed[found].ids(), (path, address)
            links += 1
    assert links > 80


def test_nothing_is_loaded_from_elsewhere_and_nothing_acts(parsed, pages):
    for page in parsed.values():
        tags = {tag for tag, _ in page.elements}
        assert not tags & {"script", "iframe", "object", "embed", "img", "style", "form", "base"}
        for tag, given in page.elements:
            assert not [name for name in given if name.startswith("on") or name == "style"]
            assert not LOADS & set(given)
            assert tag != "link" or given["href"].startswith(("assets/", "../assets/"))
    styles = pages["assets/wardmote.css"] + pages["assets/edition.css"]
    assert b"@import" not in styles
    assert set(re.findall(rb'url\("?([^")]*)', styles)) == {
        b"Inter-Regular.woff2",
        b"Inter-SemiBold.woff2",
    }


def test_every_table_has_a_caption_and_every_cell_its_headers(parsed):
    for page in parsed.values():
        assert len(page.all("table")) == len(page.all("caption"))
        for row in page.rows:
            tag, given = row[0]
            assert tag == "th"
            scopes = {given.get("scope") for tag, given in row if tag == "th"}
            assert scopes in ({"col"}, {"row"})
        for given in page.all("td"):
            assert given.get("role", "cell") == "cell"


def test_every_table_scrolls_in_its_own_labelled_region(parsed):
    for page in parsed.values():
        regions = [given for given in page.all("div") if given.get("role") == "region"]
        assert len(regions) == len(page.all("table"))
        assert all(given["tabindex"] == "0" and given["aria-labelledby"] for given in regions)


def test_every_picture_is_one_image_with_a_name_and_its_summary(front, document):
    pictures = [given for given in front.all("svg") if given.get("role") == "img"]
    exhibits = list(document.exhibits())

    assert len(pictures) == len(front.all("svg")) == 2 * len(exhibits)
    for exhibit in exhibits:
        assert front.text.count(exhibit.shows) >= 3  # beside it, and in both drawings
        assert exhibit.does_not_show in front.text


def test_every_number_reads_back_as_the_value_behind_it(front):
    assert len(front.values) > 150
    for value, printed in front.values:
        assert float(value) == float(re.sub("[,%]", "", printed).replace("−", "-"))


def test_the_numbers_of_the_document_are_the_numbers_of_the_page(front, document):
    on_page = [printed for _, printed in front.values]

    for number in document.numbers():
        assert number.text in on_page


def test_any_number_is_two_clicks_at_most_from_file_hash_rows_and_method(front, parsed, document):
    numbers = [given for given in front.all("a") if given.get("class") == "number"]
    assert numbers
    for given in numbers:
        receipt = document.receipt(given["href"].removeprefix("evidence/").removesuffix(".html"))
        page = parsed[given["href"]].text
        assert receipt.method in page
        for part in receipt.counted:
            source = document.source(part.sha256)
            assert source.sha256 in page
            assert source.name in page
            assert f"{part.rows:,}" in page


def test_the_strip_tells_date_data_age_and_marking_on_every_page_and_sheet(parsed, pages):
    told = ("22 November 2024", "April 2024, seven months old", "For partners only", "invented")
    for page in parsed.values():
        for fact in told:
            assert fact in page.text
    sheet = pages["assets/edition.css"].decode()
    for fact in told:
        assert fact in sheet.replace("\\28 ", "(").replace("\\29 ", ")")
    assert "counter(page)" in sheet


def test_hostile_words_stay_words(document):
    nasty = "<script>alert(1)</script>\"'&</title>"
    marked = replace(
        document,
        title=nasty,
        answer=nasty,
        strip=replace(document.strip, place=f'{nasty}"}}body{{display:none}}\\', version=nasty),
        blocks=(
            *document.blocks,
            Section("nasty", nasty, (Paragraph(nasty),)),
        ),
        receipts=tuple(replace(one, statement=nasty, caveat=nasty) for one in document.receipts),
        sources=tuple(replace(one, name=nasty) for one in document.sources),
    )

    for path, content in page_set(clear_document(marked)).items():
        if path.endswith(".html"):
            page = Page(content)
            assert "script" not in {tag for tag, _ in page.elements}
            assert nasty in page.text
        if path == "assets/edition.css":
            strings = re.findall(r'"(?:[^"\\\n]|\\[0-9a-f]+ |\\.)*"', content.decode())
            assert "display:none" not in re.sub(
                "|".join(map(re.escape, strings)), "", content.decode()
            )


BUILD = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from unit.publish.sample_document import sample_document
from wardmote.publish.clearing import clear_document
from wardmote.publish.html import page_set
pages = page_set(clear_document(sample_document()))
print(hashlib.sha256(repr(sorted(pages.items())).encode()).hexdigest())
"""


def test_the_same_document_is_the_same_bytes_in_any_time_zone_and_hash_order():
    tests = str(Path(__file__).parents[2])
    digests = {
        subprocess.run(
            [sys.executable, "-c", BUILD.format(tests=tests)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Pacific/Auckland", "2"))
    }

    assert len(digests) == 1


def test_pages_are_written_whole_and_can_be_written_again(document, pages, tmp_path):
    folder = tmp_path / "site"

    front = write_pages(document, folder)
    again = write_pages(document, folder)

    assert front == again == folder / "index.html"
    written = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert {path: file.read_bytes() for path, file in written.items()} == pages
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_pages_are_never_written_over_other_files(document, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")

    with pytest.raises(ConfigurationError) as refusal:
        write_pages(document, tmp_path)

    assert "nothing was written" in str(refusal.value)
    assert "Name another folder" in str(refusal.value)
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_page_set_stays_small(pages):
    assert sum(map(len, pages.values())) < 500_000
    assert len(pages["index.html"]) < 140_000


def test_a_missing_number_says_why_on_the_page(front):
    assert "not received" in front.text
    assert "suppressed" in front.text


def test_a_section_sideways_is_printed_sideways(document, pages):
    duties = Section("duties", "Statutory check", (Paragraph("Words."),), landscape=True)

    turned = page_set(clear_document(replace(document, blocks=(duties,))))

    assert '<section id="duties" class="landscape"' in turned["index.html"].decode()
    assert "size: A4 landscape" in pages["assets/wardmote.css"].decode()
