"""Fetching: from the publishers' services into files that `wardmote ingest` reads.

services.toml   where to ask, and how sure we are of it; services.py reads and checks it
asking.py       one polite question: redirects, time-outs, busy servers, cut lines
downloads.py    one large file, resumed where it was cut, checked whole
archives.py     which of data.police.uk's archives to take; unpacking.py keeps one force of them
police_uk.py    archives into months
features.py     layers of ArcGIS feature services, page by page
observations.py tables of Nomis, page by page
attachments.py  a file of a GOV.UK page
area_data.py    everything about one partnership's area
ledger.py       what was saved, from where, and how to tell that it is unchanged

Nothing here writes to the evidence store, and nothing is half saved: a file appears under
its name when it is whole.
"""
