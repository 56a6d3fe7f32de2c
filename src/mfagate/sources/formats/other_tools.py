"""Files that other tools deploy: what they are, and what to check instead of them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.containers import members, text_of

if TYPE_CHECKING:
    from mfagate.parsing import Json


class Tool(NamedTuple):
    """A file of another tool: what it is, and what to do."""

    form: str
    remedy: str


SERVERLESS = Tool(
    "a Serverless Framework file",
    "Run `serverless package` and check the CloudFormation template that it writes: "
    ".serverless/cloudformation-template-update-stack.json.",
)
_BY_KEYS = (
    (
        {"apiVersion", "kind"},
        Tool("a Kubernetes manifest", "Save the policy as its own JSON file and check that file."),
    ),
    (
        {"version", "tree"},
        Tool(
            "the construct tree of the AWS CDK",
            "Check the templates next to it (*.template.json), which have the same policies.",
        ),
    ),
)
SERVERLESS_SCRIPTS = frozenset(f"serverless.{ending}" for ending in ("cjs", "js", "mjs", "mts", "ts"))
"""Names of the programs that the Serverless Framework takes instead of a serverless.yml."""

_SERVERLESS_NAMES = {"serverless.json", "serverless.yaml", "serverless.yml", *SERVERLESS_SCRIPTS}
_SERVERLESS_KEYS = tuple(
    re.compile(rf"^[\"']?{key}[\"']?[ \t]*:", re.MULTILINE) for key in ("service", "provider")
)
_VARIABLE = "${"


def tool_with_policy(value: Json) -> Tool | None:
    """Return the tool of a file that has a policy inside; None where it is of no known one."""
    return next((tool for keys, tool in _BY_KEYS if keys <= members(value).keys()), None)


def is_serverless(value: Json) -> bool:
    """Tell whether a value is a service of the Serverless Framework.

    Source: "Serverless.yml Reference" (Serverless Framework): `service` and `provider` are required.
    """
    return {"service", "provider"} <= members(value).keys() and "Statement" not in value


def is_serverless_on_aws(value: Json) -> bool:
    """Tell whether a service may be deployed to AWS, where it always gets a role with a policy."""
    if not is_serverless(value):
        return False
    provider = value["provider"]
    name = members(provider).get("name", "aws") if isinstance(provider, dict) else provider
    return text_of(name).lower() == "aws" or _VARIABLE in text_of(name)


def is_serverless_text(text: str, file: str) -> bool:
    """Tell whether a text that is no JSON or YAML as it is read here is such a service."""
    name = PurePosixPath(file).name.lower()
    return name in _SERVERLESS_NAMES or all(key.search(text) for key in _SERVERLESS_KEYS)
