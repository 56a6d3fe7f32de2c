"""First scenarios where no shipped one applies: a repository of nothing but policies of resources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mfagate.suite.inference import is_of_registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.scaffold._proposal import Entry, Proposal

FILE = "mfagate-scenarios.yaml"

_HEAD = """\
# Expected decisions of resource policies: the shipped scenarios cover users, roles and ECR repositories.
# Add what matters to you; docs/reference/scenarios.md has the format.
version: 1
scenarios:
"""


def scenarios_text(proposal: Proposal) -> str | None:
    """Return a scenario for each subject; None where shipped ones apply to one, or none can be made."""
    entries = proposal.entries
    if proposal.inputs or any(
        entry.layer != "resource" or is_of_registry(_policy(entry)) for entry in entries
    ):
        return None
    texts = [text for number, entry in enumerate(entries, 1) for text in _scenario(number, entry)]
    return _HEAD + "\n".join(texts) if texts else None


def _scenario(number: int, entry: Entry) -> Iterator[str]:
    asked = _request(entry)
    if asked is None:
        return
    title = f"{asked[0]} on {entry.name} from a console session without MFA"
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
    """Return an action that the policy names, and a resource that it is about."""
    for statement in entry.statements:
        actions = [one for one in _texts(statement, "Action") if ":" in one and not set(one) & set("*?$")]
        if actions:
            resources = [one for one in _texts(statement, "Resource") if "$" not in one]
            service = actions[0].split(":")[0]
            resource = resources[0] if resources else f"arn:aws:{service}:eu-west-1:{{account}}:*"
            return actions[0], resource.replace("*", "example").replace("?", "x")
    return None


def _texts(statement: Mapping[str, Any], element: str) -> list[str]:
    value = statement.get(element)
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, str)]
