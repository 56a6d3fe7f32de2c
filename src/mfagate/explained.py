"""What `check` reports, explained: every rule that ships, and what is reported without a rule behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.metadata import rule_metadata
from mfagate.reported import REPORTED
from mfagate.suite import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping


def explained_rules() -> dict[str, Mapping[str, Any]]:
    """Return every rule by id: its metadata, and its `page` in the repository.

    Raises:
        EngineError: the installation is broken.

    """
    found: dict[str, Mapping[str, Any]] = {}
    for one in REPORTED:
        page = next(source for source in one["sources"] if source.startswith("docs/"))
        found[one["id"]] = {**one, "page": page}
    for identifier, rule in rule_metadata(shipped_suite()[0]).items():
        found[identifier] = {**rule, "page": f"docs/rules/{identifier}.md"}
    return dict(sorted(found.items()))
