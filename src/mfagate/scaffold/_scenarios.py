"""First scenarios where no shipped one applies: a repository of nothing but policies of resources."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from mfagate.suite.inference import is_of_registry
from mfagate.suite.shipped import shipped_suite

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
    """Return an action that the policy names, and a resource of it that the action is requested on."""
    for statement in entry.statements:
        resources = [one for one in _texts(statement, "Resource") if "$" not in one and one != "*"]
        for action in _texts(statement, "Action"):
            for template in _templates(action):
                form = _form_of(template)
                fitting = [one for one in map(_example, resources) if re.fullmatch(form, one)]
                if fitting or not resources:
                    return action, fitting[0] if fitting else _example_of(template)
    return None


def _templates(action: str) -> list[str]:
    """Return what an action is requested on, ARNs first; nothing for an action that no service has."""
    service, _, name = action.partition(":")
    known = shipped_suite()[1]["mfa"]["actions"]["services"].get(service.lower())
    if known is None:
        return []
    groups = [group for group in known["groups"] if name.lower() in group["names"].lower().split("\n")]
    return sorted((known["arns"][number] for group in groups for number in group["on"]), key="*".__eq__)


def _form_of(template: str) -> str:
    parts = {"{region}": "[a-z0-9-]+", "{account}": "[0-9]{12}", "{bucket}": "[^/:]+", "*": ".+"}
    pieces = re.split(r"(\{region\}|\{account\}|\{bucket\}|\*)", template)
    return "".join(parts.get(piece) or re.escape(piece) for piece in pieces)


def _example(resource: str) -> str:
    return resource.replace("*", "example").replace("?", "x")


def _example_of(template: str) -> str:
    filled = template.replace("{region}", "eu-west-1").replace("{bucket}", "example")
    return filled if filled == "*" else _example(filled)


def _texts(statement: Mapping[str, Any], element: str) -> list[str]:
    value = statement.get(element)
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, str)]
