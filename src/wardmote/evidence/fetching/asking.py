"""One polite question to a publisher's server, asked again where that is worth it.

A server may be busy (429, 503), say how long to wait, or drop the line; none of these is an
answer. What cannot be an answer either way (404, a refusal) goes back to who asked, because
only they know what it means.
"""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

import wardmote
from wardmote.errors import SourceError

BUSY = {408, 425, 429, 500, 502, 503, 504}
NOT_THERE = {403, 404, 410}  # a store of files may say "forbidden" of a file that it has not got
THIS_MACHINE = {"127.0.0.1", "localhost", "::1"}
MOST_ANSWER_BYTES = 64 * 1024**2  # of one page of an API; files are downloaded, not asked
TRIES_IN_ALL = 40  # times the attempts: a line that drops every second still ends

Told = TypeVar("Told")


@dataclass(frozen=True)
class Patience:
    """How often and how long to try.

    Parameters
    ----------
    attempts
        Tries in a row that got nothing.
    first_wait
        Seconds before the second try; each later wait is twice as long.
    longest_wait
        Seconds; a server that asks for more is left alone, and the person told.
    timeout
        Seconds without a byte after which a line counts as dropped.
    sleep
        Waits.
    tell
        Told of each wait in a sentence.
    """

    attempts: int = 6
    first_wait: float = 1.0
    longest_wait: float = 300.0
    timeout: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda _sentence: None


class NotThere(SourceError):
    """The publisher has no such file or page."""


class Unsteady(Exception):
    """The server was busy or the line was cut: the same question is worth another try."""

    def __init__(self, why: str, *, wait: float | None = None, got_further: bool = False) -> None:
        self.why, self.wait, self.got_further = why, wait, got_further
        super().__init__(why)


