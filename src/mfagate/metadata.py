"""What the Rego rules say of themselves: the METADATA comment above each, read as data.

An engine need not know annotations (the embedded one does not), so the comments are read here and
loaded beside the rules at `data.mfa.metadata`, by rule id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError
from mfagate.positions import ParseError, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BLOCK = re.compile(r"^# METADATA\n((?:#.*\n)+)", re.MULTILINE)
SEVERITIES = ("error", "warning", "note")


def rule_metadata(modules: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the metadata of every rule that has an id.

    Its members are id, title, description, severity, remedy, sources and waivable.

    Raises:
        EngineError: a METADATA comment is not YAML, two rules have one id, a severity is unknown, or waivable
            is neither true nor false.

    """
    found: dict[str, dict[str, Any]] = {}
    for name, text in modules.items():
        for entry in _entries(name, text):
            identifier = entry["id"]
            if identifier in found:
                raise EngineError(f"{name}: the rule id {identifier} is already taken; rename one of them")
            found[identifier] = entry
    return found


def _entries(name: str, text: str) -> Iterator[dict[str, Any]]:
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        value = _parsed(name, line, match[1])
        custom = value.get("custom") or {}
        if "id" in custom:
            yield _entry(f"{name}:{line}", value, custom)


def _parsed(name: str, line: int, block: str) -> dict[str, Any]:
    source = "".join(f"{row[1:].removeprefix(' ')}\n" for row in block.splitlines())
    try:
        value = parse_yaml(source, f"{name}:{line}").value
    except ParseError as error:
        raise EngineError(f"{name}:{line}: METADATA is not YAML: {error.message}") from error
    return value if isinstance(value, dict) else {}


def _entry(place: str, value: dict[str, Any], custom: dict[str, Any]) -> dict[str, Any]:
    severity = custom.get("severity", "error")
    if severity not in SEVERITIES:
        raise EngineError(
            f"{place}: severity {severity!r} is unknown; expected one of {', '.join(SEVERITIES)}"
        )
    waivable = custom.get("waivable", True)
    if not isinstance(waivable, bool):
        raise EngineError(f"{place}: waivable is {waivable!r}; expected true or false")
    return {
        "id": custom["id"],
        "title": value.get("title", ""),
        "description": value.get("description", "").strip(),
        "severity": severity,
        "remedy": custom.get("remedy", "").strip(),
        "sources": custom.get("sources", []),
        "waivable": waivable,
    }
