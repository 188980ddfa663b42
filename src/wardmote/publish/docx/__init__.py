"""The document as a Word file that a person can go on editing.

edition.py     the file: body, header, footer, properties
body.py        blocks as paragraphs, tables and pictures
appendices.py  tables behind pictures, receipts, files
elements.py    what a Word file is built of: runs, fields, links, bookmarks
grids.py       tables with marked headers
inline.py      sentences with their links, and the bookmarks these lead to
pages.py       sheets, upright and turned sideways
styles.py      the styles used, ours or a council's; lists.py: bullets and numbers
template.py    opening a council's own template, or ours (ours/: its parts, as XML)
package.py     the same bytes for the same document
"""

from wardmote.publish.docx.edition import docx_bytes

__all__ = ["docx_bytes"]
