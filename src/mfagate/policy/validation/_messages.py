"""A schema violation as a sentence that says what is wrong and what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.parsing import shown
from mfagate.parsing.suggestions import closest, closest_match
from mfagate.policy.validation._model import Fault
from mfagate.policy.validation._operators import names as operator_names
from mfagate.policy.validation._schema import Violation, violations
from mfagate.policy.validation.aws_wording import aws_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.validation._elements import Policy
    from mfagate.policy.validation._model import Kind

_DOCUMENT = ("Version", "Id", "Statement")
_STATEMENT = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)
_PRINCIPAL = ("AWS", "Federated", "Service", "CanonicalUser")
_EFFECTS = ("Allow", "Deny")
_TYPES: dict[type, str] = {str: "text", dict: "an object", list: "a list"}
_REPLIES = ("Document", "PolicyDocument", "PolicyVersion", "Policy", "Role", "RoleName", "UserName")
_NAMES = {
    "string": "text",
    "object": "an object",
    "array": "a list",
    "number": "a number",
    "boolean": "true or false",
}


def faults(policy: Policy) -> Iterator[Fault]:
    """Give what the schema of the kind finds; one fault for a cause at a place."""
    found: dict[tuple[Path, str], Fault] = {}
    for violation in violations(policy.value, policy.kind):
        for fault in _EXPLAIN[violation.keyword](violation, policy.kind):
            found[(fault.path, fault.code)] = fault
    for (path, code), fault in found.items():
        if code != "both" or (path, "prohibited") not in found:
            yield fault


def _element(path: Path) -> str:
    """Name the element that a path leads to, for a sentence."""
    named = [part for part in path if isinstance(part, str)]
    last = f'"{shown(named[-1])}"' if named else "the document"
    if path == ("Statement",) or (path and path[0] == "Statement" and len(path) == 2):
        return "a statement" if len(path) == 2 else '"Statement"'
    return f"an item of {last}" if path and isinstance(path[-1], int) else last


def _what(value: Json) -> str:
    """Name the kind of value that stands there."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return _TYPES.get(type(value), "a number")


