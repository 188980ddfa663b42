"""The document as PDF: one A4 file for readers, for those who cannot see it, and for the archive.

edition.py       the file, or why there is none
content.py       the document as plain values, for typst
edition.typ      what it looks like
row_headers.py   row headers marked as such, which typst does not do yet
"""

from wardmote.publish.pdf.edition import pdf_bytes

__all__ = ["pdf_bytes"]
