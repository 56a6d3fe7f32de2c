"""Asks two engines the same generated questions and tells where their answers differ.

PYTHONPATH=src:tests python -m differential.compare --cases 100000 --seed 7
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError
from support.decisions import opened
from support.generated_cases import Group, groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mfagate.engines import Engine
    from support.fact_tables import Json

EXPLAINED = 5  # every so many groups the engines explain themselves as well


@dataclass
class Comparison:
    """What came of it: how often each decision was given, and one question a group that differs."""

    cases: int = 0
    different: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    differences: list[dict[str, Any]] = field(default_factory=list)

    def summary(self) -> str:
        """Return one line."""
        counted = ", ".join(f"{name} {count}" for name, count in sorted(self.decisions.items()))
        return f"{self.cases} cases, {self.different} differences ({counted})"


def compare(first: Engine, second: Engine, questions: Iterable[Group], *, stop_after: int = 20) -> Comparison:
    """Ask both engines every question, until that many groups differ."""
    found = Comparison()
    for number, group in enumerate(questions):
        question = group.question(explain=number % EXPLAINED == 0)
        ones, others = _asked(first, question), _asked(second, question)
        different = []
        for request, one, other in zip(group.requests, ones, others, strict=True):
            found.cases += 1
            found.decisions[_decision(one)] += 1
            if one != other:
                different.append({"request": request, first.info().name: one, second.info().name: other})
        if different:
            found.different += len(different)
            asked = {"policies": group.policies, "assumptions": group.assumptions}
            found.differences.append({**asked, **different[0]})
        if len(found.differences) >= stop_after:
            break
    return found


def _asked(engine: Engine, question: dict[str, Any]) -> list[Any]:
    """Return one answer for each request, whatever the engine says."""
    asked = len(question["requests"])
    try:
        answers = engine.query("iam/answers", question)
    except EngineError as error:
        return [{"broken": f"{type(error).__name__}: {error}"}] * asked
    if not isinstance(answers, list) or len(answers) != asked:
        return [{"broken": f"not {asked} answers: {json.dumps(answers)[:200]}"}] * asked
    return answers


def _decision(answer: Json) -> str:
    for name in ("error", "broken"):
        if name in answer:
            return name
    return str(answer["decision"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare two engines; 1 when they differ."""
    parser = argparse.ArgumentParser(description="Compare the answers of two engines.")
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", nargs=2, default=["binary", "embedded"])
    parser.add_argument("--stop-after", type=int, default=20, help="groups that differ")
    options = parser.parse_args(arguments)
    with opened(options.engines[0]) as first, opened(options.engines[1]) as second:
        found = compare(first, second, groups(options.cases, options.seed), stop_after=options.stop_after)
    for difference in found.differences:
        sys.stdout.write(json.dumps(difference) + "\n")
    sys.stderr.write(f"seed {options.seed}: {found.summary()}\n")
    return 1 if found.differences else 0


if __name__ == "__main__":
    raise SystemExit(main())
