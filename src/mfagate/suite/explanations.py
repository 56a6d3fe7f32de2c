"""What `check` reports, explained: every rule that ships, and what is reported without a rule behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.suite.rule_catalogue import REPORTED
from mfagate.suite.suite import suite_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.suite.suite import Suite


def explained_rules(suite: Suite | None = None) -> dict[str, Mapping[str, Any]]:
    """Return every rule of a suite, or of the shipped one: its metadata, and the `page` of a rule that ships.

    Raises:
        EngineError: the installation is broken.

    """
    found: dict[str, Mapping[str, Any]] = {}
    for one in REPORTED:
        found[one["id"]] = {**one, "page": _page(one["id"])}
    shipped = suite_with().rules
    for identifier, rule in (suite or suite_with()).rules.items():
        page = {"page": _page(identifier)} if identifier in shipped else {}
        found[identifier] = {**rule, **page}
    return dict(sorted(found.items()))


def _page(identifier: str) -> str:
    return f"docs/rules/{identifier}.md"
