"""Example plans that come with the package, as folders that a person can read.

==========================  ==============================================================
`northborough`              an invented borough's plan, with all that goes wrong in a real one
`tower_hamlets_2021_24`     a real partnership's plan, from what was published of it
==========================  ==============================================================

It imports nothing of Wardmote but its errors: an example is data, not code.
"""

from __future__ import annotations

from pathlib import Path

from wardmote.errors import ConfigurationError

EXAMPLES = ("northborough", "tower_hamlets_2021_24")
"""Names of the examples."""


def example_folder(name: str) -> Path:
    """Folder of an example, as it was installed. Copy it before you change it.

    Parameters
    ----------
    name
        One of `EXAMPLES`.

    Returns
    -------
    Path
        A workspace's folder, with ``plan/`` inside.

    Raises
    ------
    ConfigurationError
        There is no such example.

    Examples
    --------
    >>> (example_folder("tower_hamlets_2021_24") / "plan" / "plan.toml").is_file()
    True
    """
    if name not in EXAMPLES:
        raise ConfigurationError(
            f"There is no example {name!r}.",
            known=EXAMPLES,
            next_step="Use one of these.",
        )
    return Path(__file__).parent / name
