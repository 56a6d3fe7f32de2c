"""First scenarios where no shipped one applies: a repository of nothing but policies of resources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mfagate.subjects import is_of_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.starting._propose import Entry, Proposal

FILE = "mfagate-scenarios.yaml"

_HEAD = """\
# What is expected of policies of resources: the scenarios that come with mfagate are about users, roles and
# ECR repositories.
# Add what matters to you; docs/architecture.md has the format.
version: 1
scenarios:
"""


def scenarios_text(proposal: Proposal) -> str | None:
    """Return a scenario for each subject; None where shipped ones apply to one, or none can be made."""
    entries = proposal.entries
    if any(entry.layer != "resource" or is_of_registry(_policy(entry)) for entry in entries):
        return None
    told = [text for number, entry in enumerate(entries, 1) for text in _scenario(number, entry)]
    return _HEAD + "\n".join(told) if told else None


def _scenario(number: int, entry: Entry) -> Iterator[str]:
    asked = _request(entry)
    if asked is None:
        return
    title = f"Somebody who signed in without MFA asks {entry.name} for {asked[0]}"
    yield (
        f"  - id: without-mfa-{number}\n"
        f"    title: {json.dumps(title, ensure_ascii=False)}\n"
        f"    credential: console-without-mfa\n"
        f"    request: {json.dumps({'action': asked[0], 'resource': asked[1]}, ensure_ascii=False)}\n"
        f"    expect: {json.dumps({entry.name: 'deny'}, ensure_ascii=False)}\n"
    )


def _policy(entry: Entry) -> dict[str, Any]:
    return {"Statement": list(entry.statements)}


def _request(entry: Entry) -> tuple[str, str] | None:
    """Return an action and a resource that the policy names, without wildcards."""
    for statement in entry.statements:
        action = _first(statement, "Action")
        resource = _first(statement, "Resource")
        if action and ":" in action:
            service = action.split(":")[0]
            return action, resource or f"arn:aws:{service}:eu-west-1:{{account}}:example"
    return None


def _first(statement: Mapping[str, Any], element: str) -> str | None:
    value = statement.get(element)
    listed = value if isinstance(value, list) else [value]
    plain = [one for one in listed if isinstance(one, str) and not set(one) & set("*?${}")]
    return plain[0] if plain else None
