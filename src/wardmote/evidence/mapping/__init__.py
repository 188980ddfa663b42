"""Mappings: how any agency's own file is read, said in TOML by a person.

record.py     what a mapping says
words.py      the words that it may use
rules.py      what it must say
reading.py    TOML to a checked record
guessing.py   what each column of a file may be
proposal.py   a first draft in TOML, for a person to correct
"""

from wardmote.evidence.mapping.proposal import propose_mapping
from wardmote.evidence.mapping.reading import parse_mapping, read_mapping
from wardmote.evidence.mapping.record import FileMapping

__all__ = ["FileMapping", "parse_mapping", "propose_mapping", "read_mapping"]
