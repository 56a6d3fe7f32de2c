"""A small client for OPA's REST API: one connection kept open, no proxy, every failure one line."""

from __future__ import annotations

import http.client
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mfagate.engines import _text
from mfagate.engines._protocol import EngineUnavailableError, parts_of, undefined
from mfagate.exceptions import EngineError, UndefinedResultError

if TYPE_CHECKING:
    from mfagate.engines._protocol import Json

ANSWER_SECONDS = 300.0
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_JSON, _TEXT = "application/json", "text/plain; charset=utf-8"


class RefusedError(EngineError):
    """OPA answered a request with an error status."""


@dataclass(frozen=True)
class Address:
    """Where an OPA listens."""

    url: str
    secure: bool
    host: str
    port: int
    prefix: str


def address_of(url: str) -> Address:
    """Return the parts of `url`.

    Raises:
        ValueError: it is not an http or https URL of a server; the message says what is wrong.

    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it is not a URL like http://127.0.0.1:8181")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("it has parts other than scheme, host, port and path")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    return Address(url.rstrip("/"), secure, parts.hostname, port, parts.path.rstrip("/"))


class RestClient:
    """Talks to one OPA; safe to use from several threads, one request at a time.

    It connects straight to the address: what is set as a proxy in the environment is not for it.
    """

    def __init__(
        self, engine: str, url: str, *, token: str | None = None, seconds: float = ANSWER_SECONDS
    ) -> None:
        """Prepare a client named `engine` in its messages; nothing is sent yet.

        Raises:
            ValueError: `url` is not the URL of a server.

        """
        self.engine = engine
        self.url = url
        self._address = address_of(url)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._seconds = seconds
        self._connection: http.client.HTTPConnection | None = None
        self._lock = threading.RLock()  # a signal may close what its own thread is using

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        with self._lock:
            self._drop()

    def healthy(self) -> bool:
        """Tell whether OPA says that it is up.

        Raises:
            EngineError: nothing answers there.

        """
        status, _ = self._send("GET", "/health", None, _JSON)
        return status == http.client.OK

    def version(self) -> str:
        """Return the version of the OPA, or "unknown" when it does not let itself be asked.

        Raises:
            EngineError: nothing answers there, or it is no OPA.

        """
        try:
            found = self.call("POST", "/v1/query", {"query": "version := opa.runtime().version"})
            return str(found["result"][0]["version"])
        except RefusedError:
            return "unknown"
        except EngineUnavailableError:
            raise
        except (EngineError, KeyError, IndexError, TypeError) as error:
            raise EngineUnavailableError(self._no_opa(http.client.OK)) from error

    def query(self, path: str, value: Json) -> Json:
        """Return the value of the rule at `path` for the input `value`.

        Raises:
            UndefinedResultError: it is undefined.
            EngineError: the evaluation failed, or OPA is gone.

        """
        where = "/v1/data/" + "/".join(parts_of(path)) + "?strict-builtin-errors=true"
        answer = self.call("POST", where, {"input": value})
        if not isinstance(answer, dict) or "result" not in answer:
            raise UndefinedResultError(undefined(self.engine, path))
        return answer["result"]

    def call(self, method: str, path: str, body: Json = None) -> Json:
        """Send `body` as JSON (as plain text when it is a string) and return OPA's answer.

        Raises:
            RefusedError: OPA answered with an error.
            EngineError: nothing answers there, or it is no OPA.

        """
        kind = _TEXT if isinstance(body, str) else _JSON
        text = body if isinstance(body, str) or body is None else _text.encode(body)
        content = None if text is None else text.encode("utf-8", "surrogatepass")
        status, answer = self._send(method, path, content, kind)
        if status >= 300:
            raise self._refusal(status, answer)
        return _text.decode(answer) if answer.strip() else None

    def _refusal(self, status: int, answer: bytes) -> EngineError:
        with suppress(EngineError):
            found = _text.decode(answer)
            if isinstance(found, dict) and "code" in found:
                hint = "; is OPA_TOKEN right?" if status in {401, 403} else ""
                return RefusedError(f"{self.engine}: {_text.one_line(_fault(found))}{hint}")
        return EngineUnavailableError(self._no_opa(status))

    def _no_opa(self, status: int) -> str:
        return f"{self.engine}: the server at {self.url} answered {status}, but not as OPA; check the URL"

    def _send(self, method: str, path: str, body: bytes | None, kind: str) -> tuple[int, bytes]:
        with self._lock:
            fresh = self._connection is None
            try:
                return self._exchange(method, path, body, kind)
            except (http.client.HTTPException, OSError) as error:
                self._drop()
                # A server may close an idle connection at any time: that is no failure of it.
                if fresh or isinstance(error, TimeoutError):
                    raise EngineUnavailableError(self._gone(error)) from error
            try:
                return self._exchange(method, path, body, kind)
            except (http.client.HTTPException, OSError) as error:
                self._drop()
                raise EngineUnavailableError(self._gone(error)) from error

    def _exchange(self, method: str, path: str, body: bytes | None, kind: str) -> tuple[int, bytes]:
        connection = self._connection or self._connect()
        self._connection = connection
        headers = {"Content-Type": kind, **self._headers}
        connection.request(method, self._address.prefix + path, body=body, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def _connect(self) -> http.client.HTTPConnection:
        address = self._address
        if address.secure:
            return http.client.HTTPSConnection(address.host, address.port, timeout=self._seconds)
        return http.client.HTTPConnection(address.host, address.port, timeout=self._seconds)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _gone(self, error: Exception) -> str:
        why = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return f"{self.engine}: no answer from OPA at {self.url}: {_text.one_line(str(why))}"


def _fault(found: dict[str, Json]) -> str:
    """Return the first error of an OPA error document as `file:line:column: code: message`."""
    for error in found.get("errors") or []:
        place = error.get("location") or {}
        where = f"{place.get('file') or 'query'}:{place.get('row')}:{place.get('col')}: " if place else ""
        return f"{where.removeprefix('mfagate/')}{error.get('code')}: {error.get('message')}"
    return f"{found['code']}: {found.get('message')}"
