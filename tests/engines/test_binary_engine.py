"""The OPA process: what it is started with, and that it never outlives us."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mfagate.engines import binary, open_engine
from mfagate.exceptions import EngineError
from support.opa_server import opa_path
from support.sample_rules import ANSWERS, DATA, REQUESTS, RULES, UNSAFE

if TYPE_CHECKING:
    from collections.abc import Callable

needs_opa = pytest.mark.needs("binary")


def program(folder: Path, text: str) -> str:
    """Write an executable shell script; return its path."""
    path = folder / "opa"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_variable_that_names_nothing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that cannot be run is an error that names the variable, not a search on PATH."""
    monkeypatch.setenv("MFAGATE_OPA", "/nonexistent/opa")

    with pytest.raises(EngineError) as caught:
        open_engine("binary")

    assert str(caught.value) == (
        "binary: MFAGATE_OPA names /nonexistent/opa, which is not an executable file; "
        "set it to an OPA 1.0 or later, or use --engine embedded"
    )


def test_program_that_is_not_opa_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A program that names no version of OPA is an error with what it said."""
    path = program(tmp_path, "echo surprise; exit 5")
    monkeypatch.setenv("MFAGATE_OPA", path)

    with pytest.raises(EngineError) as caught:
        open_engine("binary")

    assert str(caught.value) == (
        f"binary: {path} does not run as OPA: `opa version` ended with 5 and said: surprise; "
        f"set MFAGATE_OPA to one that does, or use --engine embedded"
    )


def test_opa_before_1_0_is_too_old(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An OPA that does not read Rego v1 by itself is refused."""
    monkeypatch.setenv("MFAGATE_OPA", program(tmp_path, "echo 'Version: 0.70.0'"))

    with pytest.raises(EngineError) as caught:
        open_engine("binary")

    assert str(caught.value) == "binary: OPA 0.70.0 is too old; the rules are Rego v1; use OPA 1.0 or later"


def test_program_that_dies_at_start_shows_its_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A server that stops before it is ready is an error with what it logged."""
    text = '[ "$1" = version ] && echo "Version: 1.5.0" && exit\necho out of luck >&2\nexit 7'
    monkeypatch.setenv("MFAGATE_OPA", program(tmp_path, text))

    with open_engine("binary") as engine, pytest.raises(EngineError) as caught:
        engine.load(RULES, DATA)

    assert str(caught.value) == (
        "binary: OPA stopped before it was ready (exit code 7); its log: out of luck"
    )


@needs_opa
def test_broken_rules_put_the_log_in_the_error() -> None:
    """An OPA that refuses its rules says why, on one line."""
    with open_engine("binary") as engine, pytest.raises(EngineError) as caught:
        engine.load(UNSAFE, {})

    message = str(caught.value)
    assert message.startswith(
        "binary: OPA stopped before it was ready (exit code 1); its log: error: initialization error:"
    )
    assert "iam/unsafe.rego:4: rego_unsafe_var_error: var x is unsafe" in message
    assert "\n" not in message


@needs_opa
def test_opa_listens_on_the_loopback_interface_only() -> None:
    """The server's address is 127.0.0.1 with a port of its own."""
    with open_engine("binary") as engine:
        assert isinstance(engine, binary.BinaryEngine)
        engine.load(RULES, DATA)
        assert engine.client

        assert engine.client.url.startswith("http://127.0.0.1:")


@needs_opa
def test_port_that_is_taken_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """When somebody else was faster with the port, another one is taken."""
    with open_engine("binary") as first, open_engine("binary") as second:
        assert isinstance(first, binary.BinaryEngine)
        first.load(RULES, DATA)
        assert first.client
        taken = int(first.client.url.rpartition(":")[2])
        ports = iter([taken, binary._free_port()])
        monkeypatch.setattr(binary, "_free_port", lambda: next(ports))

        second.load({"other.rego": "package other\n\np := 1\n"}, {})

        assert second.query("other/p", {}) == 1
        assert first.query("iam/answers", REQUESTS) == ANSWERS


@needs_opa
def test_opa_gets_no_environment_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither credentials nor variables that OPA would take as flags reach it."""
    seen = tmp_path / "seen"
    path = program(tmp_path, f'env > {seen}\nexec {opa_path()} "$@"')
    monkeypatch.setenv("MFAGATE_OPA", path)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-for-opa")
    monkeypatch.setenv("OPA_LOG_LEVEL", "debug")

    with open_engine("binary") as engine:
        engine.load(RULES, DATA)

    names = {line.partition("=")[0] for line in seen.read_text().splitlines()}
    assert names.isdisjoint({"AWS_SECRET_ACCESS_KEY", "OPA_LOG_LEVEL"})


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that ended and waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds; return whether it came to that."""
    for _ in range(500):
        if holds():
            return True
        time.sleep(0.02)
    return False


def wait_until_gone(pid: int) -> bool:
    """Wait for a process to end; return whether it did."""
    return wait_until(lambda: not alive(pid))


@needs_opa
def test_nothing_is_left_after_close(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Closing ends both processes and removes the folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with open_engine("binary") as engine:
        assert isinstance(engine, binary.BinaryEngine)
        engine.load(RULES, DATA)
        server = engine._server
        assert server
        assert server._process
        assert server._guard
        pids = server._process.pid, server._guard.pid
        assert [path.name[:8] for path in tmp_path.iterdir()] == ["mfagate-"]

    assert [alive(pid) for pid in pids] == [False, False]
    assert list(tmp_path.iterdir()) == []


END = textwrap.dedent(
    """
    import os, signal, sys
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever ran us may ignore it (nohup), and we inherit that
    from mfagate.engines import open_engine
    engine = open_engine("binary")
    engine.load({"x.rego": "package x\\n\\np := 1\\n"}, {})
    print(engine._server._process.pid, flush=True)
    how = sys.argv[1]
    if how == "crash":
        raise RuntimeError
    if how.startswith("SIG"):
        os.kill(os.getpid(), getattr(signal, how))
        signal.pause()
    """
)


@needs_opa
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither signals nor the guard")
@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("exit", 0),
        ("crash", 1),
        ("SIGTERM", -signal.SIGTERM),
        ("SIGHUP", -signal.SIGHUP),
        ("SIGKILL", -signal.SIGKILL),
    ],
)
def test_nothing_outlives_us(how: str, code: int, tmp_path: Path) -> None:
    """However this process ends, even by SIGKILL, OPA ends too, and its folder goes."""
    done = subprocess.run(
        [sys.executable, "-c", END, how],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,  # a hang, and no measure of speed
        env={**os.environ, "MFAGATE_OPA": opa_path(), "TMPDIR": str(tmp_path)},
    )

    assert done.returncode == code
    assert wait_until_gone(int(done.stdout))
    assert wait_until(lambda: list(tmp_path.iterdir()) == [])
