"""Scenario files as pytest items: file, then subject, then case.

A config stands for the files that lie elsewhere, such as the shipped ones: config, file, subject and case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mfagate.evaluation.queries import ask_cases
from mfagate.exceptions import MfagateError
from mfagate.pytest_plugin import _engine, _state
from mfagate.pytest_plugin._failure import failure_text
from mfagate.scenarios.matrix import Matrix, read_scenarios, read_shipped

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from pathlib import Path

    from _pytest._code.code import TerminalRepr, TracebackStyle

    from mfagate.scenarios.matrix import Case
    from mfagate.subjects.model import Subject


class CaseFailedError(Exception):
    """A case came out otherwise than expected; the text says how."""


class ScenarioFile(pytest.File):
    """A scenario file: a collector for each subject that it has a case for."""

    def collect(self) -> Iterator[SubjectCollector]:
        """Give the subjects (https://docs.pytest.org/en/stable/reference/reference.html#pytest.Collector.collect)."""
        yield from _by_subject(self, self.path)


class ConfigFile(pytest.File):
    """A config: a collector for each scenario file that lies elsewhere than below its folder."""

    def collect(self) -> Iterator[FileAfar]:
        """Give the files (…#pytest.Collector.collect)."""
        for path, is_shipped in _state.of(self.config).afar:
            yield FileAfar.make(self, path, is_shipped=is_shipped)


class FileAfar(pytest.Collector):
    """A scenario file that is shipped, or that another config brings: a collector for each subject."""

    scenarios: Path
    is_shipped: bool

    @classmethod
    def make(cls, parent: ConfigFile, scenarios: Path, *, is_shipped: bool) -> FileAfar:
        """Return a collector for a file."""
        name = scenarios.name if is_shipped else f"{scenarios.parent.name}/{scenarios.name}"
        node: FileAfar = cls.from_parent(parent, name=name)
        node.scenarios, node.is_shipped = scenarios, is_shipped
        return node

    def collect(self) -> Iterator[SubjectCollector]:
        """Give the subjects (…#pytest.Collector.collect)."""
        yield from _by_subject(self, self.scenarios, is_shipped=self.is_shipped)


def _by_subject(
    parent: ScenarioFile | FileAfar, path: Path, *, is_shipped: bool = False
) -> Iterator[SubjectCollector]:
    read = _state.of(parent.config).config
    names = {*(one.name for one in read.subjects), *read.known_profiles(), "default"}
    try:
        found = read_shipped(path) if is_shipped else read_scenarios(path, names)
    except MfagateError as error:
        raise parent.CollectError(str(error)) from error
    matrix = Matrix(tuple(found), read.known_profiles())
    for subject in read.subjects:
        cases = list(matrix.cases(subject))
        if cases and not subject.is_left_out:
            yield SubjectCollector.make(parent, subject, cases)


class SubjectCollector(pytest.Collector):
    """The cases of one file for one subject; they are asked together when the first one runs."""

    subject: Subject
    cases: list[Case]
    results: dict[str, dict[str, Any]]

    @classmethod
    def make(cls, parent: ScenarioFile | FileAfar, subject: Subject, cases: list[Case]) -> SubjectCollector:
        """Return a collector for these cases."""
        node: SubjectCollector = cls.from_parent(parent, name=subject.name)
        node.subject, node.cases, node.results = subject, cases, {}
        return node

    def collect(self) -> Iterator[CaseItem]:
        """Give the cases."""
        for case in self.cases:
            yield CaseItem.make(self, case)

    def result(self, case: Case) -> dict[str, Any]:
        """Return the answer to a case.

        Raises:
            MfagateError: a document is broken, or the engine failed.

        """
        if not self.results:
            if self.subject.why_not:
                raise CaseFailedError(self.subject.why_not)
            answers = ask_cases(
                _engine.started(self.config),
                self.subject,
                self.cases,
                _state.of(self.config).config.assumptions,
            )
            self.results = {one.id: answer for one, answer in zip(self.cases, answers, strict=True)}
        return self.results[case.id]


class CaseItem(pytest.Item):
    """One case: it passes when the decision is the one expected."""

    case: Case
    parent: SubjectCollector

    @classmethod
    def make(cls, parent: SubjectCollector, case: Case) -> CaseItem:
        """Return an item for a case."""
        node: CaseItem = cls.from_parent(parent, name=f"{case.scenario.id}[{case.label}]")
        node.case = case
        return node

    def runtest(self) -> None:
        """Ask, and compare; what is waived or in the baseline fails as expected (…#pytest.Item.runtest)."""
        result = self.parent.result(self.case)
        if result["passed"]:
            return
        accepted = _state.of(self.config).accepted
        why = accepted.why(self.parent.subject, self.case, result) if accepted else None
        if why:
            pytest.xfail(why)
        raise CaseFailedError(failure_text(self.parent.subject, self.case, result))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """Show a failed case as its text, without a traceback (…#pytest.Item.repr_failure)."""
        if isinstance(excinfo.value, (CaseFailedError, MfagateError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Point to the scenario; to the config for a shipped one (…#pytest.Item.reportinfo)."""
        scenario = self.case.scenario
        is_shipped = isinstance(self.parent.parent, FileAfar)
        line = 0 if is_shipped else scenario.position.line - 1
        return self.path, line, f"{self.case.subject}: {scenario.title}"
