"""Rules to try the engines with, and the OPA server that the `http` engine needs."""

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

RULES = {
    "iam/answers.rego": """package iam

import data.mfa.lib

answers := [lib.answer(request) | some request in input.requests]

number := to_number(input.text)

quotient := 1 / input.divisor

maybe if input.present

says_undefined := "<undefined>"

half := 0.5

whole := json.unmarshal(input.text)

nothing := null
""",
    "mfa/lib.rego": """package mfa.lib

answer(request) := {"decision": "Allowed", "why": data.mfa.reasons[request]} if {
	data.mfa.reasons[request]
} else := {"decision": "ImplicitlyDenied", "why": null}
""",
}
DATA = {"mfa": {"reasons": {"a": "é is fine", "b": "x < y"}, "suite": {"version": "1"}}}
REQUESTS = {"requests": ["a", "b", "c"]}
ANSWERS = [
    {"decision": "Allowed", "why": "é is fine"},
    {"decision": "Allowed", "why": "x < y"},
    {"decision": "ImplicitlyDenied", "why": None},
]
BROKEN = {"iam/broken.rego": "package iam\n\nanswers if {\n"}
UNSAFE = {"iam/unsafe.rego": "package iam\n\nanswers if {\n\tx == 1\n}\n"}


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
