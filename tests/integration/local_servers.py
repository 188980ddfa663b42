"""Servers on this machine that behave like the publishers', good days and bad."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import socket
import struct
import threading
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: the line is torn, not closed


@dataclass(frozen=True)
class Asked:
    """One question that a server was asked."""

    method: str
    path: str
    given: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass
class Reply:
    """An answer; with `cut_after`, only so many bytes of it are sent."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut_after: int | None = None
    torn: bool = False


class LocalServer:
    """A server whose answers `answer` gives, and whose moods `busy` holds."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.busy: deque[Reply] = deque()
        self.base = ""

    def answer(self, asked: Asked) -> Reply:
        raise NotImplementedError

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self.busy.popleft() if self.busy else self.answer(asked)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


@contextmanager
def serving(server: LocalServer) -> Iterator[LocalServer]:
    """The server on a free port of this machine, while the test runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply("")

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _reply(self, form: str) -> None:
            parts = urlsplit(self.path)
            given = {name: values[0] for name, values in parse_qs(form or parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = server.reply(Asked(self.command, parts.path, given, headers))
            self.send_response(reply.status)
            for name, value in {"Content-Length": str(len(reply.body)), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut_after])
            if reply.torn:
                self.wfile.flush()
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                self.connection.close()

        def log_message(self, *_: object) -> None:
            pass

        def finish(self) -> None:
            with suppress(OSError, ValueError):  # torn on purpose
                super().finish()

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    http.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.base = f"http://127.0.0.1:{http.server_port}"
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def md5(content: bytes) -> str:
    return hashlib.md5(content).hexdigest()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive of all forces, as data.police.uk makes it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


class PoliceServer(LocalServer):
    """data.police.uk: a page that lists archives, which redirect to a store of files.

    Parameters
    ----------
    archives
        Month to the bytes of its archive.
    """

    def __init__(self, archives: Mapping[str, bytes]) -> None:
        super().__init__()
        self.archives = dict(archives)
        self.listed: dict[str, str] | None = {
            month: md5(content) for month, content in archives.items()
        }
        self.cuts: deque[int] = deque()  # the next downloads end after so many bytes
        self.torn = False
        self.ranges, self.if_range, self.validators = True, True, True
        self.before_download: Callable[[int], None] = lambda _number: None
        self.downloads = 0

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/data/archive/":
            return self._page()
        if found := re.fullmatch(r"/data/archive/(\d{4}-\d{2})\.zip", asked.path):
            if found[1] not in self.archives:
                return Reply(b"<h1>Not Found</h1>", 404)
            return Reply(b"", 302, {"Location": f"{self.base}/store/{found[1]}.zip"})
        found = re.fullmatch(r"/store/(\d{4}-\d{2})\.zip", asked.path)
        return self._file(found[1], asked) if found else Reply(b"", 404)

    def _page(self) -> Reply:
        if self.listed is None:
            return Reply(b"", 404)
        entries = [
            f'<li><p><a href="/data/archive/{month}.zip">{month}</a> (1.7 GB)</p>\n'
            f"<p>MD5:</p>\n<code>\n{sums}\n</code></li>"
            for month, sums in sorted(self.listed.items(), reverse=True)
        ]
        return Reply(f"<html><ul>{''.join(entries)}</ul></html>".encode())

    def _file(self, month: str, asked: Asked) -> Reply:
        self.before_download(self.downloads)
        self.downloads += 1
        content = self.archives[month]
        etag = f'"{md5(content)}"'
        cut = self.cuts.popleft() if self.cuts else None
        start = self._start(asked, etag)
        headers = {"ETag": etag} if self.validators else {}
        if start is None:
            return Reply(content, 200, headers, cut, self.torn and cut is not None)
        if start >= len(content):
            return Reply(b"", 416, {"Content-Range": f"bytes */{len(content)}"})
        span = f"bytes {start}-{len(content) - 1}/{len(content)}"
        headers["Content-Range"] = span
        return Reply(content[start:], 206, headers, cut, self.torn and cut is not None)

    def _start(self, asked: Asked, etag: str) -> int | None:
        wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
        if not wanted or not self.ranges:
            return None
        if self.if_range and asked.headers.get("if-range", etag) != etag:
            return None
        return int(wanted[1])


class FeatureServer(LocalServer):
    """Feature services of the ONS: so many rows at once, and 200 for what is refused."""

    def __init__(self, layers: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
        super().__init__()
        self.layers = {name: list(rows) for name, rows in layers.items()}
        self.most_at_once = 50
        self.flag_inside = True
        self.spoil: Callable[[dict[str, Any], Asked], dict[str, Any]] = lambda page, _asked: page

    def answer(self, asked: Asked) -> Reply:
        name = asked.path.split("/")[1]
        if name not in self.layers:
            error = {"code": 400, "message": "Invalid URL", "details": ["Invalid URL"]}
            return Reply(json.dumps({"error": error}).encode())
        rows = self._rows(name, asked.given["where"])
        if asked.given.get("returnCountOnly") == "true":
            return Reply(json.dumps({"count": len(rows)}).encode())
        return Reply(json.dumps(self.spoil(self._page(rows, asked), asked)).encode())

    def _rows(self, name: str, where: str) -> list[Mapping[str, Any]]:
        if where == "1=1":
            return self.layers[name]
        column, codes = re.fullmatch(r"(\w+) IN \((.*)\)", where).groups()
        wanted = set(re.findall(r"'(\w+)'", codes))
        return [one for one in self.layers[name] if one["properties"].get(column) in wanted]

    def _page(self, rows: list[Mapping[str, Any]], asked: Asked) -> dict[str, Any]:
        given = asked.given
        ordered = sorted(rows, key=lambda one: str(one["properties"].get(given["orderByFields"])))
        start = int(given["resultOffset"])
        size = min(self.most_at_once, int(given["resultRecordCount"]))
        page = [self._feature(one, given) for one in ordered[start : start + size]]
        more = {"exceededTransferLimit": True} if start + size < len(ordered) else {}
        body: dict[str, Any] = {"type": "FeatureCollection", "features": page}
        return body | ({"properties": more} if self.flag_inside and more else more)

    def _feature(self, one: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
        drawn = one.get("geometry") if given["returnGeometry"] == "true" else None
        # Hosted services put the geometry first and the identifier last.
        return {"type": "Feature", "geometry": drawn, "properties": dict(one["properties"])}


class NomisServer(LocalServer):
    """Nomis: a CSV page of the cells asked for, which may be shorter than its limit."""

    def __init__(self, tables: Mapping[str, list[dict[str, str]]]) -> None:
        super().__init__()
        self.tables = dict(tables)
        self.most_at_once = 70
        self.ignores_offset = False

    def answer(self, asked: Asked) -> Reply:
        name = asked.path.strip("/").removesuffix(".data.csv")
        if name not in self.tables:
            return Reply(b"Dataset not found", 404)
        codes = set(asked.given["geography"].split(","))
        rows = [row for row in self.tables[name] if row["GEOGRAPHY_CODE"] in codes]
        start = 0 if self.ignores_offset else int(asked.given.get("recordoffset", 0))
        columns = asked.given["select"].upper().split(",")
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, quoting=csv.QUOTE_NONNUMERIC, extrasaction="ignore")
        writer.writeheader()
        for row in rows[start : start + self.most_at_once]:
            writer.writerow({**row, "RECORD_OFFSET": start, "RECORD_COUNT": len(rows)})
        return Reply(out.getvalue().encode("utf-8-sig"))


class GovernmentServer(LocalServer):
    """GOV.UK: what a page holds, and the files of it, which move with each correction."""

    def __init__(self, page: str, files: Mapping[str, bytes]) -> None:
        super().__init__()
        self.page, self.files = page, dict(files)

    def answer(self, asked: Asked) -> Reply:
        if asked.path == f"/api/content{self.page}":
            attached = [
                {"title": title, "url": f"{self.base}/media/{number}/file.csv"}
                for number, title in enumerate(self.files)
            ]
            return Reply(json.dumps({"details": {"attachments": attached}}).encode())
        if found := re.fullmatch(r"/media/(\d+)/file.csv", asked.path):
            return Reply(list(self.files.values())[int(found[1])])
        return Reply(b"", 404)
