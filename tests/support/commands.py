"""Ways to run mfagate as a user does, and the small projects to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKOUT = Path(__file__).resolve().parents[2]
GOLDEN = CHECKOUT / "tests/acceptance/golden"
EMBEDDED = ("-p", "no:hypothesispytest", "--opa-engine", "embedded")  # its plugin takes long to import
MFAGATE = (sys.executable, "-m", "mfagate")
NO_DOCKER = {"DOCKER_HOST": "unix:///nonexistent.sock"}
_CLEARED = ("OPA_URL", "OPA_TOKEN", "NO_COLOR", "FORCE_COLOR", "MFAGATE_DEBUG", "PYTEST_ADDOPTS")

NAIVE = (CHECKOUT / "policies/seed/naive.json").read_text(encoding="utf-8")
GUARD = (CHECKOUT / "policies/seed/bool.json").read_text(encoding="utf-8")
BROKEN = '{"Version": "2012-10-17",\n "Statement": {"Effect": "Deny", "Action": "*", "Resource": "*",}}\n'
BROKEN_SAYS = (
    "2:64: error: $: Syntax errors in policy. "
    'There is a comma before the closing "}"; JSON allows none; delete it'
)

CONFIG = """\
version: 1
account: "111122223333"
scenarios: [scenarios]
subjects:
  - name: naive
    files: [policies/naive.json]
"""
SCENARIOS = """\
version: 1
scenarios:
  - id: reads-a-bucket
    title: Automation reads a bucket
    why: Nightly jobs must go on.
    credential: [api-key, session-with-mfa]
    request: {action: "s3:GetObject", resource: "arn:aws:s3:::reports/q3.csv"}
    expect:
      naive: {api-key: implicit-deny, session-with-mfa: allow}
"""
TWO_SUBJECTS = CONFIG + "  - name: guard\n    files: [policies/guard.json]\n    assume: allow-all\n"
TWO_SCENARIOS = (
    SCENARIOS
    + "      guard: {default: allow}\n"
    + """\
  - id: lists-roles
    title: Somebody lists the roles
    credential: "role-session"
    request: {action: "iam:ListRoles", resource: "*"}
    expect: {naive: deny, default: allow}
"""
)


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def message(self) -> str:
        """The one line of an error, without the end of the line; nothing else may stand on stderr."""
        assert self.err.endswith("\n")
        line = self.err[:-1]
        assert "\n" not in line
        assert "Traceback" not in line
        return line


def environment(**changes: str) -> dict[str, str]:
    """Return this environment without what would change the output, and with `changes`."""
    return {key: value for key, value in os.environ.items() if key not in _CLEARED} | changes


def mfagate(
    *arguments: str, cwd: Path, stdin: bytes | None = None, env: Mapping[str, str] | None = None
) -> Run:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        [*MFAGATE, *arguments],
        cwd=cwd,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        capture_output=True,
        check=False,
        env=environment(**env or {}),
        timeout=300,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files of these paths and texts under `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class OnTerminal:
    """How a command ended whose stdout and stderr are terminals, and what each showed."""

    code: int
    out: str
    err: str


def on_terminal(*command: str, cwd: Path, env: Mapping[str, str] | None = None) -> OnTerminal:
    """Run a command on two pseudo-terminals, one for each stream; lines end as the command wrote them."""
    import pty  # noqa: PLC0415 - not on every system
    import termios  # noqa: PLC0415

    ends = [pty.openpty(), pty.openpty()]
    for _, inner in ends:
        modes = termios.tcgetattr(inner)
        modes[1] &= ~termios.OPOST
        termios.tcsetattr(inner, termios.TCSANOW, modes)
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=ends[0][1],
        stderr=ends[1][1],
        env=environment(**env or {}),
    ) as process:
        for _, inner in ends:
            os.close(inner)
        shown = [_drained(outer) for outer, _ in ends]
    return OnTerminal(process.returncode, *shown)


def _drained(terminal: int) -> str:
    found = b""
    with suppress(OSError):  # Linux says EIO when the other end is closed
        while chunk := os.read(terminal, 65536):
            found += chunk
    os.close(terminal)
    return found.decode()
