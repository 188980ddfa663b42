"""The Word file of a document."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.section import _Footer, _Header

from wardmote.publish import words
from wardmote.publish.docx.appendices import Appendices
from wardmote.publish.docx.body import Body
from wardmote.publish.docx.columns import with_columns
from wardmote.publish.docx.elements import (
    EMU_TO_A_TWENTIETH,
    Element,
    field,
    paragraph,
    run,
    tab,
    w,
)
from wardmote.publish.docx.inline import Inline
from wardmote.publish.docx.package import with_fixed_dates
from wardmote.publish.docx.styles import Styles
from wardmote.publish.docx.template import council_template, our_template
from wardmote.publish.document import Document
from wardmote.publish.paper import (
    ABOUT_FIGURES,
    Paper,
    drawings,
    on_paper,
    one_line,
    source_lines,
    width_of,
)
from wardmote.publish.pieces import numbers_in
from wardmote.publish.receipts import source_lines
from wardmote.publish.typesetting import png_pictures
