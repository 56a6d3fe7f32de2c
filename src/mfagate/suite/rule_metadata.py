"""What the Rego rules say of themselves: the METADATA comment above each, read as data.

An engine need not know annotations (the embedded one does not), so the comments are read here and
loaded beside the rules at `data.mfa.metadata`, by rule id.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError
from mfagate.parsing import ParseError, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json

_BLOCK = re.compile(r"^# METADATA\n((?:#.*\n)+)", re.MULTILINE)
SEVERITIES = ("error", "warning", "note")


def rule_metadata(modules: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Return the metadata of every rule that has an id.

    Its members are id, title, description, severity, remedy, sources and waivable.

    Where a rule has another severity under some profiles, `severities` says so, by profile.

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


def inherited_severities(
    rules: Mapping[str, Mapping[str, Any]], profiles: Mapping[str, Any]
) -> dict[str, Mapping[str, Any]]:
    """Return the metadata of rules with their severities under profiles that extend one that they name."""
    return {identifier: _inherited(rule, profiles) for identifier, rule in rules.items()}


def _inherited(rule: Mapping[str, Any], profiles: Mapping[str, Any]) -> Mapping[str, Any]:
    if "severities" not in rule:
        return rule
    severities = dict(rule["severities"])
    for name, profile in profiles.items():
        nearest = [one for one in profile.get("extends", []) if one in rule["severities"]]
        if nearest and name not in severities:
            severities[name] = severities[nearest[0]]
    return {**rule, "severities": severities}


def _entries(name: str, text: str) -> Iterator[dict[str, Any]]:
    for match in _BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        value = _parsed(name, line, match[1])
        custom = value.get("custom") or {}
        if isinstance(custom, dict) and "id" in custom:
            yield _entry(f"{name}:{line}", value, custom)


def _parsed(name: str, line: int, block: str) -> dict[str, Any]:
    source = "".join(f"{row[1:].removeprefix(' ')}\n" for row in block.splitlines())
    try:
        value = parse_yaml(source, f"{name}:{line}").value
    except ParseError as error:
        raise EngineError(f"{name}:{line}: METADATA is not YAML: {error.message}") from error
    return value if isinstance(value, dict) else {}


def _entry(place: str, value: dict[str, Any], custom: dict[str, Any]) -> dict[str, Any]:
    sources = custom.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(one, str) for one in sources):
        raise EngineError(f"{place}: METADATA: sources is not a list of texts")
    return {
        "id": _text(place, custom, "id"),
        "title": _text(place, value, "title"),
        "description": _text(place, value, "description"),
        "severity": _severity(place, custom.get("severity", "error")),
        "remedy": _text(place, custom, "remedy"),
        "sources": sources,
        "waivable": _waivable(place, custom.get("waivable", True)),
        **_by_profile(place, custom.get("severities")),
    }


def _text(place: str, holder: dict[str, Any], key: str) -> str:
    text = holder.get(key, "")
    if not isinstance(text, str):
        raise EngineError(f"{place}: METADATA: {key} is not text; put it in quotes")
    return text.strip()


def _severity(place: str, severity: Json) -> str:
    if severity not in SEVERITIES:
        raise EngineError(
            f"{place}: severity {severity!r} is unknown; expected one of {', '.join(SEVERITIES)}"
        )
    return str(severity)


def _by_profile(place: str, severities: Json) -> dict[str, Any]:
    """Return what `severities` says: a severity for each profile that has another; nothing without it."""
    if severities is None:
        return {}
    if not isinstance(severities, dict) or not severities:
        raise EngineError(f"{place}: METADATA: severities is not a map from profiles to severities")
    return {"severities": {str(name): _severity(place, one) for name, one in severities.items()}}


def _waivable(place: str, waivable: Json) -> bool:
    if not isinstance(waivable, bool):
        raise EngineError(f"{place}: waivable is {waivable!r}; expected true or false")
    return waivable
