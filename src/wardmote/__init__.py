"""Wardmote: the whole yearly cycle of a Community Safety Partnership.

::

    import wardmote as wm
    ws = wm.open("luton")            a workspace, as `wardmote init` makes it
    ws.ingest(["downloads"])         files in, every row accounted for
    found = ws.analyse()             the findings: they show themselves in a notebook
    found["burglary"].to_frame()     any of it as a pandas table
    ws.assess()                      an edition, written to be published

Nothing is imported before it is asked for, so that ``import wardmote`` costs nothing.
"""

__version__ = "0.1.0"
__all__ = ["Workspace", "__version__", "init", "open"]

# Named as text and not imported: stages below import this package for its version. What they
# are, type checkers read in __init__.pyi.
_AT = {
    "Workspace": ("wardmote.workspace", "Workspace"),
    "init": ("wardmote.workspace", "Workspace.init"),
    "open": ("wardmote.workspace", "Workspace.open"),
}


def __getattr__(name: str) -> object:
    if name not in _AT:
        raise AttributeError(f"module 'wardmote' has no attribute {name!r}")
    from importlib import import_module

    module, path = _AT[name]
    found: object = import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
