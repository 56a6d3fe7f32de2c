"""Workers answer as the engine does that they stand beside, and end when they should."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from mfagate.engines import Engine, EngineInfo, open_engine
from mfagate.engines._embedded_worker import EmbeddedWorker
from mfagate.engines._worker_process import serve
from mfagate.engines.pool import beside, cpus
from mfagate.exceptions import EngineError, UndefinedResultError
from support.sample_rules import ANSWERS, DATA, REQUESTS, RULES

SUMS = """
package a

sum := input.x + data.y

word := "é\\u2028"

missing if false

bad := to_number(input.x)
"""
MODULES = {"a.rego": SUMS}
NUMBERS = {"y": 40}


@pytest.fixture
def worker() -> Any:  # noqa: ANN401
    """Give a worker that has the rules."""
    with open_engine("embedded") as engine:
        (found,) = beside(engine, 1)
    with found:
        found.load(MODULES, NUMBERS)
        yield found


def test_a_worker_answers_as_the_engine_does(worker: Engine) -> None:
    """Values come back as they are, and it says which interpreter it is."""
    with open_engine("embedded") as engine:
        engine.load(MODULES, NUMBERS)
        for path, value in (("a/sum", {"x": 2}), ("a/sum", {"x": 0.5}), ("a/word", {})):
            assert worker.query(path, value) == engine.query(path, value)
        assert worker.query("a/sum", {"x": 2}) == 42
        assert worker.query("a/word", {}) == "é\u2028"
        assert worker.info() == engine.info()


@pytest.mark.parametrize(
    ("path", "kind"), [("a/missing", UndefinedResultError), ("a/bad", EngineError), ("no path", EngineError)]
)
def test_a_worker_fails_as_the_engine_does(worker: Engine, path: str, kind: type[EngineError]) -> None:
    """The same error with the same words; the worker goes on after it."""
    with open_engine("embedded") as engine:
        engine.load(MODULES, NUMBERS)
        with pytest.raises(EngineError) as there:
            engine.query(path, {"x": "z"})
    with pytest.raises(EngineError) as here:
        worker.query(path, {"x": "z"})
    assert (type(here.value), str(here.value)) == (type(there.value), str(there.value))
    assert type(here.value) is kind
    assert worker.query("a/sum", {"x": 1}) == 41


def test_broken_rules_are_an_error_of_the_worker_too() -> None:
    """A module that does not compile is told as the engine tells it."""
    with (
        EmbeddedWorker(EngineInfo("embedded", "0")) as worker,
        pytest.raises(EngineError, match=r"^b\.rego:1:\d+: cannot be read as Rego: "),
    ):
        worker.load({"b.rego": "package"}, {})


def test_a_worker_that_ends_is_an_error() -> None:
    """A process that is gone gave no answer, and that is no pass."""
    worker = EmbeddedWorker(EngineInfo("embedded", "0"))
    worker.load(MODULES, NUMBERS)
    os.kill(worker._process.pid, 9)
    with pytest.raises(EngineError, match=r"^embedded: a worker process ended .*; use --jobs 1$"):
        worker.query("a/sum", {"x": 1})
    worker.close()
    worker.close()
    assert worker._process.returncode == -9


def test_a_process_that_cannot_be_started_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to do."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(EngineError) as raised:
        EmbeddedWorker(EngineInfo("embedded", "0"))
    expected = "embedded: no process can be started: No such file or directory; use --jobs 1"
    assert str(raised.value) == expected


def test_workers_end_with_the_process_that_started_them() -> None:
    """A worker whose pipe closes has nothing more to answer."""
    code = (
        "import os\nfrom mfagate.engines import EngineInfo\n"
        "from mfagate.engines._embedded_worker import EmbeddedWorker\n"
        "w = EmbeddedWorker(EngineInfo('embedded', '0'))\nprint(w._process.pid, flush=True)\nos._exit(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    pid = int(done.stdout)
    for _ in range(600):
        if not _lives(pid):
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.needs(name)) for name in ("docker", "binary")]
)
def test_beside_opa_there_are_more_clients_of_it(name: str) -> None:
    """They ask the server that runs, and closing them leaves it running."""
    with open_engine(name) as engine:
        engine.load(RULES, DATA)
        several = beside(engine, 3)
        for one in several:
            with one:
                one.load(RULES, DATA)
                assert one.query("iam/answers", REQUESTS) == ANSWERS
                assert one.info() == engine.info()
        assert len(several) == 3
        assert engine.query("iam/answers", REQUESTS) == ANSWERS


def test_the_protocol_is_lines_of_json() -> None:
    """The first line brings the rules, every other one is answered by one line."""
    lines = [
        {"modules": MODULES, "data": json.dumps(NUMBERS)},
        {"path": "a/sum", "input": {"x": 1}},
        {"path": "a/missing", "input": 1},
    ]
    answers = io.StringIO()
    serve(io.StringIO("".join(json.dumps(one) + "\n" for one in lines)), answers)
    first, second, third = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert (first, second) == ({"value": None}, {"value": 41})
    assert third["undefined"] is True
    assert third["error"].startswith("embedded: data.a.missing is undefined")


def test_there_is_a_cpu() -> None:
    """What this process may use is at least one and at most what the machine has."""
    assert 1 <= cpus() <= (os.cpu_count() or 1)
