"""An HTTP server with prepared replies, for tests of the client."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self


@dataclass(frozen=True)
class Reply:
    """One answer; with `hang_up` the connection is closed after it, without saying so."""

    status: int
    body: bytes
    hang_up: bool = False


@dataclass(frozen=True)
class Asked:
    """One request as it came in, with the port that the client used."""

    line: str
    body: bytes
    token: str | None
    client: int


class Server:
    """Answers with the replies in turn, the last one again and again; keeps what it was asked."""

    def __init__(self, replies: list[Reply]) -> None:
        """Listen on a free port."""
        self.asked: list[Asked] = []
        left = list(replies)
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                token = self.headers.get("Authorization")
                line = f"{self.command} {self.path}"
                asked.append(Asked(line, body, token, self.client_address[1]))
                reply = left.pop(0) if len(left) > 1 else left[0]
                self.send_response(reply.status)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)
                self.close_connection = reply.hang_up

            do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = answer  # noqa: N815 - as the base class has them

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        """Start to answer."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
