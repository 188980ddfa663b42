"""What the disk refuses, said so that a person can act on it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wardmote.errors import ConfigurationError

DISK_REFUSALS: Final = frozenset(
    {
        errno.EACCES,
        errno.EDQUOT,
        errno.EEXIST,
        errno.ENAMETOOLONG,
        errno.ENOSPC,
        errno.ENOTDIR,
        errno.EPERM,
        errno.EROFS,
    }
)


@contextmanager
def writable(folder: Path) -> Iterator[None]:
    """Turn the disk's refusal into words; any other fault is left as it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_REFUSALS:
            raise
        raise ConfigurationError(
            "The folder cannot be written to.",
            where={"Folder": str(folder)},
            found=error.strerror or str(error),
            next_step="Free some space, ask for the right to write there, or use another folder.",
        ) from error
