"""Scenario files as pytest items: file, then subject, then case.

For files that lie elsewhere, such as the shipped ones, the config is collected: config, file, subject, case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mfagate.evaluation.askable import require_askable
from mfagate.exceptions import MfagateError
from mfagate.findings.report import SubjectReport, nothing_compared
from mfagate.pytest_plugin import _engine, _state
from mfagate.pytest_plugin._failure import failure_text
from mfagate.reports.phrases import waiver

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator
    from pathlib import Path
    from typing import NoReturn

    from _pytest._code.code import TerminalRepr, TracebackStyle

    from mfagate.pipeline import Run
    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject


class CaseFailedError(Exception):
    """A case failed; the text says how."""


class ScenarioFile(pytest.File):
    """A scenario file: a collector for each subject that it has a case for."""

    def collect(self) -> Iterator[SubjectCollector | NothingItem]:
        """Give the subjects (https://docs.pytest.org/en/stable/reference/reference.html#pytest.Collector.collect)."""
        yield from _by_subject(self, _state.of(self.config).near[self.path.resolve()])


class ConfigFile(pytest.File):
    """A config: a collector for each scenario file that does not lie below its folder."""

    def collect(self) -> Iterator[FileAfar]:
        """Give the files (…#pytest.Collector.collect)."""
        for path in _state.of(self.config).afar:
            yield FileAfar.make(self, path)


class FileAfar(pytest.Collector):
    """A scenario file that is shipped, or that another config brings: a collector for each subject."""

    scenarios: Path

    @classmethod
    def make(cls, parent: ConfigFile, scenarios: Path) -> FileAfar:
        """Return a collector for a file."""
        is_shipped = _state.of(parent.config).run.scenario_files.files[scenarios]
        name = scenarios.name if is_shipped else f"{scenarios.parent.name}/{scenarios.name}"
        node: FileAfar = cls.from_parent(parent, name=name)
        node.scenarios = scenarios
        return node

    def collect(self) -> Iterator[SubjectCollector | NothingItem]:
        """Give the subjects (…#pytest.Collector.collect)."""
        yield from _by_subject(self, self.scenarios)


def _by_subject(parent: ScenarioFile | FileAfar, file: Path) -> Iterator[SubjectCollector | NothingItem]:
    run = _state.of(parent.config).run
    is_last = file == list(run.scenario_files.files)[-1]
    if _nothing_judged(run):
        if is_last or isinstance(parent, ScenarioFile):
            item: NothingItem = NothingItem.from_parent(parent, name="nothing to check")
            yield item
        return
    try:
        found = run.cases(file) if run.config.subjects else []
        if found and not run.scenario_files.files[file]:
            scenarios = run.scenario_files.matrix([file]).scenarios
            require_askable(_engine.started(parent.config), scenarios, found)
    except MfagateError as error:
        raise parent.CollectError(str(error)) from error
    for subject, cases in found:
        yield SubjectCollector.make(parent, subject, file, cases)
    if is_last:
        for subject in _without_cases(run):
            yield SubjectCollector.make(parent, subject, file, [])


def _nothing_judged(run: Run) -> str:
    """Say why no subject of the config is judged; nothing where one is, and where it names none."""
    if run.config.subjects:
        is_judged = any(not one.is_left_out for one in run.config.subjects)
        return "" if is_judged else f"nothing was compared: {nothing_compared([])}"
    return f"nothing to check: {run.without_policy.reason}" if run.config.contents else ""


def _without_cases(run: Run) -> list[Subject]:
    """Return the subjects that no scenario is about; none where a file is invalid, as that is an error."""
    try:
        listed = [one for one in run.config.subjects if one.judgeable]
        return [one for one in listed if not run.scenario_files.about(one)]
    except MfagateError:
        return []


class SubjectCollector(pytest.Collector):
    """The cases of one file for one subject; the pipeline judges them together when the first one runs."""

    subject: Subject
    file: Path
    cases: list[Case]

    @classmethod
    def make(
        cls, parent: ScenarioFile | FileAfar, subject: Subject, file: Path, cases: list[Case]
    ) -> SubjectCollector:
        """Return a collector for these cases."""
        node: SubjectCollector = cls.from_parent(parent, name=subject.name)
        node.subject, node.file, node.cases = subject, file, cases
        return node

    def collect(self) -> Iterator[CaseItem | NoCaseItem]:
        """Give the cases, or the item that says that there is none."""
        for case in self.cases:
            yield CaseItem.make(self, case)
        if not self.cases:
            item: NoCaseItem = NoCaseItem.from_parent(self, name="no scenario")
            yield item

    def report(self) -> SubjectReport:
        """Return what the pipeline found of these cases.

        Raises:
            MfagateError: the engine failed.

        """
        engine = _engine.started(self.config)
        return _state.of(self.config).run.case_report(engine, self.subject, self.file)

    def is_compared(self) -> bool:
        """Tell whether a case of the subject was compared, in any scenario file.

        Raises:
            MfagateError: the engine failed.

        """
        run, engine = _state.of(self.config).run, _engine.started(self.config)
        files = run.scenario_files.about(self.subject)
        return any(run.case_report(engine, self.subject, file).compared for file in files)


class PlainItem(pytest.Item):
    """An item whose failure is one text."""

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: TracebackStyle | None = None
    ) -> str | TerminalRepr:
        """Show an error of ours as its text, without a traceback (…#pytest.Item.repr_failure)."""
        if isinstance(excinfo.value, (CaseFailedError, MfagateError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)


class NoCaseItem(PlainItem):
    """Fails for a subject that no scenario is about: to compare nothing is no pass."""

    parent: SubjectCollector

    def runtest(self) -> None:
        """Fail (…#pytest.Item.runtest)."""
        raise CaseFailedError(
            f"nothing was compared: {nothing_compared([SubjectReport(self.parent.subject, ())])}"
        )

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Point to the file (…#pytest.Item.reportinfo)."""
        return self.path, None, f"{self.parent.subject.name}: no scenario"


class NothingItem(PlainItem):
    """Says that no subject of the config is judged: fails, or is skipped where `allow_empty` allows that."""

    def runtest(self) -> None:
        """Fail or skip (…#pytest.Item.runtest)."""
        run = _state.of(self.config).run
        if not run.config.subjects and run.without_policy.passes:
            raise pytest.skip.Exception(_nothing_judged(run), _use_item_location=True)
        raise CaseFailedError(_nothing_judged(run))

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Point to the file (…#pytest.Item.reportinfo)."""
        return self.path, 0, "nothing to check"


class CaseItem(PlainItem):
    """One case: it passes when the decision is the one expected, and is skipped when it is not applicable."""

    case: Case
    parent: SubjectCollector

    @classmethod
    def make(cls, parent: SubjectCollector, case: Case) -> CaseItem:
        """Return an item for a case."""
        node: CaseItem = cls.from_parent(parent, name=f"{case.scenario.id}[{case.label}]")
        node.case = case
        return node

    def runtest(self) -> None:
        """Fail where the case failed; as expected where that is waived or known (…#pytest.Item.runtest)."""
        report = self.parent.report()
        outcome = report.outcome(self.case.id)
        if outcome == "passed":
            return
        if outcome == "not applicable":
            self._skip(report)
        finding = report.failure(self.case.id)
        if outcome == "waived" and finding is not None:
            pytest.xfail(waiver(finding))
        if outcome == "not judged":
            raise CaseFailedError(report.why_not)
        raise CaseFailedError(failure_text(self.parent.subject, self.case, report.results[self.case.id]))

    def _skip(self, report: SubjectReport) -> NoReturn:
        """Skip a case that is not applicable; fail it where no case of the subject is compared."""
        subject = self.parent.subject
        if not report.compared and not self.parent.is_compared():
            raise CaseFailedError(f"nothing was compared: {nothing_compared([report])}")
        asked = report.results[self.case.id]["request"]
        reason = f"not applicable: {subject.name} never grants {asked['action']} on {asked['resource']}"
        raise pytest.skip.Exception(reason, _use_item_location=True)

    def reportinfo(self) -> tuple[os.PathLike[str] | str, int | None, str]:
        """Point to the scenario; to the config for a shipped one (…#pytest.Item.reportinfo)."""
        scenario = self.case.scenario
        is_shipped = isinstance(self.parent.parent, FileAfar)
        line = 0 if is_shipped else scenario.position.line - 1
        return self.path, line, f"{self.case.subject}: {scenario.title}"
