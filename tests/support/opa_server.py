"""OPA itself: where it is, and a server that the `http` engine can ask."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

from support.availability import program

if TYPE_CHECKING:
    from collections.abc import Iterator


def opa_path() -> str:
    """Return the OPA that the `binary` engine would run."""
    return program("opa")


def run(*command: str) -> str:
    """Run a program that must succeed; return what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@contextmanager
def opa_server(*arguments: str) -> Iterator[str]:
    """Run an OPA server on a free port; give its URL."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [opa_path(), "run", "--server", f"--addr=127.0.0.1:{port}", "--log-level=error"]
    process = subprocess.Popen(
        [*command, "--skip-version-check", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(url, process)
        yield url
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(1000):
        assert process.poll() is None, "OPA stopped"
        try:
            with opener.open(f"{url}/v1/policies"):
                return
        except urllib.error.HTTPError as error:  # it asks for a token: it is there
            error.close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("OPA does not answer")
