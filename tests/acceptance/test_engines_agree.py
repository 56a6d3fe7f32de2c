"""Every engine gives this repository's policies the same verdict, for the same reasons, to the byte."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import open_engine
from mfagate.pipeline import evaluate, load_run
from mfagate.reports import REPORTERS
from support.availability import needs
from support.commands import CHECKOUT

if TYPE_CHECKING:
    from mfagate.engines import Engine


class Recorder:
    """An engine that notes every question and its whole answer."""

    def __init__(self, engine: Engine) -> None:
        """Put questions to `engine`."""
        self._engine = engine
        self.noted: list[tuple[str, str, str]] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what the engine has besides
        """Give whatever else the engine can do."""
        return getattr(self._engine, name)

    def query(self, path: str, input: Any) -> Any:  # noqa: A002, ANN401 - the engines' protocol
        """Ask, and note the question and the answer."""
        answer = self._engine.query(path, input)
        self.noted.append((path, json.dumps(input, sort_keys=True), json.dumps(answer, sort_keys=True)))
        return answer


def judged(name: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Judge every subject of mfagate.yaml under the whole matrix; return the JSON report and all answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(CHECKOUT)
        run = load_run(CHECKOUT / "mfagate.yaml")
        with open_engine(name) as engine:
            recorder = Recorder(engine)
            run.load(recorder)
            report = evaluate(
                recorder,
                run.subjects,
                run.scenario_files.matrix(),
                profile=run.config.profile,
                assumptions=run.assumptions,
                suite=run.suite,
            )
    return REPORTERS["json"](report, False), recorder.noted  # noqa: FBT003 - a reporter's one setting


def without_engine(report: str) -> str:
    """Return the text of a report without what it says of the engine."""
    text, count = re.subn(r'"engine": \{[^}]*\}', '"engine": {}', report, count=1)
    assert count == 1
    return text


@pytest.fixture(scope="module")
def expected() -> tuple[str, list[tuple[str, str, str]]]:
    """Give what the embedded engine says, which needs no installation."""
    return judged("embedded")


# `http` is the same OPA behind the same API as `binary`; tests/engines holds it to the same answers.
@pytest.mark.slow
@pytest.mark.parametrize("name", [pytest.param(name, marks=needs(name)) for name in ("binary", "docker")])
def test_every_engine_gives_the_same_report_for_the_same_reasons(
    expected: tuple[str, list[tuple[str, str, str]]], name: str
) -> None:
    """The report is the same to the byte but for the engine, and so is every answer with its reasons."""
    report, answers = judged(name)

    assert json.loads(report)["summary"]["scenarios"] > 500
    assert {path for path, _, _ in answers} >= {"mfa/scenarios/results", "mfa/report/subject_report"}
    assert json.loads(report)["engine"]["name"] == name
    assert answers == expected[1]
    assert without_engine(report) == without_engine(expected[0])
