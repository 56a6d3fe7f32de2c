"""The `binary` engine: the `opa` on this machine, run as a server on the loopback interface."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.engines import _text
from mfagate.engines._cleanup import at_end
from mfagate.engines._opa import OpaEngine, check_version, stopped, wait_until_ready
from mfagate.engines._protocol import EngineUnavailableError
from mfagate.engines._rest import RestClient
from mfagate.engines._suite import suite_of
from mfagate.engines.bundle import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines._protocol import Json
    from mfagate.exceptions import EngineError

VARIABLE = "MFAGATE_OPA"
_TRIES = 5
_STOP_SECONDS = 5.0
_GUARD = 'read -r _; kill -9 "$1"; rm -rf "$2"'
_INSTEAD = "or use --engine embedded"
# OPA takes flags from OPA_* variables, and has no use for anything else of ours.
_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")


def open_here() -> BinaryEngine:
    """Return the engine when there is an `opa` that runs.

    Raises:
        EngineUnavailableError: there is none, it does not run, or it is too old.

    """
    path = _find()
    version = _version_of(path)
    check_version("binary", version)
    return BinaryEngine(path, version)


def probe_here() -> str:
    """Return the version of the `opa` that would be used.

    Raises:
        EngineUnavailableError: there is none that can be used.

    """
    return open_here().info().version


class BinaryEngine(OpaEngine):
    """Runs `opa run --server` from `load` to `close`, with the suite as a bundle."""

    name = "binary"

    def __init__(self, path: str, version: str) -> None:
        """Take the OPA at `path`, which is of `version`."""
        super().__init__(version)
        self._path = path
        self._server: _Server | None = None

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Start OPA with these modules and this data, and wait until it answers.

        Raises:
            EngineError: a module or the data is at fault, or OPA does not start.

        """
        self.close()
        suite = suite_of(modules, data)
        for left in reversed(range(_TRIES)):
            server = _Server(self._path, bundled(suite))
            client = RestClient(self.name, server.url)
            try:
                wait_until_ready(client, suite.digest, server.ended)
            except BaseException as error:
                client.close()
                server.stop()
                # The port was free when it was picked, but somebody else may have been faster.
                if left and "address already in use" in str(error):
                    continue
                raise
            self._server, self.client = server, client
            return

    def close(self) -> None:
        """Stop OPA and remove what it was started from."""
        super().close()
        if self._server is not None:
            self._server.stop()
            self._server = None


class _Server:
    """An OPA process with its temporary folder; stopped at the latest when this process ends."""

    def __init__(self, path: str, bundle: bytes) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="mfagate-"))
        self._forget = at_end(self.stop)
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        try:
            (self._folder / "bundle.tar.gz").write_bytes(bundle)
            address = f"127.0.0.1:{_free_port()}"
            self.url = f"http://{address}"
            self._process = self._start(path, address)
            self._guard = _guard(self._process.pid, self._folder)
        except BaseException:
            self.stop()
            raise

    def _start(self, path: str, address: str) -> subprocess.Popen[bytes]:
        command = [path, "run", "--server", f"--addr={address}", "--log-level=error"]
        command += ["--skip-version-check", "--bundle", "bundle.tar.gz"]
        with (self._folder / "log").open("wb") as log:
            try:
                return subprocess.Popen(  # noqa: S603 - the path is the user's own choice
                    command,
                    cwd=self._folder,
                    env=_environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C is for us; we stop OPA afterwards
                )
            except OSError as error:
                raise EngineUnavailableError(_does_not_run(path, str(error.strerror))) from error

    def ended(self) -> EngineError | None:
        """Return the error for an OPA that is no longer running."""
        code = None if self._process is None else self._process.poll()
        return None if code is None else stopped("binary", code, self._log())

    def stop(self) -> None:
        """Stop the process and remove the folder; a second call does nothing."""
        self._forget()
        for process in (self._guard, self._process):  # the guard first: it kills by number
            if process is not None:
                process.kill()
                process.wait(_STOP_SECONDS)
                if process.stdin is not None:
                    process.stdin.close()
        self._guard = self._process = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def _log(self) -> str:
        with suppress(OSError):
            return (self._folder / "log").read_text("utf-8", "replace")
        return ""


def _guard(pid: int, folder: Path) -> subprocess.Popen[bytes] | None:
    """Start a shell that kills process `pid` and removes `folder` when we are gone, in any way.

    It waits on a pipe whose other end only this process holds. On Windows there is none.
    """
    if sys.platform == "win32":
        return None
    with suppress(OSError):
        return subprocess.Popen(  # noqa: S603 - a number and a folder of ours
            ["/bin/sh", "-c", _GUARD, "mfagate-guard", str(pid), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    return None


def _find() -> str:
    named = os.environ.get(VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise EngineUnavailableError(
                f"binary: {VARIABLE} names {named}, which is not an executable file; "
                f"set it to an OPA 1.0 or later, {_INSTEAD}"
            )
        return str(Path(found).absolute())
    found = shutil.which("opa")
    if found is None:
        raise EngineUnavailableError(
            f"binary: `opa` is not on PATH and {VARIABLE} is not set; install OPA 1.0 or later, {_INSTEAD}"
        )
    return str(Path(found).absolute())


def _version_of(path: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the path is the user's own choice
            [path, "version"],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineUnavailableError(_does_not_run(path, str(error))) from error
    text = done.stdout.decode("utf-8", "replace")
    match = re.search(r"^Version:\s*(\S+)", text, re.MULTILINE)
    if done.returncode != 0 or match is None:
        output = _text.one_line(text + " " + done.stderr.decode("utf-8", "replace"), longest=200)
        raise EngineUnavailableError(
            _does_not_run(path, f"`opa version` ended with {done.returncode} and said: {output}")
        )
    return match[1]


def _does_not_run(path: str, why: str) -> str:
    return (
        f"binary: {path} does not run as OPA: {_text.one_line(why)}; "
        f"set {VARIABLE} to one that does, {_INSTEAD}"
    )


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
