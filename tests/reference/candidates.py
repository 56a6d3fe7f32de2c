"""Values that a policy set can tell apart: those that it names, beside them, and between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from reference.context import as_list, as_text
from reference.operators import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VARIABLE = re.compile(r"\$\{([^},]*)[^}]*\}")
_WORD = re.compile(r"[^/:*?]+")
SET_KEYS = ("aws:tagkeys", "aws:principalorgpaths")
TIMES = ("aws:CurrentTime", "aws:EpochTime")


@dataclass
class Candidates:
    """What requests near a policy set are made of."""

    values: dict[str, list[str]] = field(default_factory=dict)
    resources: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)


def documents(policies: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give every document of every layer."""
    for layer in ("identity", "boundary", "session"):
        yield from policies.get(layer) or []
    if policies.get("resource"):
        yield policies["resource"]
    for layer in ("scp", "rcp"):
        for level in policies.get(layer) or []:
            yield from level


def candidates(policies: Mapping[str, Any]) -> Candidates:
    """Collect what the policies name."""
    found = Candidates()
    for document in documents(policies):
        for statement in as_list(document["Statement"]):
            _collect(statement, found)
    found.words = sorted({*found.words, "alice", "other", "x"})
    for key, values in found.values.items():
        found.values[key] = sorted(set(values))
    return found


def _collect(statement: Mapping[str, Any], found: Candidates) -> None:
    for name in ("Action", "NotAction"):
        found.actions += as_list(statement.get(name, []))
    for name in ("Resource", "NotResource"):
        for pattern in as_list(statement.get(name, [])):
            found.resources.append(pattern)
            _take_text(pattern.split(":", 5)[-1], found)
    for name, keys in statement.get("Condition", {}).items():
        for key, wanted in keys.items():
            values = found.values.setdefault(key, [])
            for value in map(as_text, as_list(wanted)):
                _take_text(value, found)
                if not name.endswith("Null"):
                    values += near(name, value)


def _take_text(text: str, found: Candidates) -> None:
    for variable in _VARIABLE.findall(text):
        if len(variable) > 1:
            found.values.setdefault(variable, [])
    found.words += _WORD.findall(_VARIABLE.sub("/", text))


def near(operator: str, value: str) -> list[str]:
    """Return a value and its neighbours: what the operator can tell apart beside it."""
    if number(value) is not None and "Numeric" in operator:
        return [str(Decimal(value) + step) for step in (-1, 0, 1)]
    if "IpAddress" in operator:
        address = value.split("/", maxsplit=1)[0]
        return [address, re.sub(r"\d+$", "7", address), "192.0.2.77"]
    if "Bool" in operator:
        return ["true", "false"]
    plain = _VARIABLE.sub("x", value)
    filled = [plain.replace("*", part).replace("?", "q") for part in ("", "x", "a/b")]
    return [*filled, plain.replace("*", "x").replace("?", "q") + "z", filled[0].swapcase()]
