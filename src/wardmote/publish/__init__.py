"""One document model, and the editions made from it.

    marking.py    who may read a thing
    words.py      numbers, months and ranges as sentences print them
    look.py       one typeface, one palette, the contrast they must keep
    pieces.py     what a sentence is made of; a printed number leads to its evidence
    tables.py     tables with captions, headers and units
    exhibits.py   charts, diagrams and maps, each with a summary and its table
    receipts.py   where a number comes from: files, rows, method
    blocks.py     sections, paragraphs, lists, callouts
    document.py   the document, which refuses to be built with a gap in it
    readers.py    what a reader of one marking may have
    charts.py     months and small multiples as pictures; changes.py: changes with intervals
    maps.py       one measure over areas as a picture (mapped.py: what it is given)
    bars.py       how many of each as bars; theory.py: a theory of change
    html.py       the page set
    deck/         a plan as slides; pptx/: slides as a PowerPoint file
    as_csv.py     tables as CSV with datapackage.json
    as_json.py    document.json

The model is handed finished statements and never queries.
"""
