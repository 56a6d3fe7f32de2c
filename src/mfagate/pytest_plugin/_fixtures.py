"""Fixtures: `opa`, the engine, and `evaluate`, one decision with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.exceptions import MfagateError, ScenarioError, UsageError
from mfagate.parsing import Position
from mfagate.parsing.suggestions import closest
from mfagate.pytest_plugin import _engine, _state
from mfagate.scenarios.model import Case, Scenario
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.engines import Engine


@dataclass(frozen=True)
class Decision:
    """What was decided on a request: the decision, the statements that made it, and the reasons."""

    decision: str
    by: tuple[Mapping[str, Any], ...]
    reason: str
    near: tuple[Mapping[str, Any], ...]

    @property
    def allowed(self) -> bool:
        """Whether the request is allowed."""
        return self.decision == "Allowed"


@pytest.fixture(scope="session")
def opa(pytestconfig: pytest.Config) -> Engine:
    """Give the engine that decides in this run, with the rules loaded: `opa.query("iam/answers", …)`."""
    try:
        return _engine.started(pytestconfig)
    except MfagateError as error:
        why = str(error)
    pytest.fail(why, pytrace=False)


@pytest.fixture
def evaluate(opa: Engine, pytestconfig: pytest.Config) -> Callable[..., Decision]:
    """Give a function of subject, credential, request and context that returns a `Decision`."""
    run = _state.of(pytestconfig).run

    def decide(
        subject: str,
        credential: str,
        request: Mapping[str, str],
        context: Mapping[str, Any] | None = None,
    ) -> Decision:
        answer = run.answer(opa, _case(subject, credential, request, context or {}))
        if "error" in answer:
            raise ScenarioError(f"{answer['error']['where']}: {answer['error']['message']}")
        return Decision(
            answer["decision"], tuple(answer["by"]), answer["reason"], tuple(answer.get("near", ()))
        )

    return decide


def _case(subject: str, credential: str, request: Mapping[str, str], context: Mapping[str, Any]) -> Case:
    name, _, variant = credential.partition(":")
    credentials = shipped_suite()[1]["mfa"]["credentials"]
    if name not in credentials:
        raise UsageError(f"there is no credential {name}; {closest(name, credentials)}")
    chosen = variant or credentials[name]["default"]
    if chosen not in credentials[name]["variants"]:
        raise UsageError(f"{name} has no variant {chosen}; {closest(chosen, credentials[name]['variants'])}")
    scenario = Scenario(
        file="",
        id="evaluate",
        title="evaluate",
        why="",
        credentials=((name, chosen),),
        request=request,
        context=context,
        expect={},
        resource_policy=None,
        position=Position(1, 1),
    )
    return Case("evaluate", scenario, subject, name, chosen, {"decision": "none"}, "subject", credential)
