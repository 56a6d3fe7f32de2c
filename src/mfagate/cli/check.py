"""`mfagate check`: the main job. Judge policies and report what does not hold."""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.cli.options import add_assume, add_engine, assumptions, config_path
from mfagate.cli.overwrites import spare
from mfagate.cli.suppressions import add_accepting, prepared
from mfagate.config import defaults_of, displayed, known_profile, load_config, subjects_of_file
from mfagate.engines import open_engine
from mfagate.engines.pool import cpus
from mfagate.evaluation.queries import check_assumptions
from mfagate.exceptions import NothingToCheckError, UsageError
from mfagate.findings.hidden_guards import guards_behind
from mfagate.findings.report import check_subjects
from mfagate.findings.unnamed_policies import unnamed_policies
from mfagate.reports import REPORTERS, write_reports
from mfagate.reports.outputs import Outputs, Target, chosen_targets, read_target
from mfagate.scenarios.matrix import load_matrix
from mfagate.sources.recognition import find_policies
from mfagate.subjects.live import PREFIX, live_subjects
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mfagate.config import Config
    from mfagate.findings.report import Report
    from mfagate.subjects.model import Subject

_DESCRIPTION = """\
Judge policies: what each kind of credential can do under them, whether every scenario comes out as
expected, and what rules have to say. Paths select the subjects of mfagate.yaml that use files there; a
file that no subject uses is a subject of its own.
"""

_EPILOG = """\
exit codes: 0 everything required holds; 1 findings; 2 usage, config or scenario error, unreadable
file, nothing to check; 3 the engine failed

examples:
  mfagate check
  mfagate check policies/guard.json --profile strict --assume colon-crossing=never
  mfagate check --format text --format sarif:mfagate.sarif --format html:report.html
  mfagate check --write-baseline mfagate-baseline.json

`mfagate --help` says which files and environment variables are read.
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `check` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser("check", help="judge policies", description=_DESCRIPTION, epilog=_EPILOG)
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="policy files, files with policies in them (templates, plans, account details: "
        "docs/reference/inputs.md), or folders; aws: or aws:PROFILE is a live account; default: all subjects",
    )
    judging = parser.add_argument_group("what is judged, and by what")
    judging.add_argument(
        "-c", "--config", metavar="FILE", help="the config (default: the nearest mfagate.yaml)"
    )
    judging.add_argument("--profile", metavar="P", help="judge every subject under this profile")
    add_engine(judging)
    judging.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_jobs,
        default=cpus(),
        help="how many subjects are judged at once, where there are many (default: one for each CPU)",
    )
    add_assume(judging)
    reporting = parser.add_argument_group("reports and the exit code (docs/reference/reports.md)")
    reporting.add_argument(
        "--format",
        metavar="F[:FILE]",
        type=_target,
        action="append",
        default=[],
        help=f"how to report, and where if not on stdout: {', '.join(REPORTERS)}; repeatable (default: text)",
    )
    reporting.add_argument(
        "-o", "--output", metavar="FILE", help="write the one report there instead of stdout"
    )
    reporting.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="error",
        help="the least severity of a finding that makes the exit code 1 (default: error)",
    )
    add_accepting(parser)
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Judge, report, and return 0 when everything required holds, else 1.

    Raises:
        MfagateError: with its exit code.

    """
    outputs = Outputs(chosen_targets(args.format, args.output, "text"))
    report = _judged(args, outputs)
    write_reports(report, outputs)
    if report.exit_code == NothingToCheckError.exit_code:
        raise NothingToCheckError(f"nothing was compared: {_why_nothing(report)}")
    return report.exit_code


def _why_nothing(report: Report) -> str:
    judged = [one.subject.name for one in report.subjects if not one.subject.is_left_out]
    if not judged:
        return "nothing is known of what these files hold; the findings say what to give, or to check as well"
    more = f" and {len(judged) - 5} more" if len(judged) > 5 else ""
    return (
        f"no scenario says what is expected of {', '.join(judged[:5])}{more}; "
        "name one of them under expect in a scenario of your own"
    )


def _judged(args: argparse.Namespace, outputs: Outputs) -> Report:
    config = load_config(config_path(args.config), args.profile)
    suite = config.suite()
    subjects = _subjects(config, args.paths)
    spare(config, subjects, outputs, args)
    for subject in subjects:
        known_profile(subject.profile, suite.profiles)
    matrix = load_matrix(
        config.scenarios,
        [*(one.name for one in config.subjects), *suite.profiles],
        config.shipped_scenarios,
        suite.profiles,
    )
    accepting = prepared(args, config)
    with open_engine(args.engine or config.engine) as engine:
        suite.load(engine)
        given = _allowed(assumptions(args.assume), config)
        check_assumptions(engine, config.assumptions, config.places("assumptions"))
        check_assumptions(engine, given)
        report = check_subjects(
            engine,
            subjects,
            matrix,
            profile=config.profile,
            assumptions={**config.assumptions, **given},
            suite=suite,
            jobs=args.jobs,
            progress=_progress(),
        )
    unnamed = [] if args.paths else unnamed_policies(config)
    report = dataclasses.replace(report, others=(*guards_behind(subjects, config.subjects), *unnamed))
    return dataclasses.replace(accepting.applied(report), fail_on=args.fail_on)


def _allowed(given: dict[str, str], config: Config) -> dict[str, str]:
    """Return what `--assume` said, where the config lets it be said."""
    if given and "assumptions" in config.locked:
        raise UsageError(f"assumptions is locked by {config.locked['assumptions']}; leave out --assume")
    return given


def _target(given: str) -> Target:
    """Read `--format`, so that argparse says which option is wrong."""
    try:
        return read_target(given, REPORTERS)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _jobs(given: str) -> int:
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1, got {given!r}")
    return int(given)


def _subjects(config: Config, paths: list[str]) -> list[Subject]:
    """Choose the subjects that were asked for."""
    if not paths and config.subjects:
        return list(config.subjects)
    if not paths:
        raise NothingToCheckError(
            "nothing to check: name policy files or folders, or write subjects into mfagate.yaml"
        )
    live = [one for one in paths if one.startswith(PREFIX) and not Path(one).exists()]
    files = find_policies(Path(one) for one in paths if one not in live)
    found = _selected(config, files) if files or not live else []
    found += [subject for one in live for subject in live_subjects(one, defaults_of(config))]
    if not found:
        raise NothingToCheckError(f"nothing to check: there is no policy in {', '.join(paths)}")
    return found


def _selected(config: Config, files: Iterable[Path]) -> list[Subject]:
    """Return the subjects that use any of the files, and each file that none uses as a subject."""
    names = list(dict.fromkeys(displayed(path) for path in files))
    if not names:
        raise NothingToCheckError("nothing to check: no policy file in the paths given")
    used = [one for one in config.subjects if set(one.files) & set(names)]
    taken = {name for one in used for name in one.files}
    found = [one for name in names if name not in taken for one in subjects_of_file(Path(name), config)]
    return [*used, *found]


def _progress() -> Callable[[int, int, str], None]:
    """Return what shows progress: on a terminal, once the run has taken a second."""
    started = time.monotonic()

    def show(done: int, total: int, name: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            sys.stderr.write(f"\r\x1b[K{done + 1}/{total} {name}" if name else "\r\x1b[K")
            sys.stderr.flush()

    return show
