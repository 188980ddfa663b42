"""Slides as a PowerPoint file: native charts and tables, in our template or a council's.

template.py   what the file is made in
room.py       rectangles, and how much room words need
tables.py     native tables, as large as they fit, on several slides where they must
charts.py     native charts, whose numbers can be edited
edition.py    a cleared document into the bytes of a file
"""

from wardmote.publish.pptx.edition import pptx_bytes

__all__ = ["pptx_bytes"]
