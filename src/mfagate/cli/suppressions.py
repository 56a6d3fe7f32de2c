"""What `check` accepts although it was found: the options of waivers and the baseline, and their use."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.exceptions import UsageError
from mfagate.suppressions import Waivers, apply_waivers, load_waivers, today
from mfagate.suppressions.baseline import (
    Baseline,
    apply_baseline,
    configured_baseline,
    entries_of,
    outdated,
    outdated_findings,
    read_baseline,
    write_baseline,
)

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from mfagate.config import Config
    from mfagate.findings.report import Report


def add_accepting(parser: argparse.ArgumentParser) -> None:
    """Add the options about waivers and the baseline."""
    group = parser.add_argument_group("waivers and baseline (docs/how-to/: waivers.md, adopting.md)")
    group.add_argument(
        "--today",
        metavar="YYYY-MM-DD",
        help="the day that waivers are held to (default: MFAGATE_TODAY, else today in UTC)",
    )
    group.add_argument(
        "--baseline",
        metavar="FILE",
        help="findings recorded there do not count (default: baseline of the config)",
    )
    group.add_argument(
        "--write-baseline",
        metavar="FILE",
        help="record there what is found now, as the baseline to begin with",
    )
    group.add_argument(
        "--prune-baseline",
        action="store_true",
        help="take out of the baseline what is no longer found; nothing is added",
    )


@dataclass(frozen=True)
class Accepting:
    """What a run accepts: read, and held to its rules, before anything is judged."""

    waivers: Waivers
    day: dt.date
    whole: bool
    baseline: Baseline | None = None
    path: Path | None = None
    write: bool = False
    prune: bool = False
    named: bool = True
    same_profile: bool = True

    def applied(self, report: Report) -> Report:
        """Return the report with what is accepted marked; write the baseline where that was asked for.

        Raises:
            UsageError: the baseline cannot be written.

        """
        marked = apply_waivers(report, self.waivers, self.day, whole=self.whole)
        if self.write:
            marked = self._recorded(marked)
        elif self.baseline is not None:
            marked = self._compared(marked, self.baseline)
        return replace(marked, others=tuple(sorted(marked.others, key=lambda one: one.sort_key())))

    def _compared(self, report: Report, baseline: Baseline) -> Report:
        gone = outdated(report, baseline, whole=self.whole) if self.same_profile else []
        if self.prune and self.path is not None:
            write_baseline(self.path, [one for name, one in baseline.entries.items() if name not in gone])
            gone = []
        marked = apply_baseline(report, baseline, self.waivers.not_waivable)
        return replace(marked, others=(*marked.others, *outdated_findings(baseline, gone)))

    def _recorded(self, report: Report) -> Report:
        """Write what is found, beside what an older baseline says of subjects that were not judged."""
        assert self.path is not None  # noqa: S101 - `prepared` saw to it
        judged = {one.subject.name for one in report.subjects}
        older = self.baseline.entries if self.baseline and not self.whole else {}
        kept = {name: one for name, one in older.items() if one["subject"] not in judged}
        found = entries_of(report, self.waivers.not_waivable)
        write_baseline(self.path, {**kept, **found}.values())
        if not self.named:
            told = (
                f"{self.path} is not used by itself: name it in mfagate.yaml, as baseline: {self.path.name}"
            )
            sys.stderr.write(f"mfagate: {told}, or with --baseline {self.path}\n")
        return apply_baseline(report, read_baseline(self.path), self.waivers.not_waivable)


def prepared(args: argparse.Namespace, config: Config) -> Accepting:
    """Read the waivers and the baseline of a run.

    Raises:
        UsageError: options contradict each other or what is locked, or `--today` is no date.
        ConfigError: a waiver or the baseline is not valid.

    """
    day = today(args.today)
    whole = not args.paths and not args.profile
    waivers = load_waivers(config, day)
    named = args.write_baseline or args.baseline
    if named and "baseline" in config.locked:
        raise UsageError(f"baseline is locked by {config.locked['baseline']}; leave out {named}")
    configured = configured_baseline(config)
    path = Path(named) if named else configured
    is_named = path is None or (configured is not None and path.resolve() == configured.resolve())
    writing, pruning = args.write_baseline is not None, bool(args.prune_baseline)
    _check_options(args, path)
    reads = path is not None and (not writing or (not whole and path.exists()))
    baseline = read_baseline(path) if path is not None and reads else None
    return Accepting(waivers, day, whole, baseline, path, writing, pruning, is_named, not args.profile)


def _check_options(args: argparse.Namespace, path: Path | None) -> None:
    for option, given in (("--write-baseline", args.write_baseline), ("--baseline", args.baseline)):
        if given is not None and not Path(given).name:
            raise UsageError(f"{option}: {given or 'an empty name'} is no file; name one")
    if args.write_baseline is not None and (args.baseline is not None or args.prune_baseline):
        raise UsageError("--write-baseline records anew: leave --baseline and --prune-baseline out")
    if args.prune_baseline and path is None:
        raise UsageError("--prune-baseline: there is no baseline; name it with --baseline FILE")
    if args.prune_baseline and args.profile:
        raise UsageError(
            "--prune-baseline: under another profile other things are found; leave --profile out"
        )
