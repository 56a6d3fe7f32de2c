"""Applies waivers and the baseline to what was found, and writes the baseline on request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError
from mfagate.suppressions._baseline import (
    Baseline,
    configured_baseline,
    entries_of,
    mark_known,
    outdated,
    outdated_findings,
    read_baseline,
    write_baseline,
)
from mfagate.suppressions._read import load_waivers
from mfagate.suppressions._today import today
from mfagate.suppressions._waive import Matcher

if TYPE_CHECKING:
    import datetime as dt

    from mfagate.config import Config
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.suppressions._model import Waivers


@dataclass(frozen=True)
class SuppressionOptions:
    """What a run says about waivers and the baseline beside its config.

    `partial` says that paths or another profile were chosen, so that not the whole config is judged as it
    stands; `other_profile` that it was a profile.
    """

    today: str | None = None
    baseline: str | None = None
    write_baseline: str | None = None
    prune_baseline: bool = False
    partial: bool = False
    other_profile: bool = False


@dataclass(frozen=True)
class Suppressions:
    """The waivers and the baseline of a run, read and checked before anything is judged."""

    waivers: Waivers
    day: dt.date
    options: SuppressionOptions
    baseline: Baseline | None = None
    path: Path | None = None
    is_configured: bool = True

    def mark(self, one: SubjectReport) -> SubjectReport:
        """Return the report of a subject with `waived` set on what a waiver or the baseline covers."""
        return self._in_baseline(Matcher(self.waivers, self.day).mark(one), self.baseline)

    def apply(self, report: Report) -> Report:
        """Return the report with what is covered marked, and with findings about waivers and the baseline.

        It also writes the baseline where an option says so.

        Raises:
            UsageError: the baseline cannot be written.

        """
        matcher, whole = Matcher(self.waivers, self.day), not self.options.partial
        subjects = tuple(matcher.mark(one) for one in report.subjects)
        others = [*matcher.mark_others(report.others), *matcher.about_waivers(report, whole=whole)]
        marked = replace(report, subjects=subjects, others=tuple(others))
        if self.options.write_baseline is not None:
            marked = self._recorded(marked)
        elif self.baseline is not None:
            marked = self._compared(marked, self.baseline)
        return replace(marked, others=tuple(sorted(marked.others, key=lambda one: one.sort_key())))

    @property
    def hint(self) -> str | None:
        """What to do so that the baseline that was written is used from now on; None where it is."""
        if self.is_configured or self.path is None or self.options.write_baseline is None:
            return None
        how = f"name it in mfagate.yaml, as baseline: {self.path.name}, or with --baseline {self.path}"
        return f"{self.path} is not used automatically: {how}"

    def _in_baseline(self, one: SubjectReport, baseline: Baseline | None) -> SubjectReport:
        return mark_known(one, baseline, self.waivers.not_waivable) if baseline else one

    def _compared(self, report: Report, baseline: Baseline) -> Report:
        options = self.options
        gone = [] if options.other_profile else outdated(report, baseline, whole=not options.partial)
        if options.prune_baseline and self.path is not None:
            write_baseline(self.path, [one for name, one in baseline.entries.items() if name not in gone])
            gone = []
        subjects = tuple(self._in_baseline(one, baseline) for one in report.subjects)
        others = (*report.others, *outdated_findings(baseline, gone))
        return replace(report, subjects=subjects, others=others)

    def _recorded(self, report: Report) -> Report:
        """Write what is found, and keep what an older baseline has of subjects that were not judged."""
        assert self.path is not None  # noqa: S101 - `read_suppressions` saw to it
        judged = {one.subject.name for one in report.subjects}
        older = self.baseline.entries if self.baseline and self.options.partial else {}
        kept = {name: one for name, one in older.items() if one["subject"] not in judged}
        write_baseline(self.path, {**kept, **entries_of(report, self.waivers.not_waivable)}.values())
        written = read_baseline(self.path)
        return replace(report, subjects=tuple(self._in_baseline(one, written) for one in report.subjects))


def read_suppressions(config: Config, options: SuppressionOptions | None = None) -> Suppressions:
    """Read the waivers and the baseline of a run.

    Raises:
        UsageError: options contradict each other or what is locked, or the day is no date.
        ConfigError: a waiver or the baseline is not valid.

    """
    options = options or SuppressionOptions()
    day = today(options.today)
    waivers = load_waivers(config, day)
    named = options.write_baseline or options.baseline
    if named:
        config.require_unlocked("baseline", named)
    configured = configured_baseline(config)
    path = Path(named) if named else configured
    _check_options(options, path)
    is_configured = path is None or (configured is not None and path.resolve() == configured.resolve())
    reads = path is not None and (options.write_baseline is None or (options.partial and path.exists()))
    baseline = read_baseline(path) if path is not None and reads else None
    return Suppressions(waivers, day, options, baseline, path, is_configured)


def _check_options(options: SuppressionOptions, path: Path | None) -> None:
    named = {"--write-baseline": options.write_baseline, "--baseline": options.baseline}
    for option, given in named.items():
        if given is not None and not Path(given).name:
            raise UsageError(f"{option}: {given or 'an empty name'} is not a file; name a file")
    if options.write_baseline is not None and (options.baseline is not None or options.prune_baseline):
        raise UsageError("--write-baseline starts a new baseline; leave out --baseline and --prune-baseline")
    if options.prune_baseline and path is None:
        raise UsageError("--prune-baseline: there is no baseline; name it with --baseline FILE")
