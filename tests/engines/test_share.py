"""One OPA for several processes."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys

import pytest

from mfagate.engines import open_engine
from mfagate.engines._attached import Shared
from mfagate.engines._suite import suite_of
from mfagate.engines.pool import attach, share
from mfagate.exceptions import EngineError
from support.sample_rules import ANSWERS, DATA, REQUESTS, RULES

WORKER = """
import json, sys
from mfagate.engines.pool import attach
shared, rules, data, question = json.loads(sys.stdin.read())
with attach(**shared) as engine:
    engine.load(rules, data)
    info, answers = engine.info(), engine.query("iam/answers", question)
    print(json.dumps([info.name, info.version, answers]))
"""


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.needs(name.replace("auto", "binary")))
        for name in ("docker", "binary", "auto")
    ],
)
def test_another_process_attaches(name: str) -> None:
    """A worker asks the controller's OPA, sees its name and version, and leaves it running."""
    with open_engine(name, require=True) as engine:
        engine.load(RULES, DATA)
        shared = share(engine)
        assert shared
        question = json.dumps([dataclasses.asdict(shared), RULES, DATA, REQUESTS])

        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-c", WORKER],
                input=question,
                capture_output=True,
                text=True,
                check=True,
            )

            info = engine.info()
            assert json.loads(done.stdout) == [info.name, info.version, ANSWERS]
        assert engine.query("iam/answers", REQUESTS) == ANSWERS


@pytest.mark.needs("embedded")
def test_embedded_is_not_shared() -> None:
    """The interpreter lives in its process: there is nothing to attach to."""
    with open_engine("embedded") as engine:
        engine.load(RULES, DATA)

        assert share(engine) is None


@pytest.mark.needs("binary")
def test_attaching_with_other_rules_is_an_error() -> None:
    """A worker whose rules differ from the controller's does not go on."""
    with open_engine("binary") as engine:
        engine.load(RULES, DATA)
        shared = share(engine)
        assert shared
        with attach(**dataclasses.asdict(shared)) as other, pytest.raises(EngineError) as caught:
            other.load(RULES, {})

    assert str(caught.value) == (
        f"binary: the OPA at {shared.url} has another suite loaded "
        f"(digest {suite_of(RULES, DATA).digest[:12]}, expected {suite_of(RULES, {}).digest[:12]}); "
        f"restart it empty, or use another OPA"
    )


def test_attaching_to_nobody_is_an_error() -> None:
    """A worker whose controller is gone says so."""
    shared = Shared("docker", "1.2.3", "http://127.0.0.1:1")

    with attach(**dataclasses.asdict(shared)) as engine, pytest.raises(EngineError) as caught:
        engine.load(RULES, DATA)

    assert str(caught.value) == ("docker: no answer from OPA at http://127.0.0.1:1: Connection refused")
