"""Schedules the queries about subjects: once for those that differ only in their names, several at a time.

The roles of an account often share one trust policy, a hundred times over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeAlias

from mfagate.engines.pool import beside
from mfagate.evaluation.queries import ask_cases, ask_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mfagate.engines import Engine
    from mfagate.evaluation.cache import Verdicts
    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject
    from mfagate.suite.suite import Suite

Question: TypeAlias = "tuple[Subject, Sequence[Case]]"
Answer: TypeAlias = tuple[dict[str, Any], list[dict[str, Any]]]

# A worker takes about as long to start as one subject takes to be judged.
_SUBJECTS_A_WORKER = 4


@dataclass(frozen=True)
class Scheduler:
    """An engine with its rules; it judges up to `jobs` subjects at a time, but not what `cache` knows."""

    engine: Engine
    suite: Suite
    assumptions: Mapping[str, str]
    jobs: int = 1
    cache: Verdicts | None = None

    def answers(
        self, questions: Sequence[Question], started: Callable[[int], None] = lambda _place: None
    ) -> list[Answer]:
        """Return the rules' report on each subject, and the result of each of its cases, in order.

        `started` is called with the position of each subject whose query starts.

        Raises:
            EngineError: the engine failed, or did not answer every question.

        """
        keys = [self._key(one) for one in questions]
        first: dict[str, int] = {}
        for place, key in enumerate(keys):
            first.setdefault(key, place)
        known = {key: self._known(key) for key in first}
        missing = {key: place for key, place in first.items() if known[key] is None}

        def judge(engine: Engine, place: int) -> Answer:
            started(place)
            answer = self._answer(engine, questions[place])
            if self.cache is not None:
                self.cache.put(keys[place], answer)
            return answer

        answers = dict(zip(missing, self._judge_all(judge, list(missing.values())), strict=True))
        if self.cache is not None:
            self.cache.prune()
        return [known[key] or answers[key] for key in keys]

    def _known(self, key: str) -> Answer | None:
        """Return the answer of an earlier run."""
        found = self.cache.get(key) if self.cache is not None else None
        return (found[0], found[1]) if found is not None else None

    def _judge_all(self, judge: Callable[[Engine, int], Answer], places: Sequence[int]) -> list[Answer]:
        count = min(self.jobs, len(places) // _SUBJECTS_A_WORKER)
        engines = beside(self.engine, count) if count > 1 else [self.engine]
        if engines == [self.engine]:
            return [judge(self.engine, place) for place in places]
        return self._at_once(engines, judge, places)

    def _at_once(
        self, engines: Sequence[Engine], judge: Callable[[Engine, int], Answer], places: Sequence[int]
    ) -> list[Answer]:
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - for several jobs only

        free: SimpleQueue[Engine] = SimpleQueue()
        pool = ThreadPoolExecutor(len(engines))

        def with_free_engine(place: int) -> Answer:
            engine = free.get()
            try:
                return judge(engine, place)
            finally:
                free.put(engine)

        try:
            for engine, _ in zip(engines, pool.map(self.suite.load, engines), strict=True):
                free.put(engine)
            return list(pool.map(with_free_engine, places))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for engine in engines:  # this ends queries that still run
                engine.close()

    def _answer(self, engine: Engine, one: Question) -> Answer:
        subject, cases = one
        with self.suite.blaming():
            report = ask_subject(engine, subject, self.assumptions)
        return report, ask_cases(engine, subject, cases, self.assumptions)

    def _key(self, one: Question) -> str:
        """Return what the answers depend on: all but the subject's name, which is also in the cases' ids.

        Own rules may look at names, so with them the names count.
        """
        subject, cases = one
        asked, listed = subject.as_input(), [case.as_input() for case in cases]
        if not self.suite.own.modules:
            asked, listed = {**asked, "name": ""}, [{**case, "id": ""} for case in listed]
        policies = [case.scenario.resource_policy for case in cases]
        return json.dumps([asked, listed, policies], sort_keys=True, default=str)
