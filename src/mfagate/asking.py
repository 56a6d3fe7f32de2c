"""Asks the rules about subjects, and about those that differ only in their names once.

The roles of an account often have the same trust policy, a hundred times over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.ask import ask_cases, ask_subject

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines import Engine
    from mfagate.matrix import Case
    from mfagate.subjects import Subject
    from mfagate.suite import Suite


@dataclass
class Asking:
    """One engine with its rules; own rules may look at names, so with them every subject is asked about."""

    engine: Engine
    suite: Suite
    assumptions: Mapping[str, str]
    _known: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = field(default_factory=dict)

    def about(self, subject: Subject, cases: Sequence[Case]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """Return the rules' report on a subject, and the result of each of its cases, in order.

        Raises:
            EngineError: the engine failed, or did not answer every question.

        """
        if self.suite.own.modules:
            return self._asked(subject, cases)
        key = _key(subject, cases)
        if key not in self._known:
            self._known[key] = self._asked(subject, cases)
        return self._known[key]

    def _asked(self, subject: Subject, cases: Sequence[Case]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        with self.suite.blaming():
            report = ask_subject(self.engine, subject, self.assumptions)
        return report, ask_cases(self.engine, subject, cases, self.assumptions)


def _key(subject: Subject, cases: Sequence[Case]) -> str:
    """Return what the answers depend on: all but the subject's name, which is also in the cases' ids."""
    asked = [({**case.as_input(), "id": ""}, case.scenario.resource_policy) for case in cases]
    return json.dumps([{**subject.as_input(), "name": ""}, asked], sort_keys=True, default=str)