def is_safe_address(address: str) -> bool:
    """Whether an address may be asked: encrypted, or on this machine.

    Parameters
    ----------
    address
        An address from the list of services, an answer or a redirect.

    Examples
    --------
    >>> is_safe_address("https://data.police.uk"), is_safe_address("http://127.0.0.1:8000")
    (True, True)
    >>> is_safe_address("http://data.police.uk"), is_safe_address("ftp://data.police.uk")
    (False, False)
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and host in THIS_MACHINE)
    )


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects, but never from an encrypted line to an open one."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        if not is_safe_address(newurl):
            raise SourceError(
                "The publisher sends us on to an address that is not encrypted.",
                where={"Address": req.full_url},
                found=newurl,
                next_step="Tell the publisher; download the file by hand if you trust it.",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opened(
    address: str,
    patience: Patience,
    *,
    headers: Mapping[str, str] | None = None,
    form: bytes | None = None,
) -> http.client.HTTPResponse | urllib.error.HTTPError:
    """Answer of a server to one question, not yet read; the caller closes it.

    Parameters
    ----------
    address
        Encrypted, or on this machine.
    patience
        How long to wait for a byte.
    headers
        Beside our own.
    form
        Body of a form; the question is then a POST.

    Returns
    -------
    http.client.HTTPResponse or urllib.error.HTTPError
        Both have `status`, `headers` and `read`; the second for 400 and more.

    Raises
    ------
    Unsteady
        Worth another try.
    SourceError
        The address, or one that it leads to, is not safe.
    """
    if not is_safe_address(address):
        raise SourceError(
            "The address is not encrypted, and not on this machine. It was not asked.",
            where={"Address": address},
            expected="https://…",
            next_step="Correct the list of services: wardmote fetch services",
        )
    agent = {"User-Agent": f"wardmote/{wardmote.__version__}", "Accept": "*/*"}
    request = urllib.request.Request(address, form, {**agent, **(headers or {})})
    opener = urllib.request.build_opener(_SafeRedirects)
    try:
        answer: http.client.HTTPResponse = opener.open(request, timeout=patience.timeout)
    except urllib.error.HTTPError as error:
        if error.code not in BUSY:
            return error
        error.close()
        busy = f"it answered {error.code} {_phrase(error.code)}"
        raise Unsteady(busy, wait=wait_asked_for(error.headers.get("Retry-After"))) from None
    except (OSError, http.client.HTTPException) as error:  # URLError is an OSError
        if isinstance(getattr(error, "reason", error), ssl.SSLCertVerificationError):
            raise _not_trusted(address) from error
        raise Unsteady(_why(error)) from None
    return answer


def _not_trusted(address: str) -> SourceError:
    return SourceError(
        "The server's certificate is not trusted, so nothing was asked.",
        where={"Address": address},
        next_step="Many organisations read encrypted lines on the way. Ask whoever runs your "
        "network for their certificate, and name it in the environment variable SSL_CERT_FILE.",
    )


def read_some(answer: http.client.HTTPResponse | urllib.error.HTTPError, size: int) -> bytes:
    """Next bytes of an answer, as they come; empty at its end.

    Raises
    ------
    Unsteady
        The line was cut.
    """
    try:
        # What has come is given at once, so that a cut line loses nothing.
        some: bytes = answer.read1(size)
    except (OSError, http.client.HTTPException) as error:
        raise Unsteady(_why(error)) from None
    return some


def patiently(do: Callable[[], Told], patience: Patience, *, where: str) -> Told:
    """What `do` gives, tried again while the line is unsteady.

    Parameters
    ----------
    do
        One try. It raises `Unsteady` where another is worth it.
    patience
        How often, and how long between.
    where
        The address, for the message.

    Raises
    ------
    SourceError
        It did not succeed, or the server asks for a longer wait than we are ready for.
    """
    in_a_row = 0
    for _ in range(patience.attempts * TRIES_IN_ALL):
        try:
            return do()
        except Unsteady as cut:
            in_a_row = 1 if cut.got_further else in_a_row + 1
            why = cut.why
            if in_a_row >= patience.attempts:
                break
            wait = patience.first_wait * 2 ** (in_a_row - 1) if cut.wait is None else cut.wait
            if wait > patience.longest_wait:
                why += f", and asks us to wait {wait:,.0f} seconds"
                break
            patience.tell(f"Trying again in {wait:,.0f} seconds: {why}")
            patience.sleep(wait)
    raise SourceError(
        "The publisher's server did not give an answer.",
        where={"Address": where},
        found=why,
        next_step="Run the same command again later: what is whole is kept, and a file that was "
        "cut is continued.",
    )


def ask(address: str, patience: Patience, *, form: bytes | None = None) -> bytes:
    """The whole answer to one question.

    Parameters
    ----------
    address, form
        As in `opened`.
    patience
        How often and how long to try.

    Raises
    ------
    SourceError
        There is no such page, the server refuses, the answer is too large, or none came.
    """

    def once() -> bytes:
        with opened(address, patience, form=form) as answer:
            if answer.status != HTTPStatus.OK:
                raise refusal(address, answer.status or 0)
            return _whole(answer, address)

    return patiently(once, patience, where=address)


def _whole(answer: http.client.HTTPResponse | urllib.error.HTTPError, address: str) -> bytes:
    parts, size = [], 0
    while part := read_some(answer, 1 << 16):
        parts.append(part)
        size += len(part)
        if size > MOST_ANSWER_BYTES:
            raise SourceError(
                "The publisher's answer is larger than any that we expect.",
                where={"Address": address},
                expected=f"at most {MOST_ANSWER_BYTES // 1024**2} MB",
                next_step="Report this: the service may have changed.",
            )
    declared = answer.headers.get("Content-Length")
    if declared is not None and int(declared) != size:
        raise Unsteady(f"the line was cut after {size:,} of {int(declared):,} bytes")
    return b"".join(parts)


def refusal(address: str, status: int) -> SourceError:
    """Why there is no answer, where trying again would not help."""
    missing = status in NOT_THERE
    error = NotThere if missing else SourceError
    return error(
        "The publisher has no such file or page." if missing else "The publisher's server refuses.",
        where={"Address": address},
        found=f"{status} {_phrase(status)}",
        next_step="Look at the publisher's page: the address may have changed. "
        "Ours are in: wardmote fetch services",
    )


def wait_asked_for(retry_after: str | None, *, now: datetime | None = None) -> float | None:
    """Seconds that a server asks us to wait, or None where it does not say.

    Parameters
    ----------
    retry_after
        Value of the header: seconds, or a date.
    now
        For tests; the clock's by default.

    Examples
    --------
    >>> wait_asked_for("120"), wait_asked_for(None), wait_asked_for("soon")
    (120.0, None, None)
    >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> wait_asked_for("Sun, 22 Nov 2026 12:01:00 GMT", now=noon)
    60.0
    """
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _why(error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return "no byte came in time"
    if isinstance(reason, http.client.IncompleteRead):
        return "the line was cut"
    return f"the line was cut or could not be opened ({reason})"
