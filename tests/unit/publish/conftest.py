"""The sample document, built once: it is frozen."""

from __future__ import annotations

import pytest

from unit.publish.sample_document import sample_document
from wardmote.publish.clearing import clear_document
from wardmote.publish.document import Document
from wardmote.publish.html import page_set


@pytest.fixture(scope="session")
def document() -> Document:
    return clear_document(sample_document())


@pytest.fixture(scope="session")
def pages(document: Document) -> dict[str, bytes]:
    return page_set(document)
