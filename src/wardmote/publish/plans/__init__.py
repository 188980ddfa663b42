"""The plan's documents, each a pure function of a plan as at a day.

as_at.py       a plan as its readers may have it on a day: records, standings, measures
wording.py     empty states, names and days as every document says them
released.py    partner readings that have passed the disclosure rules
measures.py    a measure's figures, as cells of a table
actions.py     an action's standing, as cells of a table
partnership/   the partnership plan, in its 21 parts
tracker.py     the promise tracker (promise_page.py: one promise; feeds.py: CSV and Atom)
resident.py    the page for residents (reading_age.py: how hard it is to read)
highlight.py   a subgroup's highlight report, on two sides
scrutiny.py    the pack for scrutiny
editions.py    all of them, written once, for partners and for the public

The public's are made from the records that are marked public, and from nothing else.
"""
