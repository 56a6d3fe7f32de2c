"""Policy variables that are misspelt, or stand where they are plain text.

Source beside the checks: "IAM policy elements: Variables and tags" (IAM User Guide).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mfagate.parsing import shown
from mfagate.policy.validation._model import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Path
    from mfagate.policy.validation._elements import Policy, Statement, Text

_OPENING = re.compile(r"\$\{")
_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_NAME = re.compile(r"[^\s,'\"{}$]+")
_DEFAULT = re.compile(r"([^,]*), '([^']*)'")
_TAKING = ("String", "Arn")
_LITERAL = ("*", "?", "$")


def faults(policy: Policy) -> Iterator[Fault]:
    """Warn of variables that will not be replaced."""
    for statement in policy.statements:
        for text in statement.texts("Action", "NotAction"):
            yield from _no_place(text)
        for text in statement.texts("Resource", "NotResource"):
            yield from _judge(text, policy)
        yield from _conditions(statement, policy)


def _no_place(text: Text) -> Iterator[Fault]:
    if _OPENING.search(text.value):
        message = "Policy variables are replaced in Resource and Condition only; write the text"
        yield Fault(text.path, "variable-unsupported-in-element", message)


def _conditions(statement: Statement, policy: Policy) -> Iterator[Fault]:
    for clause in statement.clauses:
        for path, value in clause.values:
            if not isinstance(value, str) or not _OPENING.search(value):
                continue
            if clause.operator and not clause.operator.base.startswith(_TAKING):
                message = f"{clause.operator.base} takes no policy variable; write the value"
                yield Fault(path, "invalid-variable-for-operator", message)
            else:
                yield from _spelled(path, value, policy)


def _judge(text: Text, policy: Policy) -> Iterator[Fault]:
    if _OPENING.search(text.value):
        yield from _spelled(text.path, text.value, policy)


def _spelled(path: Path, value: str, policy: Policy) -> Iterator[Fault]:
    if policy.version != "2012-10-17":
        if policy.kind in ("trust", "resource", "session", None):
            message = 'Variables are plain text here; write "Version": "2012-10-17"'
            yield Fault(path, "variable-unsupported-in-version", message)
        return
    if "$${" in value:
        message = f'"{shown(value)}" looks like an unrendered template: "$$" leaves a "$" in the value'
        yield Fault(path, "unrendered-template", message)
    if len(_OPENING.findall(value)) > len(_VARIABLE.findall(value)):
        message = f'"{shown(value)}" starts a variable that does not end; add "}}"'
        yield Fault(path, "missing-brace-in-variable", message)
    for match in _VARIABLE.finditer(value):
        found = _wrong(match.group(1))
        if found:
            yield Fault(path, found[0], f'"{shown(match.group())}" {found[1]}')


def _wrong(inner: str) -> tuple[str, str] | None:
    """Say what is wrong inside the braces of a variable."""
    if inner == "":
        return "empty-variable", "is an empty variable; name a key"
    default = _DEFAULT.fullmatch(inner)
    name = default.group(1) if default else inner
    if name in _LITERAL and not default:
        return None
    if "," in name:
        return "missing-quote-in-variable", "needs its default as ${key, 'text'}"
    if any(char.isspace() for char in name):
        return "unsupported-space-in-variable", "has a space in its name; delete it"
    if not _NAME.fullmatch(name):
        return "unsupported-symbol-in-variable", "has a symbol in its name; delete it"
    return None
