"""The field's fixed words, which every later stage uses and none may spell in its own way.

    months.py, years.py, information_periods.py    the calendar of a partnership
    area_kinds.py, districts.py, force_names.py    places, by code and by name
    limbs.py, themes.py, categories.py             what happened, by each publisher's own list
    authorities.py, strands.py, groups.py          who must act together, and whom the law protects
    laws.py, breaks.py, glossary.py                dated duties, breaks in series, the words we use

The tables behind them (`*.toml`) are data that a person can read and correct: a change of law
or of a publisher's list is an edit there, never an `if`. Nothing here imports a slow library;
each table is read when it is first asked for.
"""
