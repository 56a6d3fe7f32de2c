"""Rego modules as OPA parses them, with the few questions that the lint asks of a term.

A term is `{"type": …, "value": …}`, an expression has `terms`, a rule has a `head`, a `body` and perhaps an
`else` (the JSON of `opa parse`).
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from support.rego_tools import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Node = Any
_COMPREHENSIONS = frozenset({"arraycomprehension", "setcomprehension", "objectcomprehension"})


@dataclass(frozen=True)
class Module:
    """One parsed file: its package, what its imports stand for, and its rules."""

    path: str
    package: str
    imports: Mapping[str, str]
    rules: list[Node] = field(repr=False)

    def functions(self) -> Iterator[Node]:
        """Yield the rules that take arguments."""
        return (rule for rule in self.rules if "args" in rule["head"])


def modules(paths: Iterable[Path]) -> list[Module]:
    """Parse files, several at a time."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(_module, paths))


def _module(path: Path) -> Module:
    done = run("opa", "parse", "--format", "json", "--json-include", "locations,-comments", str(path))
    assert done.returncode == 0, f"{path}: opa cannot parse it\n{done.stderr}"
    tree = json.loads(done.stdout)
    imports = {}
    for entry in tree.get("imports", []):
        parts = [part["value"] for part in entry["path"]["value"]]
        imports[entry.get("alias", parts[-1])] = ".".join(parts)
    package = ".".join(part["value"] for part in tree["package"]["path"][1:])  # less `data`
    return Module(str(path), package, imports, tree.get("rules", []))


def name_of(rule: Node) -> str:
    """Return the name of a rule."""
    return str(rule["head"]["ref"][0]["value"])


def branches(rule: Node) -> Iterator[Node]:
    """Yield a rule and what follows it after each `else`."""
    while rule:
        yield rule
        rule = rule.get("else")


def is_unconditional(branch: Node) -> bool:
    """Tell whether a branch has no body."""
    return all(expression.get("generated") for expression in branch["body"])


def nodes(part: Node, *, into_comprehensions: bool = True) -> Iterator[Node]:
    """Yield every object of a part of the tree, from the outside in."""
    if isinstance(part, list):
        for item in part:
            yield from nodes(item, into_comprehensions=into_comprehensions)
    elif isinstance(part, dict):
        yield part
        if into_comprehensions or part.get("type") not in _COMPREHENSIONS:
            for name, item in part.items():
                if name not in {"location", "annotations"}:
                    yield from nodes(item, into_comprehensions=into_comprehensions)


def locals_of(rule: Node) -> Iterator[tuple[str, int]]:
    """Yield each variable that a rule declares, and its line."""
    for branch in branches(rule):
        yield from _variables(branch["head"].get("args", []))
    for node in nodes(rule):
        terms = node.get("terms")
        if isinstance(terms, dict) and "symbols" in terms:
            yield from _variables([_declared(symbol) for symbol in terms["symbols"]])
        elif isinstance(terms, dict) and "domain" in terms:
            yield from _variables([terms["key"], terms["value"]])
        elif isinstance(terms, list) and called(terms) == "assign":
            yield from _variables(terms[1])


def _declared(symbol: Node) -> Node:
    """Return what `some` declares: of `some a, b in c`, a call of `member`, all but the last argument."""
    return symbol["value"][1:-1] if symbol["type"] == "call" else symbol


def _variables(part: Node) -> Iterator[tuple[str, int]]:
    for node in nodes(part):
        if node.get("type") == "var" and not node["value"].startswith(("$", "_")):
            yield node["value"], line_of(node)


def called(terms: list[Node]) -> str:
    """Return the dotted name of what a call calls."""
    return ".".join(str(part["value"]) for part in terms[0]["value"])


def line_of(node: Node) -> int:
    """Return the line on which a node stands."""
    return int(node["location"]["row"])
