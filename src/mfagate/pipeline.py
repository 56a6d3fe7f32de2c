"""The pipeline: config and paths → subjects → evaluate → suppress → report.

`mfagate check`, `mfagate bundle`, the pytest plugin with its fixtures, and the export of cases all go through
`Run`, so a case has the same outcome in all of them. pytest has items for cases, and for what has no case;
only `mfagate check`, which is the gate, reports findings of rules, of structure and about waivers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from mfagate.config import known_profile, load_config, selected
from mfagate.engines import open_engine
from mfagate.evaluation.askable import require_askable
from mfagate.evaluation.cache import open_cache
from mfagate.evaluation.queries import ask_single, check_assumptions
from mfagate.evaluation.scheduler import Scheduler
from mfagate.findings.hidden_guards import hidden_guards
from mfagate.findings.left_out import left_out_findings
from mfagate.findings.report import Report, require_comparison
from mfagate.findings.subject_reports import case_report, judged_report, unjudged_report
from mfagate.findings.unnamed_policies import unnamed_policies
from mfagate.findings.without_policy import files_without_policy
from mfagate.reports import write_reports
from mfagate.reports.outputs import keep_inputs
from mfagate.scenarios.files import named_files
from mfagate.scenarios.matrix import ScenarioFiles
from mfagate.scenarios.single import single_case
from mfagate.suite.explanations import explained_rules
from mfagate.suppressions import SuppressionOptions, read_suppressions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from mfagate.config import Config, Selection
    from mfagate.engines import Engine
    from mfagate.evaluation.cache import Verdicts
    from mfagate.findings.report import SubjectReport
    from mfagate.findings.without_policy import WithoutPolicy
    from mfagate.parsing import Json
    from mfagate.reports.outputs import Outputs
    from mfagate.scenarios.matrix import Matrix
    from mfagate.scenarios.model import Case
    from mfagate.subjects.model import Subject
    from mfagate.suite.suite import Suite
    from mfagate.suppressions import Suppressions

    Progress = Callable[[int, int, str], None]


def _silent(_done: int, _total: int, _name: str) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Options:
    """The options of a run beside its config; `writes` has the files that its reports go to.

    `profile` stands for that of every subject, `engine` for that of the config, and `assumptions` for those
    of the config that have the same names.
    """

    paths: Sequence[str] = ()
    profile: str | None = None
    engine: str | None = None
    require_opa: bool = False
    assumptions: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1
    cache: bool = False
    fail_on: str = "error"
    allow_empty: bool = False
    writes: Sequence[str] = ()
    suppressions: SuppressionOptions = field(default_factory=SuppressionOptions)


def load_run(path: Path | None, options: Options | None = None) -> Run:
    """Read the config of a run; without one, the defaults.

    Raises:
        ConfigError: the config is not valid.

    """
    return Run(load_config(path, options.profile if options else None), options)


class Run:
    """One run; each input is read once, when it is first needed."""

    def __init__(self, config: Config, options: Options | None = None) -> None:
        """Keep the config and the options; nothing else is read yet."""
        self.config = config
        self.options = options or Options()
        self._case_reports: dict[tuple[str, str], SubjectReport] = {}

    @cached_property
    def suite(self) -> Suite:
        """The rules and data that an engine gets; the profile of the config is one of them."""
        suite = self.config.suite()
        known_profile(self.config.profile, suite.profiles)
        return suite

    @cached_property
    def selection(self) -> Selection:
        """What the config, or the paths, select."""
        return selected(self.config, self.options.paths)

    @property
    def subjects(self) -> Sequence[Subject]:
        """The subjects to judge: those of the config, or those that the paths select."""
        return self.selection.subjects

    @property
    def without_policy(self) -> WithoutPolicy:
        """The files that have no policy; a UsageError where the option allows what the config locks."""
        return files_without_policy(self.config, self.selection, allow=self.options.allow_empty)

    @cached_property
    def scenario_files(self) -> ScenarioFiles:
        """The scenario files that the config names; without any, the shipped ones."""
        files = named_files(self.config.scenarios, self.config.shipped_scenarios)
        return ScenarioFiles(files, [one.name for one in self.config.subjects], lambda: self.suite.profiles)

    @cached_property
    def suppressions(self) -> Suppressions:
        """The waivers and the baseline."""
        other = self.options.profile is not None
        part = other or bool(self.options.paths)
        given = replace(self.options.suppressions, partial=part, other_profile=other)
        return read_suppressions(self.config, given)

    @cached_property
    def assumptions(self) -> dict[str, str]:
        """The readings of open points that were chosen: of the config, then of the options.

        Raises:
            UsageError: an option changes what the config locks.

        """
        if self.options.assumptions:
            self.config.require_unlocked("assumptions", "--assume")
        return {**self.config.assumptions, **self.options.assumptions}

    def prepare(self) -> None:
        """Read and check everything that needs no engine, in order.

        Raises:
            MfagateError: something is not valid, nothing is to be checked, or an input would be overwritten.

        """
        _ = self.suite, self.without_policy
        keep_inputs(self.config, self.selection.files, self.options.writes, self.options.suppressions)
        for one in self.subjects:
            known_profile(one.profile, self.suite.profiles)
        _ = self.scenario_files.matrix(), self.suppressions

    def open_engine(self) -> Engine:
        """Return the engine that the options or the config name, without the rules.

        Raises:
            EngineError: it cannot be started.

        """
        return open_engine(self.options.engine or self.config.engine, require=self.options.require_opa)

    def load(self, engine: Engine) -> None:
        """Load the rules into an engine, and check the assumptions that were chosen.

        Raises:
            ConfigError: the engine refuses an own rule.
            UsageError: an assumption does not exist, or cannot have its value.
            EngineError: the engine failed.

        """
        self.suite.load(engine)
        check_assumptions(engine, self.config.assumptions, self.config.places("assumptions"))
        check_assumptions(engine, self.assumptions)

    def check(self, outputs: Outputs, progress: Progress, say: Callable[[str], None]) -> int:
        """Judge, write the reports, and return the exit code; `say` gets a hint for the next run.

        Raises:
            MfagateError: as `report` does, a report cannot be written, or nothing was compared.

        """
        report = self.report(progress)
        if self.suppressions.hint:
            say(self.suppressions.hint)
        write_reports(report, outputs)
        require_comparison(report)
        return report.exit_code

    def report(self, progress: Progress = _silent) -> Report:
        """Judge every subject, and return what was found with waivers and the baseline applied.

        Raises:
            MfagateError: as `prepare` and `load` do, or the engine failed.

        """
        self.prepare()
        with self.open_engine() as engine:
            self.load(engine)
            own = self.scenario_files.own()
            require_askable(engine, own.scenarios, ((one, own.cases(one)) for one in self.subjects))
            report = evaluate(
                engine,
                self.subjects,
                self.scenario_files.matrix(),
                profile=self.config.profile,
                assumptions=self.assumptions,
                suite=self.suite,
                jobs=self.options.jobs,
                cache=open_cache(engine.info(), self.suite, self.assumptions) if self.options.cache else None,
                progress=progress,
            )
        unnamed = [] if self.options.paths else unnamed_policies(self.config)
        without, hidden = self.without_policy, hidden_guards(self.subjects, self.config.subjects)
        others = (*hidden, *unnamed, *left_out_findings(self.selection, without))
        report = replace(report, others=others, fail_on=self.options.fail_on, without_policy=without)
        return self.suppressions.apply(report)

    def cases(self, file: Path) -> list[tuple[Subject, list[Case]]]:
        """Return the cases of one scenario file, by subject; a subject of which nothing is known has none.

        Raises:
            ScenarioError: the file is not valid.

        """
        matrix = self.scenario_files.matrix([file])
        listed = [(one, list(matrix.cases(one))) for one in self.subjects if not one.is_left_out]
        return [(one, cases) for one, cases in listed if cases]

    def case_report(self, engine: Engine, subject: Subject, file: Path) -> SubjectReport:
        """Return the report of a subject on the cases of a scenario file; the engine answers once.

        Each finding is as in `report`. Fingerprints can only be the same where files have the same name, so
        the cases of such files are judged together.

        Raises:
            EngineError: the engine failed.

        """
        key = (subject.name, file.name)
        if key not in self._case_reports:
            matrix = self.scenario_files.matrix(self.scenario_files.named(file.name))
            cases = list(matrix.cases(subject))
            report = case_report(engine, subject, cases, self.assumptions)
            self._case_reports[key] = self.suppressions.mark(report)
        return self._case_reports[key]

    def answer(
        self, engine: Engine, subject: str, credential: str, request: Json, context: Json
    ) -> Mapping[str, Any]:
        """Return the rules' answer to a single request, which need not stand in a scenario file.

        Raises:
            MfagateError: a name does not exist, the subject cannot be judged, or the engine failed.

        """
        case = single_case(subject, credential, request, context)
        return ask_single(engine, self.config.subjects, case, self.assumptions)


def evaluate(  # noqa: PLR0913 - what a report is made of
    engine: Engine,
    subjects: Sequence[Subject],
    matrix: Matrix,
    *,
    profile: str,
    assumptions: Mapping[str, str],
    suite: Suite,
    jobs: int = 1,
    cache: Verdicts | None = None,
    progress: Progress = _silent,
) -> Report:
    """Judge subjects with an engine that holds `suite`, up to `jobs` at a time, but not what `cache` knows.

    Raises:
        ConfigError: an own rule cannot be evaluated, or gave a finding that cannot be shown.
        EngineError: the engine failed.

    """
    questions = [(one, list(matrix.cases(one))) for one in subjects if one.judgeable]
    started = count()

    def show(place: int) -> None:
        progress(next(started), len(questions), questions[place][0].name)

    answers = Scheduler(engine, suite, assumptions, jobs, cache).answers(questions, show)
    progress(len(questions), len(questions), "")
    judged = {
        id(subject): judged_report(subject, cases, report, results, suite)
        for (subject, cases), (report, results) in zip(questions, answers, strict=True)
    }
    reports = tuple(judged.get(id(one)) or unjudged_report(one) for one in subjects)
    changes, rules = suite.exempt_changes(), explained_rules(suite)
    return Report(engine.info(), profile, reports, required=suite.profiles, exempt=changes, rules=rules)
