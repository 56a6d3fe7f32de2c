"""Queries to an engine, and the check that every answer is complete.

Nothing is decided here: an answer that is missing or has another shape is an error, never a pass.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mfagate.evaluation.askable import require_names
from mfagate.evaluation.decisions import DECISIONS, OUTCOMES
from mfagate.exceptions import EngineError, ScenarioError, UsageError
from mfagate.parsing.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mfagate.engines import Engine
    from mfagate.parsing import Json
    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject

_REPORT_PARTS = frozenset(
    {
        "assume",
        "cells",
        "deciding",
        "decisions",
        "depends",
        "enrolment",
        "findings",
        "posture",
        "profile",
        "refused",
    }
)


def ask_answers(
    engine: Engine,
    policies: Mapping[str, Any],
    requests: Sequence[Mapping[str, Any]],
    assumptions: Mapping[str, str] | None = None,
    *,
    explain: bool = False,
) -> list[dict[str, Any]]:
    """Return the answer to each request under one set of policies, in order.

    Raises:
        EngineError: the engine failed, or did not answer every request.

    """
    value = engine.query(
        "iam/answers",
        {
            "policies": policies,
            "requests": list(requests),
            "assumptions": dict(assumptions or {}),
            "explain": explain,
        },
    )
    return _complete(value, len(requests), "iam/answers")


def check_assumptions(
    engine: Engine,
    chosen: Mapping[str, str],
    places: Mapping[str, str] | None = None,
    *,
    options: str = "mfa/assumptions/options",
) -> None:
    """Check that every chosen assumption exists and may have its value; `places` says where each is set.

    Raises:
        UsageError: one does not.

    """
    if not chosen:
        return
    known = engine.query(options, {})
    for name, value in chosen.items():
        place = f"{places[name]}: " if places and name in places else ""
        if name not in known:
            raise UsageError(f"{place}there is no assumption {name}; {closest(name, known)}")
        if value not in known[name]:
            raise UsageError(f"{place}the assumption {name} cannot be {value}; {closest(value, known[name])}")


def ask_dependence(
    engine: Engine,
    policies: Mapping[str, Any],
    requests: Sequence[Mapping[str, Any]],
    assumptions: Mapping[str, str],
) -> list[list[dict[str, str]]]:
    """Return for each request the readings of open points that would change its decision.

    Raises:
        EngineError: the engine failed, or did not answer for every request.

    """
    question = {"policies": policies, "requests": list(requests), "assumptions": dict(assumptions)}
    value = engine.query("iam/sensitivity/by_request", question)
    if not isinstance(value, list) or len(value) != len(requests):
        raise EngineError(f"data.iam.sensitivity.by_request: expected {len(requests)} answers")
    return value


def ask_cases(
    engine: Engine, subject: Subject, cases: Iterable[Case], assumptions: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the result of each case of a subject, in order: the answer and the outcome.

    Raises:
        EngineError: the engine failed, or did not answer every case.

    """
    listed = list(cases)
    results: list[dict[str, Any]] = [{} for _ in listed]
    for places in _batches(listed):
        question = _question(subject, [listed[place] for place in places], assumptions)
        value = engine.query("mfa/scenarios/results", question)
        for place, answer in zip(places, _complete(value, len(places), "mfa/scenarios/results"), strict=True):
            if answer.get("outcome") not in OUTCOMES:
                raise EngineError(f"data.mfa.scenarios.results: an answer has no outcome: {answer}")
            results[place] = answer
    return results


def ask_single(
    engine: Engine, subjects: Iterable[Subject], case: Case, assumptions: Mapping[str, str]
) -> Mapping[str, Any]:
    """Return the answer to a case of one of these subjects.

    Raises:
        UsageError: there is no such subject, or it cannot be judged.
        ScenarioError: the rules do not accept the request, or it names what does not exist.
        EngineError: the engine failed.

    """
    known = {one.name: one for one in subjects}
    if case.subject not in known:
        raise UsageError(f"there is no subject {case.subject}; {closest(case.subject, known)}")
    for obstacle in known[case.subject].obstacles:
        raise UsageError(f"the subject {case.subject} cannot be judged: {obstacle}")
    answer = ask_cases(engine, known[case.subject], [case], assumptions)[0]
    if "error" in answer:
        raise ScenarioError(f"{answer['error']['where']}: {answer['error']['message']}")
    require_names(engine, case.scenario)
    return answer


def case_questions(
    subject: Subject, cases: Iterable[Case], assumptions: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    """Give the inputs of `data.mfa.scenarios` for cases: those with one resource policy are one batch."""
    listed = list(cases)
    for places in _batches(listed):
        yield _question(subject, [listed[place] for place in places], assumptions)


def _batches(cases: Sequence[Case]) -> list[list[int]]:
    """Return the positions of the cases that one query can ask about: those with one resource policy."""
    batches: dict[str, list[int]] = {}
    for place, case in enumerate(cases):
        batches.setdefault(_resource_policy(case), []).append(place)
    return list(batches.values())


def _question(subject: Subject, cases: Sequence[Case], assumptions: Mapping[str, str]) -> dict[str, Any]:
    policy = cases[0].scenario.resource_policy
    return {
        "subject": subject.as_input(),
        "cases": [case.as_input() for case in cases],
        "policies": {"resource": policy} if policy else {},
        "assumptions": dict(assumptions),
    }


def ask_subject(engine: Engine, subject: Subject, assumptions: Mapping[str, str]) -> dict[str, Any]:
    """Return the rules' report on a subject: posture, enrollment and findings.

    Raises:
        EngineError: the engine failed, or the report lacks a part.

    """
    question = {"subject": subject.as_input(), "assumptions": dict(assumptions)}
    report = engine.query("mfa/report/subject_report", question)
    if not isinstance(report, dict) or not report.keys() >= _REPORT_PARTS:
        raise EngineError(f"{subject.name}: the rules gave no complete report; this is a bug in the rules")
    return report


def ask_refused(engine: Engine, subject: Subject) -> list[dict[str, str]]:
    """Return what the evaluation does not accept in a subject's policies: with any, nothing can be judged.

    The rules' report has the same under `refused`; this asks for it alone.

    Raises:
        EngineError: the engine failed, or gave no list.

    """
    policies = engine.query("mfa/subject/set", {"subject": subject.as_input()})
    value = engine.query("iam/validation/problems", {"policies": policies})
    if not isinstance(value, list):
        raise EngineError(f"{subject.name}: data.iam.validation.problems: expected a list, got {value!r}")
    return value


def _resource_policy(case: Case) -> str:
    policy = case.scenario.resource_policy
    return json.dumps(policy, sort_keys=True) if policy else ""


def _complete(value: Json, count: int, path: str) -> list[dict[str, Any]]:
    if not isinstance(value, list) or len(value) != count:
        got = len(value) if isinstance(value, list) else "no list"
        raise EngineError(f"data.{path.replace('/', '.')}: expected {count} answers, got {got}")
    for answer in value:
        if answer.get("decision") not in DECISIONS and "error" not in answer:
            raise EngineError(f"data.{path.replace('/', '.')}: an answer has no decision: {answer}")
    return value
