"""The tools that mfagate is compared with, each in a folder of its own, and OPA as a server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

NPM_PACKAGE = ("@cloud-copilot/iam-simulate", "0.1.173")
PYTHON_TOOLS = {"parliament": "1.6.4", "cloudsplaining": "0.9.1"}
_BESIDE = {"parliament": ("setuptools<81",)}  # it imports pkg_resources, which a new environment lacks
SCRIPT = Path(__file__).with_name("simulate.mjs")


class AbsentError(Exception):
    """An opponent or an engine is not there; the message says why."""


def cache() -> Path:
    """Return the folder that opponents are installed in, once for all runs."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mfagate-bench"


def program(name: str, variable: str | None = None) -> str:
    """Return the path of a program.

    Raises:
        AbsentError: it is not on PATH.

    """
    found = shutil.which(os.environ.get(variable, name) if variable else name)
    if found is None:
        raise AbsentError(f"{name} is not on PATH")
    return found


def evaluator(mode: str, cases: str) -> tuple[str, ...]:
    """Return the command by which the evaluator from npm decides cases; it is installed if it is not there.

    Raises:
        AbsentError: there is no node or npm, or the package cannot be installed.

    """
    name, version = NPM_PACKAGE
    folder = cache() / f"npm-{version}"
    entry = folder / "node_modules" / name / "dist/esm/index.js"
    node = program("node")
    if not entry.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}", encoding="utf-8")
        _install(program("npm"), "install", "--no-audit", "--no-fund", f"{name}@{version}", folder=folder)
    return (node, str(SCRIPT), str(entry), mode, cases)


def python_tool(name: str) -> str:
    """Return the path of a tool from PyPI, installed in an environment of its own if it is not there.

    Raises:
        AbsentError: it cannot be installed.

    """
    folder = cache() / f"{name}-{PYTHON_TOOLS[name]}-py{sys.version_info[0]}{sys.version_info[1]}"
    tool = folder / "bin" / name
    if not tool.exists():
        _install(sys.executable, "-m", "venv", "--clear", str(folder), folder=cache())
        wanted = (f"{name}=={PYTHON_TOOLS[name]}", *_BESIDE.get(name, ()))
        _install(str(folder / "bin/python"), "-m", "pip", "install", "--quiet", *wanted, folder=cache())
    return str(tool)


def _install(*command: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(  # noqa: S603 - commands of this package
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=600
        )
    except subprocess.TimeoutExpired as error:
        raise AbsentError(f"{Path(command[0]).name} took longer than 10 minutes to install it") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise AbsentError(f"cannot be installed: {said[0]}")


@contextmanager
def opa_server(bundle: Path) -> Iterator[str]:
    """Run OPA with a bundle on a free port of this machine; give its URL.

    Raises:
        AbsentError: there is no `opa`.
        CommandError: it does not answer.

    """
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    command = (program("opa", "MFAGATE_OPA"), "run", "--server", f"--addr={address}", "--log-level=error")
    process = subprocess.Popen(  # noqa: S603 - the program that was asked for
        (*command, "--skip-version-check", "-b", str(bundle)),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{address}/health", process)
        yield f"http://{address}"
    finally:
        process.kill()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(500):
        with suppress(OSError), opener.open(url):
            return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise CommandError("OPA does not answer")
