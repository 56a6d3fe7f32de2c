"""What `mfagate explain` shows: the metadata of every rule, with the page of those that ship."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.suite.rule_catalogue import all_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.suite.suite import Suite


def explained_rules(suite: Suite | None = None) -> dict[str, Mapping[str, Any]]:
    """Return every rule of a suite, or of the shipped one: its metadata, and the `page` of a rule that ships.

    Raises:
        EngineError: the installation is broken.

    """
    shipped = all_rules()
    return {
        identifier: {**rule, "page": f"docs/rules/{identifier}.md"} if identifier in shipped else rule
        for identifier, rule in all_rules(suite).items()
    }
