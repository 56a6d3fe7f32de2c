"""The output of the rules, checked: a finding of the wrong shape is an error and is never left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json
    from mfagate.subjects.model import Subject
    from mfagate.suite.suite import Suite

_SHAPE = "expected rule, message and at: {policy, statement, path} (docs/how-to/own-rules.md)"


def checked_findings(found: Json, subject: Subject, suite: Suite) -> Iterator[Mapping[str, Any]]:
    """Give the findings of a rules' report unchanged, each once its shape is checked.

    Raises:
        ConfigError: an own rule gave one of the wrong shape.
        EngineError: a shipped rule did.

    """
    for one in found:
        fault = _fault(one, subject, suite)
        if fault:
            raise _error(one, fault, suite)
        yield one


def _error(one: Json, fault: str, suite: Suite) -> ConfigError | EngineError:
    rule = one.get("rule") if isinstance(one, dict) else None
    known = suite.rules.get(rule, {}) if isinstance(rule, str) else {}
    if "file" in known:
        return ConfigError(f"{known['file']}: the own rule {rule} returned a finding {fault}; {_SHAPE}")
    if known or not suite.own.modules:
        return EngineError(f"the rule {rule} returned a finding {fault}; this is a bug in the rules")
    files = ", ".join(sorted(suite.own.files.values()))
    return ConfigError(f"an own rule (in {files}) returned a finding {fault}; {_SHAPE}")


def _fault(one: Json, subject: Subject, suite: Suite) -> str | None:
    """Say what is wrong with a finding; None for a good one."""
    if not isinstance(one, dict):
        return f"that is not an object: {one!r}"
    rule, message, at = one.get("rule"), one.get("message"), one.get("at")
    if not isinstance(rule, str):
        return "without rule, the id of its METADATA"
    if rule not in suite.rules:
        return f"with the rule {rule}, which is the id of no METADATA"
    if not isinstance(message, str) or not message.strip():
        return "without message"
    if not isinstance(one.get("remedy", ""), str):
        return "whose remedy is not a text"
    if not isinstance(one.get("evidence", {}), dict):
        return "whose evidence is not an object"
    return _misplaced(at, subject)


def _misplaced(at: Json, subject: Subject) -> str | None:
    """Say why `at` is no place in the subject's documents; None where it is one.

    Assumed statements stand in no document; their findings are shown at the subject's first one.
    """
    if not isinstance(at, dict) or "policy" not in at or "statement" not in at:
        return "without at"
    policy, statement, path = at["policy"], at["statement"], at.get("path", [])
    if policy is not None and not isinstance(policy, str):
        return f"whose at.policy is not the label of a document: {policy!r}"
    if not isinstance(path, list) or not all(isinstance(part, (str, int)) for part in path):
        return f"whose at.path is not a list of keys and numbers: {path!r}"
    if isinstance(policy, str) and policy in subject.parts and statement is not None:
        count = subject.parts[policy].statement_count
        if not isinstance(statement, int) or not 0 <= statement < count:
            return f"whose at.statement is not a statement of {policy}: {statement!r}"
    return None