def _type(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path, value = violation.path, violation.value
    if kind == "trust" and path[-1:] == ("Principal",) and value == "*":
        detail = 'A trust policy names everyone as {"AWS": "*"}'
        yield Fault(path, "trust-star", aws_message(kind, "trust-star", detail))
        return
    detail = f"{_capital(_element(path))} is {_what(value)}; expected {_types(violation.expected)}"
    yield Fault(path, "type", aws_message(kind, "syntax", detail))


def _types(expected: Json) -> str:
    """Name the types that a schema expects."""
    names = [_NAMES[name] for name in (expected if isinstance(expected, list) else [expected])]
    start = ", ".join(names[:-1])
    return f"{start} or {names[-1]}" if start else names[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _unknown(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path, allowed = violation.path, violation.schema["properties"]
    for name in violation.value:
        if name not in allowed:
            yield _unknown_element((*path, name), name, kind)


def _unknown_element(path: Path, name: str, kind: Kind | None) -> Fault:
    if path[-2:-1] in (("Principal",), ("NotPrincipal",)):
        detail = f'"{shown(name)}" is not a kind of principal; ' + closest(
            name, _PRINCIPAL, f"expected one of {', '.join(_PRINCIPAL)}"
        )
        return Fault(path, "principal", aws_message(kind, "principal", detail), on_key=True)
    if len(path) == 1 and name in _REPLIES:
        detail = f'"{name}" belongs to an API response; save only the document inside it'
        message = aws_message(kind, "unknown-element", detail, name=name)
        return Fault(path, "unknown-element", message, on_key=True)
    if len(path) == 1 and name in _STATEMENT:
        detail = f'"{name}" is an element of a statement; move its statement into "Statement"'
        message = aws_message(kind, "unknown-element", detail, name=name)
        return Fault(path, "unknown-element", message, on_key=True)
    known = _DOCUMENT if len(path) == 1 else _STATEMENT
    where = "a policy document" if len(path) == 1 else "a statement"
    detail = f'"{shown(name)}" is not an element of {where}; ' + closest(
        name, known, f"expected one of {', '.join(known)}"
    )
    message = aws_message(kind, "unknown-element", detail, name=shown(name))
    return Fault(path, "unknown-element", message, on_key=True)


def _required(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    value = violation.value
    if not violation.path and not value.keys().isdisjoint(_REPLIES):
        return
    for name in violation.expected:
        if name not in value and f"Not{name}" not in value and not _misspelt(name, value):
            yield _missing(violation.path, name, kind)


def _missing(path: Path, name: str, kind: Kind | None) -> Fault:
    if name == "Version":
        detail = '"Version" is missing; write "Version": "2012-10-17"'
        return Fault(path, "version", aws_message(kind, "version", detail))
    where = "The document" if not path else "The statement"
    detail = f'{where} has no "{name}"; add it'
    if name == "Action":
        return Fault(path, "no-action", aws_message(kind, "no-action", detail))
    if name == "Principal":
        return Fault(path, "no-principal", aws_message(kind, "no-principal", detail))
    message = aws_message(kind, "missing-element", detail, name=name)
    return Fault(path, f"no-{name.lower()}", message)


def _misspelt(name: str, value: dict[str, Any]) -> bool:
    """Tell whether an unknown element was meant to be this one; then that alone is reported."""
    known = _STATEMENT if name in _STATEMENT else _DOCUMENT
    strangers = [key for key in value if key not in known]
    return any(closest_match(stranger, known) == name for stranger in strangers)


def _any_of(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    code = str(violation.schema["title"])
    name = {"no-action": "Action", "no-resource": "Resource", "no-principal": "Principal"}[code]
    if _misspelt(name, violation.value) or _misspelt(f"Not{name}", violation.value):
        return
    detail = f'The statement has no "{name}" and no "Not{name}"; add one'
    yield Fault(violation.path, code, aws_message(kind, code, detail))


def _not(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    if violation.schema["title"] == "prohibited":
        yield from _prohibited(violation, kind)
        return
    name = str(violation.schema["title"]).removeprefix("both-")
    detail = f'A statement has either "{name}" or "Not{name}", not both; delete one'
    path = (*violation.path, f"Not{name}")
    yield Fault(path, "both", aws_message(kind, "both", detail, name=name), on_key=True)


def _enum(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path, value = violation.path, violation.value
    if path[-1] == "Version":
        yield _version(path, value, kind)
        return
    written = value if isinstance(value, str) else ""
    if written.capitalize() in _EFFECTS:
        detail = f'Effect "{written}" must be "{written.capitalize()}"'
        yield Fault(path, "effect", aws_message(kind, "effect-case", detail, name=written))
        return
    stands = f'Effect "{shown(value)}" is unknown' if written else f"Effect is {_what(value)}"
    detail = f"{stands}; " + closest(written, _EFFECTS, 'expected "Allow" or "Deny"')
    name = shown(value) if written else _what(value)
    yield Fault(path, "effect", aws_message(kind, "effect", detail, name=name))


def _version(path: Path, value: Json, kind: Kind | None) -> Fault:
    if value == "2008-10-17":
        detail = 'Version "2008-10-17" is not accepted for this kind; write "2012-10-17"'
        return Fault(path, "version", aws_message(kind, "version", detail))
    stands = f'"{shown(value)}" is unknown' if isinstance(value, str) else f"is {_what(value)}"
    detail = f'Version {stands}; write "2012-10-17"'
    return Fault(path, "version", aws_message(kind, "unknown-version", detail))


def _pattern(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path, value = violation.path, shown(violation.value)
    if path[-1] == "Sid":
        detail = f'Sid "{value}" has characters other than letters and digits'
        yield Fault(path, "sid-characters", aws_message(kind, "sid-characters", detail))
    elif kind != "rcp":
        detail = f'{path[-1]} "{value}" is text; expected "*" or a map such as {{"AWS": "{value}"}}'
        yield Fault(path, "type", aws_message(kind, "principal", detail))


def _const(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    detail = 'An RCP has "Principal": "*" only; narrow it with a Condition'
    yield Fault(violation.path, "principal", aws_message(kind, "principal", detail))


def _too_few(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path = violation.path
    element = next(part for part in reversed(path) if isinstance(part, str))
    name = element.removeprefix("Not")
    if name in ("Action", "Resource"):
        code = f"no-{name.lower()}"
        detail = f'"{element}" is empty; list at least one'
        yield Fault(path, code, aws_message(kind, code, detail))
    elif element == "Statement":
        detail = "It has no statement; add one"
        yield Fault(path, "empty-statement", aws_message(kind, "empty-statement", detail))
    else:
        detail = f'"{element}" is empty; name at least one principal'
        yield Fault(path, "empty-principal", aws_message(kind, "empty-principal", detail))


def _operator(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path = violation.path
    name = str(path[-1])
    detail = f'"{shown(name)}" is not a condition operator; ' + closest(
        name, operator_names(), "expected one such as StringEquals, Bool or Null"
    )
    yield Fault(path, "operator", aws_message(kind, "syntax", detail), on_key=True)


def _prohibited(violation: Violation, kind: Kind | None) -> Iterator[Fault]:
    path = violation.path
    name = str(path[-1])
    if name == "CanonicalUser":
        detail = "A trust policy takes AWS, Federated and Service, not CanonicalUser"
        yield Fault(path, "principal", aws_message(kind, "principal", detail), on_key=True)
        return
    cause = "no-principal-here" if name.endswith("Principal") else "no-resource-here"
    cause = "" if name == "NotPrincipal" and kind == "trust" else cause
    detail = f'"{name}" does not belong in {_KIND[kind or ""]}; delete it'
    yield Fault(path, "prohibited", aws_message(kind, cause, detail), on_key=True)


_KIND = {
    "identity": "an identity-based policy",
    "boundary": "a permissions boundary",
    "session": "a session policy",
    "scp": "a service control policy",
    "rcp": "a resource control policy",
    "trust": "a trust policy",
}

_EXPLAIN: dict[str, Callable[[Violation, Kind | None], Iterator[Fault]]] = {
    "type": _type,
    "additionalProperties": _unknown,
    "required": _required,
    "anyOf": _any_of,
    "not": _not,
    "enum": _enum,
    "pattern": _pattern,
    "const": _const,
    "minItems": _too_few,
    "minProperties": _too_few,
    "maxProperties": _operator,
}
