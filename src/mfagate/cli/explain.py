"""`mfagate explain`: what a rule finds, why it matters, how to fix it, and its sources."""

from __future__ import annotations

import json
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from mfagate.cli._options import add_config, config_path
from mfagate.config import load_config
from mfagate.exceptions import UsageError
from mfagate.parsing.suggestions import closest
from mfagate.suite.explanations import explained_rules

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping


_DESCRIPTION = """\
Explain a rule: what it finds, why it matters, how to fix it, and its sources. Without RULE, list all rules,
including those that the config adds.
"""

_EPILOG = """\
exit codes: 0 explained; 2 unknown rule or invalid config; 3 the installation is broken

examples:
  mfagate explain
  mfagate explain api-key-blocked --format json
"""

_WIDTH = 100
_LABEL = "{:<9}"


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `explain` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "explain", help="explain a rule, or list all rules", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument(
        "rule", nargs="?", metavar="RULE", help="id of a rule, as findings show it in brackets"
    )
    add_config(parser)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="output format (default: text)"
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Print one rule or the list of all, and return 0.

    Raises:
        UsageError: there is no such rule.
        ConfigError: the config or an own rule is not valid.
        EngineError: the installation is broken.

    """
    rules = explained_rules(load_config(config_path(args.config)).suite())
    if args.rule is None:
        shown: Any = list(rules.values())
        lines = _listed(rules)
    else:
        shown = _known(args.rule, rules)
        lines = _explained(shown)
    if args.format == "json":
        lines = iter([json.dumps(shown, indent=2, ensure_ascii=False)])
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _known(name: str, rules: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    identifier = name.strip().lower().replace("_", "-")
    if identifier in rules:
        return rules[identifier]
    hint = closest(identifier, rules, "`mfagate explain` lists all of them")
    raise UsageError(f"there is no rule {name}; {hint}")


def _listed(rules: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    width = max(len(identifier) for identifier in rules)
    for identifier, rule in rules.items():
        yield f"{identifier:<{width}}  {rule['severity']:<7}  {rule['title']}"


def _explained(rule: Mapping[str, Any]) -> Iterator[str]:
    yield f"{rule['id']} ({', '.join(_severities(rule))})"
    yield from textwrap.wrap(rule["title"], _WIDTH)
    yield ""
    yield from _folded("why", rule["description"])
    yield ""
    yield from _folded("fix", rule["remedy"])
    yield ""
    if not rule.get("waivable", True):
        yield from _folded("waiver", "not possible: neither a waiver nor a baseline covers this rule")
        yield ""
    sources = rule["sources"] or [rule.get("file", "")]
    for index, source in enumerate(sources):
        yield from _folded("" if index else "sources", source)
    if "page" in rule:
        yield ""
        yield from _folded("page", rule["page"])


def _severities(rule: Mapping[str, Any]) -> Iterator[str]:
    yield rule["severity"]
    for profile, severity in rule.get("severities", {}).items():
        yield f"{severity} under {profile}"


def _folded(label: str, text: str) -> list[str]:
    """Return a paragraph, its label before the first line and its other lines under the text."""
    start = _LABEL.format(label)
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
