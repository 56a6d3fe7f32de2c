"""`mfagate bundle`: our rules and data as an OPA bundle, for `opa` and conftest without this package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.cli._options import add_config, config_path
from mfagate.engines.bundle import bundle_of
from mfagate.parsing.files import write_file
from mfagate.pipeline import Options, load_run

if TYPE_CHECKING:
    import argparse

    from mfagate.config import Config

DEFAULT_OUTPUT = "mfagate.tar.gz"

_DESCRIPTION = """\
Write the rules and their data as an OPA bundle, with the rules, profiles and exempt actions that the config
adds. Use it with `opa eval -b`, `opa run -b`, `opa sign` or, unpacked, `conftest test`; see
docs/how-to/bundle.md. The same rules and data give the same bytes.
"""

_EPILOG = """\
exit codes: 0 the bundle was written; 2 the config is not valid, or the file cannot be written; 3 the
rules cannot be compiled

examples:
  mfagate bundle -o mfagate.tar.gz
  mfagate bundle -c platform/mfagate.yaml --profile strict
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `bundle` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "bundle", help="write the rules as an OPA bundle", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", default=DEFAULT_OUTPUT, help="output file (default: %(default)s)"
    )
    add_config(parser)
    parser.add_argument(
        "--profile", metavar="P", help="profile that conftest uses (default: that of the config)"
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Write the bundle after an engine has compiled it, and return 0.

    Raises:
        ConfigError: the config or an own rule is not valid.
        UsageError: the file cannot be written.
        EngineError: the rules cannot be compiled.

    """
    pipeline = load_run(config_path(args.config), Options(profile=args.profile, engine="embedded"))
    with pipeline.open_engine() as engine:
        pipeline.load(engine)
    modules, data = pipeline.suite.loaded()
    write_file(args.output, bundle_of(modules, {**data, "mfagate": {"defaults": _defaults(pipeline.config)}}))
    return 0


def _defaults(config: Config) -> dict[str, object]:
    """Return what a plain document is judged with (`rego/mfagate/defaults/data.yaml`)."""
    return {
        "profile": config.profile,
        "account": config.account,
        "user": config.user,
        "assumptions": dict(config.assumptions),
        "account_facts": dict(config.account_facts),
        "context": dict(config.context),
    }
