"""Whether scenarios can be what they ask: the rules look for what no caller can request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mfagate.engines import Engine
    from mfagate.scenarios.model import Case, Scenario
    from mfagate.subjects.model import Subject

_PATH = "mfa/scenarios/problems/found"
_SOMEBODY = {"account": "111122223333", "user": "alice"}  # for a scenario that is about no subject


def require_askable(
    engine: Engine, scenarios: Iterable[Scenario], asked: Iterable[tuple[Subject, Iterable[Case]]]
) -> None:
    """Check scenarios; `asked` has the subjects, each with its cases of these scenarios.

    Raises:
        ScenarioError: one can never be what it asks.
        EngineError: the engine failed.

    """
    listed = list(scenarios)
    callers: dict[int, list[dict[str, str]]] = {id(one): [] for one in listed}
    for subject, cases in asked if listed else ():
        caller = {"account": subject.judged_account, "user": subject.judged_user}
        for place in {id(case.scenario) for case in cases}:
            if caller not in callers[place]:
                callers[place].append(caller)
    _check(engine, listed, [callers[id(one)] or [_SOMEBODY] for one in listed])


def require_names(engine: Engine, scenario: Scenario) -> None:
    """Check the action, the resource and the context keys of a single request.

    Its context is what a test makes of it, so it may contradict the credential.

    Raises:
        ScenarioError: a name does not exist, or the action is never requested on the resource.
        EngineError: the engine failed.

    """
    _check(engine, [scenario], [[]])


def _check(
    engine: Engine, scenarios: Sequence[Scenario], callers: Sequence[Sequence[Mapping[str, str]]]
) -> None:
    if not scenarios:
        return
    asked = [{**one.as_input(), "callers": list(who)} for one, who in zip(scenarios, callers, strict=True)]
    first, *others = [_line(scenarios, problem) for problem in _problems(engine, asked)] or [""]
    if first:
        more = f" (problems: {len(others) + 1})" if others else ""
        raise ScenarioError(f"{first}{more}")


def _problems(engine: Engine, scenarios: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    value = engine.query(_PATH, {"scenarios": list(scenarios)})
    if not isinstance(value, list):
        raise EngineError(f"data.{_PATH.replace('/', '.')}: expected a list, got {value!r}")
    return value


def _line(scenarios: Sequence[Scenario], problem: Mapping[str, Any]) -> str:
    place = scenarios[problem["scenario"]].places.get(tuple(problem["at"]), "")
    return f"{place}: {problem['message']}" if place else str(problem["message"])
