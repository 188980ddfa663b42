"""A look at the site on this machine: nobody else can see it, and nothing else can be seen."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any, Final

HERE: Final = "127.0.0.1"


class _Pages(SimpleHTTPRequestHandler):
    """Files of one folder, and no list of what is in it."""

    server_version = "wardmote"
    sys_version = ""

    def list_directory(self, path: Any) -> None:
        """A folder without a front page is not shown."""
        self.send_error(HTTPStatus.NOT_FOUND, "There is no page here")

    def send_head(self) -> Any:
        """A file, unless it lies outside the folder: through a link, say."""
        asked = Path(self.translate_path(self.path)).resolve()
        if not asked.is_relative_to(Path(self.directory).resolve()):
            self.send_error(HTTPStatus.NOT_FOUND, "There is no page here")
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next draft has the same addresses."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: IO[bytes] | Any) -> None:
        """A reader who goes away is no fault."""
        try:
            super().copyfile(source, outputfile)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a preview needs no log."""


def preview(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of one folder for this machine alone; the caller runs and closes it.

    Parameters
    ----------
    folder
        The site, or its draft.
    port
        On this machine; 0 takes a free one.

    Raises
    ------
    OSError
        The port is taken.
    """
    return ThreadingHTTPServer((HERE, port), partial(_Pages, directory=str(folder)))
