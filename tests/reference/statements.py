"""Whether one statement applies to a request.

Sources: "IAM JSON policy elements: Action", "... Resource".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reference.callers import Caller, Grant, exempted, grant
from reference.conditions import condition_holds
from reference.context import Context, as_list
from reference.patterns import (
    expanded,
    full_match,
    like,
    plain,
    rest_source,
    segment_source,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reference.patterns import Pattern


@dataclass(frozen=True)
class Request:
    """A request, read."""

    caller: Caller
    action: str
    resource: str
    resource_account: str
    context: Context
    bounded: bool = False


@dataclass(frozen=True)
class Statement:
    """A statement, with the layer it stands in and whether its document replaces variables."""

    layer: str
    fields: Mapping[str, Any]
    variables: bool

    @property
    def is_deny(self) -> bool:
        """Tell whether the effect is Deny."""
        return bool(self.fields["Effect"] == "Deny")


def statements(layer: str, document: Mapping[str, Any]) -> Iterator[Statement]:
    """Give the statements of a document."""
    variables = document.get("Version") == "2012-10-17"
    for fields in as_list(document["Statement"]):
        yield Statement(layer, fields, variables)


def applies(statement: Statement, request: Request) -> bool:
    """Tell whether every element of a statement matches."""
    return (
        _action_matches(statement, request)
        and _resource_matches(statement, request)
        and _principal_matches(statement, request)
        and condition_holds(
            statement.fields.get("Condition", {}), request.context, variables=statement.variables
        )
    )


def granted_to(statement: Statement, caller: Caller) -> Grant:
    """Return how directly a statement of a resource policy names the caller."""
    return grant(caller, statement.fields["Principal"])


def _action_matches(statement: Statement, request: Request) -> bool:
    name = "Action" if "Action" in statement.fields else "NotAction"
    found = any(
        like(plain(pattern.lower()), request.action.lower()) for pattern in as_list(statement.fields[name])
    )
    return found == (name == "Action")


def _resource_matches(statement: Statement, request: Request) -> bool:
    for name in ("Resource", "NotResource"):
        if name in statement.fields:
            found = any(
                resource_matches(pattern, statement, request) for pattern in as_list(statement.fields[name])
            )
            return found == (name == "Resource")
    return True


def resource_matches(pattern: str, statement: Statement, request: Request) -> bool:
    """Tell whether one entry of Resource or NotResource matches the request's resource."""
    if pattern == "*":
        return True
    if request.resource == "*":
        return False
    head, rest = _segments(pattern)
    if rest is None:
        return any(full_match(source, request.resource) for source in _short(head, pattern, statement.layer))
    last = expanded(rest, request.context, variables=statement.variables)
    return last is not None and full_match(_source(head, last), request.resource)


def _segments(pattern: str) -> tuple[list[str], str | None]:
    parts = pattern.split(":", 5)
    return (parts[:5], parts[5]) if len(parts) == 6 else (parts, None)


def _source(head: list[str], last: Pattern) -> str:
    return ":".join([*(segment_source(plain(part), crossing=True) for part in head), rest_source(last)])


def _short(head: list[str], pattern: str, layer: str) -> Iterator[str]:
    """Give what an ARN of fewer than six segments may mean: as it stands, and with `*` for the missing."""
    yield ":".join(segment_source(plain(part), crossing=True) for part in head)
    stands = {
        "resource": "*" in pattern,
        "scp": pattern.endswith("*"),
        "rcp": False,
    }
    if stands.get(layer, True):
        yield ":".join([*(segment_source(plain(part), crossing=True) for part in head), ".*"])


def _principal_matches(statement: Statement, request: Request) -> bool:
    if "Principal" in statement.fields:
        return granted_to(statement, request.caller) > Grant.NONE
    if "NotPrincipal" in statement.fields:
        return not exempted(request.caller, statement.fields["NotPrincipal"], bounded=request.bounded)
    return True
