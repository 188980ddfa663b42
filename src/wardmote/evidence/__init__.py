"""What happened and who says so: records, provenance, quality, and the versioned store.

sources/      one module a source; none knows another
source.py     what a source is: its layouts, and how it puts rows on the table
staging.py    rows as text, numbered as in their file
ingest.py     files in, an evidence version out, every row accounted for
store.py      Delta tables and the evidence versions that pin them
placing.py    which area a record belongs to, and how we know
cube.py       area x month x category counts, built once per version
"""
