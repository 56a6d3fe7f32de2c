"""Hijack paths in words: the titles of starts and goals stand in the rules' data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def hijack_graph() -> Mapping[str, Any]:
    """Return the graph that the search walks."""
    graph: Mapping[str, Any] = shipped_suite()[1]["mfa"]["hijack"]["graph"]
    return graph


def start_title(identifier: str) -> str:
    """Return what the attacker starts with: `A stolen access key`."""
    return _title(hijack_graph()["starts"], identifier)


def goal_title(identifier: str) -> str:
    """Return what the attacker gets: `an administrator's rights`."""
    return _title(hijack_graph()["goals"], identifier)


def conditions(path: Mapping[str, Any]) -> str:
    """Return the facts of the account that a path needs, in words and as `account_facts` has them."""
    return " and ".join(_condition(name, value) for name, value in (path.get("depends_on") or {}).items())


def _condition(name: str, value: str) -> str:
    fact = hijack_graph()["assumptions"].get(name, {})
    meaning = fact.get("means", "") if "values" not in fact or value == fact.get("shown") else ""
    return f"{meaning.replace('{name}', value)} ({name}={value})" if meaning else f"{name}={value}"


def calls(path: Mapping[str, Any]) -> list[str]:
    """Return the actions that a path calls, in their order."""
    return [str(step["action"]) for step in path["steps"]]


def _title(entries: Sequence[Mapping[str, Any]], identifier: str) -> str:
    return next((str(one["title"]) for one in entries if one["id"] == identifier), identifier)
