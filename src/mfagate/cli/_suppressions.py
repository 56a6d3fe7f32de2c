"""The options of `check` about waivers and the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.suppressions import SuppressionOptions

if TYPE_CHECKING:
    import argparse


def add_suppressions(parser: argparse.ArgumentParser) -> None:
    """Add the options about waivers and the baseline."""
    group = parser.add_argument_group("waivers and baseline (docs/how-to/: waivers.md, adopting.md)")
    group.add_argument(
        "--today",
        metavar="YYYY-MM-DD",
        help="the day on which waivers must be valid (default: MFAGATE_TODAY, else today in UTC)",
    )
    group.add_argument(
        "--baseline",
        metavar="FILE",
        help="the findings recorded there do not count (default: baseline of the config)",
    )
    group.add_argument(
        "--write-baseline",
        metavar="FILE",
        help="record the findings of this run there, as a new baseline",
    )
    group.add_argument(
        "--prune-baseline",
        action="store_true",
        help="remove findings that are no longer reported from the baseline; add none",
    )


def suppression_options(args: argparse.Namespace) -> SuppressionOptions:
    """Return what these options were given."""
    return SuppressionOptions(
        today=args.today,
        baseline=args.baseline,
        write_baseline=args.write_baseline,
        prune_baseline=args.prune_baseline,
    )
