"""Fixtures: `opa`, the engine, and `evaluate`, one decision with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.exceptions import MfagateError
from mfagate.pytest_plugin import _engine, _state

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
        answer = run.answer(opa, subject, credential, request, context or {})
        return Decision(
            answer["decision"], tuple(answer["by"]), answer["reason"], tuple(answer.get("near", ()))
        )

    return decide
