"""The metadata of everything that `check` can report: rules, and findings that no rule of Rego makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.suite.shipped import shipped_rules, shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.suite.suite import Suite


def all_rules(suite: Suite | None = None) -> dict[str, Mapping[str, Any]]:
    """Return the metadata of everything that can be reported with a suite, or with the shipped one, by id.

    Raises:
        EngineError: the installation is broken.

    """
    rules = shipped_rules() if suite is None else suite.rules
    return dict(sorted({**_outside_rego(), **rules}.items()))


def metadata_of(identifier: str) -> Mapping[str, Any]:
    """Return the metadata of a finding that no rule of Rego makes."""
    return _outside_rego()[identifier]


def _outside_rego() -> dict[str, Mapping[str, Any]]:
    """Return what `rego/mfa/rules/data.yaml` says, in the form of a rule's metadata."""
    entries: Mapping[str, Mapping[str, Any]] = shipped_suite()[1]["mfa"]["rules"]["outside_rego"]
    return {identifier: {"id": identifier, **entry} for identifier, entry in entries.items()}
