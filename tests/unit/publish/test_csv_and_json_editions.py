"""The same numbers in every format, and none more precise than the page."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace

import pytest

from wardmote.publish.as_csv import csv_bytes
from wardmote.publish.clearing import clear_document
from wardmote.publish.html import page_set
from wardmote.publish.pieces import Number
from wardmote.publish.tables import Column, Row, Table


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def test_every_table_of_the_page_is_a_csv_with_its_words_and_numbers(document, pages):
    for table in document.tables():
        head, *rows = rows_of(pages[f"tables/{table.id}.csv"])
        assert head == [table.row_header, *(column.full_header for column in table.columns)]
        assert [row[0] for row in rows] == [row.header for row in table.rows]
        for row, told in zip(table.rows, rows, strict=True):
            for column, cell, value in zip(table.columns, row.cells, told[1:], strict=True):
                assert value == str(column.published(cell))


def test_the_package_describes_every_csv_with_hash_size_and_units(pages):
    package = json.loads(pages["datapackage.json"])

    tables = {path for path in pages if path.startswith("tables/")}
    assert {resource["path"] for resource in package["resources"]} == tables
    for resource in package["resources"]:
        content = pages[resource["path"]]
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        head = rows_of(content)[0]
        assert [field["name"] for field in resource["schema"]["fields"]] == head


def test_every_value_fits_the_type_that_the_package_gives_it(pages):
    reads = {"integer": int, "number": float, "string": str}
    for resource in json.loads(pages["datapackage.json"])["resources"]:
        schema = resource["schema"]
        for row in rows_of(pages[resource["path"]])[1:]:
            for field, value in zip(schema["fields"], row, strict=True):
                if value not in schema["missingValues"]:
                    reads[field["type"]](value)


def test_the_package_names_the_words_that_stand_for_missing_numbers(pages):
    resources = {r["name"]: r for r in json.loads(pages["datapackage.json"])["resources"]}

    assert "suppressed" in resources["asb-map-table"]["schema"]["missingValues"]
    assert "not received" in resources["findings"]["schema"]["missingValues"]


def test_the_json_holds_every_number_table_and_receipt_of_the_page(document, pages):
    told = json.loads(pages["document.json"])
    text = pages["document.json"].decode()

    assert told["format"] == "wardmote-document/1"
    assert told["strip"]["data_to"] == "2024-04"
    assert [receipt["figure_id"] for receipt in told["receipts"]] == [
        receipt.figure_id for receipt in document.receipts
    ]
    for number in document.numbers():
        assert json.dumps(number.text) in text
    for source in document.sources:
        assert source.sha256 in text
    assert "<svg" not in text


def test_a_hidden_decimal_leaves_in_no_file(document):
    secret = 49.961538  # 49.96% of 26 gives back 12.99: the suppressed 13
    share = Number(secret, "violence-year", "50%")
    table = Table(
        "shares", "Shares", "Ward", (Column("Share", "%", decimals=0), Column("Words")),
        (Row("Abbey", (secret, (share, " of them"))),), figure_id="violence-year",
    )  # fmt: skip
    hidden = replace(document, answer=("Half: ", share, "."), blocks=(*document.blocks, table))

    for path, content in page_set(clear_document(hidden)).items():
        assert b"49.96" not in content, path


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_words_never_become_a_formula_in_a_spreadsheet(start):
    table = Table(
        "bad", "Bad", f"{start}Ward", (Column("Name"), Column("Change", decimals=0)),
        (Row(f"{start}HYPERLINK(1)", (f"{start}cmd|x", -5)),), figure_id="x",
    )  # fmt: skip

    for row in rows_of(csv_bytes(table)):
        assert not [cell for cell in row if cell.startswith(start) and cell != "-5"]
    assert rows_of(csv_bytes(table))[1][-1] == "-5"
