"""`mfagate check`: the main job. Judge policies, and report what violates the profile."""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING

from mfagate.cli._options import add_assume, add_config, add_engine, assumptions, config_path
from mfagate.cli._suppressions import add_suppressions, suppression_options
from mfagate.engines.pool import cpus
from mfagate.exceptions import UsageError
from mfagate.pipeline import Options, load_run
from mfagate.reports import REPORTERS
from mfagate.reports.outputs import Outputs, Target, chosen_targets, read_target
from mfagate.suite.rule_metadata import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Callable

_DESCRIPTION = """\
Judge policies: what each kind of credential can do under them, whether every scenario passes, and what
the rules find. Paths select the subjects of mfagate.yaml that use files there; a file that no subject uses
is a subject of its own.
"""

_EPILOG = """\
exit codes: 0 passed, or no policy in the files and --allow-empty; 1 findings; 2 usage, config or scenario
error, unreadable file, nothing to check, or no scenario compared for a subject; 3 the engine failed

examples:
  mfagate check
  mfagate check policies/guard.json --profile strict --assume colon-crossing=never
  mfagate check --format text --format sarif:mfagate.sarif --format html:report.html
  mfagate check --write-baseline mfagate-baseline.json

`mfagate --help` lists the files and environment variables that are read.
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
        help="policy files, files that contain policies (templates, plans, account details: "
        "docs/reference/inputs.md), folders, or a live account (aws: or aws:PROFILE); default: all subjects",
    )
    judging = parser.add_argument_group("what to judge, and how")
    add_config(judging)
    judging.add_argument("--profile", metavar="P", help="judge every subject under this profile")
    add_engine(judging)
    judging.add_argument(
        "-j",
        "--jobs",
        metavar="N",
        type=_jobs,
        default=cpus(),
        help="number of subjects that are judged at the same time (default: one for each CPU)",
    )
    judging.add_argument(
        "--no-cache",
        action="store_true",
        help="judge every subject anew (default: a subject that nothing changed for is as in an earlier run)",
    )
    add_assume(judging)
    _add_reporting(parser)
    add_suppressions(parser)
    parser.set_defaults(run=run)
    return parser


def _add_reporting(parser: argparse.ArgumentParser) -> None:
    reporting = parser.add_argument_group("reports and exit code (docs/reference/reports.md)")
    reporting.add_argument(
        "--format",
        metavar="F[:FILE]",
        type=_target,
        action="append",
        default=[],
        help=f"report format, and its file if not stdout: {', '.join(REPORTERS)}; repeatable (default: text)",
    )
    reporting.add_argument(
        "-o", "--output", metavar="FILE", help="write the report to this file, if there is only one"
    )
    reporting.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="error",
        help="lowest severity of a finding that makes the check fail (default: error)",
    )
    reporting.add_argument(
        "--allow-empty",
        action="store_true",
        help="pass if no file has a policy, such as a plan that does not touch IAM (default: exit code 2)",
    )


def run(args: argparse.Namespace) -> int:
    """Judge, report, and return 0 where nothing was found that counts, else 1.

    Raises:
        MfagateError: with its exit code.

    """
    outputs = Outputs(chosen_targets(args.format, args.output, "text"))
    pipeline = load_run(config_path(args.config), _options(args, outputs))
    return pipeline.check(outputs, _progress(), lambda hint: print(f"mfagate: {hint}", file=sys.stderr))


def _options(args: argparse.Namespace, outputs: Outputs) -> Options:
    return Options(
        paths=args.paths,
        profile=args.profile,
        engine=args.engine,
        assumptions=assumptions(args.assume),
        jobs=args.jobs,
        cache=not args.no_cache,
        fail_on=args.fail_on,
        allow_empty=args.allow_empty,
        writes=[one.file for one in outputs.targets if one.file is not None],
        suppressions=suppression_options(args),
    )


def _target(given: str) -> Target:
    """Read `--format`, so that argparse names the option in its error."""
    try:
        return read_target(given, REPORTERS)
    except UsageError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _jobs(given: str) -> int:
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1, got {given!r}")
    return int(given)


def _progress() -> Callable[[int, int, str], None]:
    """Return what shows progress: on a terminal, once the run has taken a second."""
    started = time.monotonic()

    def show(done: int, total: int, name: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            sys.stderr.write(f"\r\x1b[K{done + 1}/{total} {name}" if name else "\r\x1b[K")
            sys.stderr.flush()

    return show
