"""An attack on what an assessment publishes of partners' small counts, edition upon edition.

Two worlds differ in one suppressed quarter of hate incidents and in nothing else. Whoever could
tell them apart, by any byte, would know something of that number. A calculator then bounds
every suppressed count from every edition together. Both are tried on planted leaks, one of each
sort, so that finding nothing means something.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from spec.attack.calculator import Count, closed_in, counts_in
from spec.attack.reading import everything, told_apart
from spec.attack.worlds import World, world

SECRETS = (2, 9)
SENSITIVE, STANDARD = 10, 5


@pytest.fixture(scope="module")
def worlds(
    read_in: Path, sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[World, ...]:
    folder = tmp_path_factory.mktemp("worlds")
    made = []
    for secret in SECRETS:
        (folder / str(secret)).mkdir()
        made.append(world(read_in, sources, folder / str(secret), secret))
    return tuple(made)


@pytest.fixture(scope="module")
def printed(worlds: tuple[World, ...]) -> list[Count]:
    return list(counts_in_every(worlds[0].published))


def counts_in_every(editions: Path) -> list[Count]:
    """Counts of every edition that was kept."""
    return [one for edition in sorted(editions.iterdir()) for one in counts_in(edition)]


def found(counts: list[Count]) -> list[str]:
    """Lines of which a small number can be worked out, each by its own threshold."""
    sensitive = [one for one in counts if "hate" in one.line or "istv" in one.line]
    others = [one for one in counts if one not in sensitive]
    bounds = [*closed_in(sensitive, SENSITIVE), *closed_in(others, STANDARD)]
    return sorted({one.count.line for one in bounds})


def test_no_byte_depends_on_a_suppressed_number(worlds: tuple[World, ...]) -> None:
    """Not in two editions and a comparison of both, as pages, PDF, Word, CSV, JSON and SVG."""
    kinds = {path.suffix for path in worlds[0].published.rglob("*") if path.is_file()}
    assert kinds >= {".html", ".pdf", ".docx", ".csv", ".json", ".svg"}

    for other in worlds[1:]:
        assert told_apart(worlds[0].published, other.published) == []


def test_no_suppressed_count_follows_from_all_editions_together(printed: list[Count]) -> None:
    hidden = {one.line for one in printed if one.value is None}
    assert "hate-reporting-centres: Hate incident" in hidden
    assert len({one.line for one in printed}) > 20
    assert {one.last - one.first + 1 for one in printed} == {1, 3, 12}

    assert found(printed) == []


# Planted leaks: each writes what somebody might have let out, knowing the number.


def as_an_alternative_text(edition: Path, secret: int) -> None:
    _said(edition / "index.html", f'<img alt="{secret} hate incidents from January to March">')


def as_a_share(edition: Path, secret: int) -> None:
    _said(
        edition / "index.html", f"<p>{100 * secret / (secret + 59):.1f}% were in one quarter.</p>"
    )


def as_an_index_number(edition: Path, secret: int) -> None:
    _said(edition / "index.html", f"<p>Index, 2025 = 100: {secret / 15 * 100:.0f}</p>")


def as_a_rate(edition: Path, secret: int) -> None:
    _said(edition / "index.html", f"<p>{secret / 231_000 * 1000:.4f} per 1,000 residents</p>")


def as_a_median(edition: Path, secret: int) -> None:
    middle = sorted([secret, 3, 5])[1]
    _said(edition / "index.html", f"<p>In a middling quarter there were {middle}.</p>")


def as_the_height_of_a_bar(edition: Path, secret: int) -> None:
    _said(edition / "figures" / "front-chart.svg", f'<rect height="{7.3 * secret}"/>')


def as_an_order_of_rows(edition: Path, secret: int) -> None:
    names = sorted([("Hate incident", secret), ("Litter", 5)], key=lambda one: one[1])
    (edition / "tables" / "order.csv").write_text("\n".join(name for name, _ in names))


def as_a_hash(edition: Path, secret: int) -> None:
    digest = hashlib.sha256(f"hate,{secret}".encode()).hexdigest()
    _said(edition / "provenance.json", digest)


def as_a_file_name(edition: Path, secret: int) -> None:
    (edition / f"hate-{secret}.csv").write_text("month\n")


def in_words_metadata(edition: Path, secret: int) -> None:
    (path,) = edition.glob("*.docx")
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("docProps/custom.xml", f"<rows>{secret}</rows>")


def in_an_embedded_workbook(edition: Path, secret: int) -> None:
    (path,) = edition.glob("*.docx")
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as inner:
        inner.writestr("xl/worksheets/sheet1.xml", f"<c><v>{secret}</v></c>")
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr("word/embeddings/chart.xlsx", held.getvalue())


def _said(path: Path, words: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")


@pytest.mark.parametrize(
    "leak",
    [
        as_an_alternative_text, as_a_share, as_an_index_number, as_a_rate, as_a_median,
        as_the_height_of_a_bar, as_an_order_of_rows, as_a_hash, as_a_file_name, in_words_metadata,
        in_an_embedded_workbook,
    ],
)  # fmt: skip
def test_a_number_planted_in_any_form_is_found(
    leak: Callable[[Path, int], None], worlds: tuple[World, ...], tmp_path: Path
) -> None:
    copies = []
    for one in (worlds[0], worlds[-1]):
        copy = Path(shutil.copytree(one.published, tmp_path / str(one.secret)))
        leak(sorted(copy.iterdir())[-1], one.secret)
        copies.append(copy)

    assert told_apart(*copies)


def two_of_its_months(edition: Path, secret: int) -> None:
    """A suppressed quarter of which each month is told."""
    rows = [f"{month} 2026,{count}" for month, count in zip(
        ("January", "February", "March"), (secret, 0, 0), strict=True)]  # fmt: skip
    path = edition / "tables" / "records-hate-reporting-centres-months.csv"
    path.write_text("\n".join(["Month,Hate incident (number)", *rows]))


def the_year_that_it_is_in(edition: Path, secret: int) -> None:
    """Beside its three other quarters."""
    total = _others(edition) + secret
    path = edition / "document.json"
    held = json.loads(path.read_bytes())
    for one in held["partner_records"]:
        if one["title"] == "Hate incident":
            one["after"] = total
    path.write_text(json.dumps(held))


def _others(edition: Path) -> int:
    path = edition / "tables" / "records-hate-reporting-centres-quarters.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    at = header.index("Hate incident (number)")
    year = [row[at] for row in rows[-4:]]
    assert year.count("suppressed") == 1
    return sum(int(one) for one in year if one != "suppressed")


@pytest.mark.parametrize("leak", [two_of_its_months, the_year_that_it_is_in])
def test_a_number_that_follows_by_arithmetic_is_found(
    leak: Callable[[Path, int], None], worlds: tuple[World, ...], tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(worlds[1].published, tmp_path / "copy"))
    leak(sorted(copy.iterdir())[-1], worlds[1].secret)

    assert found(counts_in_every(copy)) == ["hate-reporting-centres: Hate incident"]


def test_a_count_that_crept_in_beside_its_symbol_is_found(printed: list[Count]) -> None:
    """One table suppresses it, another, or an earlier edition, does not."""
    hidden = next(one for one in printed if one.value is None)

    assert found([*printed, replace(hidden, value=3)]) == [hidden.line]


def test_no_receipt_of_a_partners_file_tells_its_rows_or_its_hash(
    worlds: tuple[World, ...], sources: Path
) -> None:
    partners = sorted((sources / "partners").glob("*.csv"))
    hashes = {hashlib.sha256(path.read_bytes()).hexdigest() for path in partners}
    assert hashes

    for one in everything(worlds[0].published):
        assert not any(each in one.text for each in hashes), one.where
