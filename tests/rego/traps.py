"""What OPA takes and the embedded engine takes otherwise, looked for in the syntax.

Each was seen (regorus 0.13): where OPA leaves out the one value of a partial rule that is undefined,
regorus leaves the whole rule undefined; where OPA goes on to an `else`, regorus stops; where OPA fails
a body because a part of what is negated is undefined, regorus takes it as not true; and a rule that stands
after `with … as` is worked out by OPA before the replacement, and by regorus under it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .syntax import branches, called, is_unconditional, line_of, locals_of, name_of, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .syntax import Module, Node


_BUILT_IN = frozenset({"object", "array"})  # the built-in functions that a replacement may be made with


def shadowing(modules: list[Module]) -> Iterator[str]:
    """Yield the local variables that have the name of a rule of their package."""
    rules: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        rules[module.package] |= {name_of(rule) for rule in module.rules}
    for module in modules:
        for rule in module.rules:
            for name, line in sorted(set(locals_of(rule))):
                if name in rules[module.package]:
                    yield (
                        f"{module.path}:{line}: the variable {name} has the name of a rule of "
                        f"{module.package}; regorus refuses it; rename one of them"
                    )


def split_functions(modules: list[Module]) -> Iterator[str]:
    """Yield the functions that stand in more than one file."""
    places: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for rule in module.functions():
            places[f"{module.package}.{name_of(rule)}"].add(module.path)
    for name, paths in sorted(places.items()):
        if len(paths) > 1:
            yield f"{name} stands in several files, and regorus wants it in one: {', '.join(sorted(paths))}"


def undefined_heads(modules: list[Module]) -> Iterator[str]:
    """Yield the heads whose key or value may be undefined where the body is not."""
    judge = _Judge(modules)
    for module in modules:
        for rule in module.rules:
            for branch in branches(rule):
                if not _is_delicate(branch):
                    continue
                head = branch["head"]
                parts = [*head["ref"][1:], head["value"] if "value" in head else head["key"]]
                for node, why in judge.undefinable(module, parts):
                    yield (
                        f"{module.path}:{line_of(node)}: the head of {name_of(rule)} has {why}; where that "
                        f"is undefined, regorus drops more than this one value; work it out in the body"
                    )


def undefined_negations(modules: list[Module]) -> Iterator[str]:
    """Yield what is negated although a part of it may be undefined."""
    judge = _Judge(modules)
    for module in modules:
        for expression in nodes(module.rules):
            if not expression.get("negated") or not isinstance(expression["terms"], list):
                continue
            for node, why in judge.undefinable(module, expression["terms"][1:]):
                yield (
                    f"{module.path}:{line_of(node)}: `not` stands before {why}; where that is undefined, OPA "
                    f"fails and regorus goes on; give it a name before, or negate a rule that has it"
                )


def rules_in_replacements(modules: list[Module]) -> Iterator[str]:
    """Yield what stands after `with … as` and is no variable of the body, constant or part of the input."""
    for module in modules:
        for rule in module.rules:
            own = {name for name, _ in locals_of(rule)} | {"input"}
            for expression in nodes(rule):
                for node in nodes([part["value"] for part in expression.get("with", [])]):
                    if node.get("type") == "var" and node["value"] not in own | _BUILT_IN:
                        yield (
                            f"{module.path}:{line_of(node)}: {node['value']} stands after `with … as`; "
                            f"regorus works it out under that replacement; give it a name in the body before"
                        )


def _is_delicate(branch: Node) -> bool:
    """Whether an undefined head does more than to leave this one branch without a value.

    A function without `else` and a rule without a body come to the same in both engines.
    """
    if "else" in branch:
        return True
    return "args" not in branch["head"] and not is_unconditional(branch)


class _Judge:
    """Knows which functions always have a value, so that what may be undefined can be told."""

    def __init__(self, modules: list[Module]) -> None:
        self._named = {
            (module.package, name_of(rule)): (module, rule) for module in modules for rule in module.rules
        }
        self._total: dict[tuple[str, str], bool] = {}

    def undefinable(self, module: Module, part: Node) -> Iterator[tuple[Node, str]]:
        """Yield each reference and call in a term that may be undefined, comprehensions apart."""
        for node in nodes(part, into_comprehensions=False):
            if node.get("type") == "ref" and _may_miss(node["value"]):
                yield node, f"the reference {_written(node['value'])}"
            elif node.get("type") == "call":
                function = self._own(module, called(node["value"]))
                if function and not self._is_total(function):
                    yield node, f"a call of {'.'.join(function)}"

    def _own(self, module: Module, name: str) -> tuple[str, str] | None:
        """Return the package and name of a function that is none of the built-in ones."""
        first, _, rest = name.rpartition(".")
        package = module.imports.get(first, "").removeprefix("data.") if first else module.package
        known = (package, rest) in self._named
        return (package, rest) if known else None

    def _is_total(self, function: tuple[str, str]) -> bool:
        if function not in self._total:
            self._total[function] = False  # while it is being asked
            module, rule = self._named[function]
            self._total[function] = self._always_has_value(module, rule)
        return self._total[function]

    def _always_has_value(self, module: Module, rule: Node) -> bool:
        chain = list(branches(rule))
        return (
            all(argument["type"] == "var" for argument in rule["head"].get("args", []))
            and is_unconditional(chain[-1])
            and not any(list(self.undefinable(module, branch["head"]["value"])) for branch in chain)
        )


def _may_miss(path: list[Node]) -> bool:
    """Whether a reference looks something up that need not be there: by a variable, or in the input."""
    in_input = path[0] == {**path[0], "type": "var", "value": "input"} and len(path) > 1
    return in_input or any(part["type"] not in {"string", "number"} for part in path[1:])


def _written(path: list[Node]) -> str:
    first = str(path[0]["value"]) if path[0]["type"] == "var" else "(…)"
    return first + "".join(f".{part['value']}" if part["type"] == "string" else "[…]" for part in path[1:])
