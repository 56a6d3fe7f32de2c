"""Which resource an argument refers to: what the configuration says where a value is not known yet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.inputs.containers import members, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.inputs.terraform._blocks import Block
    from mfagate.positions import Json

_RESOURCE = re.compile(r"(data\.)?([a-z0-9]+_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)")
_VARIABLE = re.compile(r"var\.([A-Za-z_][A-Za-z0-9_-]*)")
_OUTPUT = re.compile(r"module\.([A-Za-z_][A-Za-z0-9_-]*)(?:\[[^\]]*\])?\.([A-Za-z_][A-Za-z0-9_-]*)")
_CALL = re.compile(r"module\.([A-Za-z_][A-Za-z0-9_-]*)")
_INDEX = re.compile(r"\[([^\]]*)\]")
_KEYS = ("each.key", "count.index")
_WITH_ARN = "aws_iam_policy"
_MAX_STEPS = 200


class _Target(NamedTuple):
    """A resource of the configuration: not yet one of its instances."""

    modules: tuple[str, ...]
    mode: str
    type: str
    name: str


class References:
    """Follows references through variables and outputs of modules to the blocks of a plan."""

    def __init__(self, configuration: Json, found: Iterable[Block]) -> None:
        """Take the plan's configuration and its blocks."""
        self._root = members(members(configuration).get("root_module"))
        self._blocks: dict[_Target, list[Block]] = {}
        self._of_provider: dict[tuple[str, ...], dict[tuple[str, str], str]] = {}
        self._known: dict[tuple[str, ...], dict[tuple[str, str], dict[str, Any]]] = {}
        for block in {one.address: one for one in reversed(list(found))}.values():
            target = _Target(block.modules, block.mode, block.type, block.name)
            self._blocks.setdefault(target, []).append(block)

    def told(self, block: Block, argument: str) -> bool:
        """Tell whether the configuration of a block gives the argument at all."""
        return argument in self._expressions(block)

    def sole(self, block: Block, argument: str, wanted: str, attributes: Iterable[str]) -> Block | None:
        """Return the block of type `wanted` when an argument refers to it and to nothing else.

        What else is referred to could choose another value, or change this one.
        """
        where, listed = block.modules, _references(self._expressions(block).get(argument))
        listed = _own_instance(listed) if wanted == _WITH_ARN else listed
        for _ in range(_MAX_STEPS):
            bases = {_base(one) for one in listed}
            if len(bases) != 1 or not listed:
                return None
            reference = max(listed, key=len)
            if match := _VARIABLE.fullmatch(reference):
                where, listed = _step(self._of_variable(where, match.group(1)), where)
            elif match := _OUTPUT.fullmatch(reference):
                inner = (*where, match.group(1))
                where, listed = _step(self._of_output(inner, match.group(2)), inner)
            else:
                return self._exact(block, where, listed, wanted, attributes)
        return None

    def _exact(
        self, block: Block, where: tuple[str, ...], listed: list[str], wanted: str, attributes: Iterable[str]
    ) -> Block | None:
        match = _RESOURCE.match(listed[0])
        known = re.compile(rf"(?:\[[^\]]*\])?(?:\.(?:{'|'.join(attributes)}))?")
        if match is None or match.group(2) != wanted:
            return None
        if not all(known.fullmatch(one, len(match.group(0))) for one in listed):
            return None
        mode = "data" if match.group(1) else "managed"
        target = _Target(where, mode, wanted, match.group(3))
        found = self._instances(block, target)
        index = next((one for one in map(_INDEX.search, listed) if one), None)
        if index is not None:
            every = self._blocks.get(target, [])
            near = [one for one in every if one.module == block.module] or every
            found = [one for one in near if json.dumps(one.index, ensure_ascii=False) == index.group(1)]
        return found[0] if len(found) == 1 else None

    def apart(self, block: Block, other: Block) -> bool:
        """Tell whether two blocks are known to be of different providers: perhaps of different accounts."""
        keys = [self._providers(one).get((one.type, one.name), "") for one in (block, other)]
        comparable = block.modules == other.modules or not any(":" in key for key in keys)
        return all(keys) and keys[0] != keys[1] and comparable

    def _providers(self, block: Block) -> dict[tuple[str, str], str]:
        if block.modules not in self._of_provider:
            listed = self._module(block.modules).get("resources")
            self._of_provider[block.modules] = {
                (text_of(one.get("type")), text_of(one.get("name"))): text_of(one.get("provider_config_key"))
                for one in map(members, listed if isinstance(listed, list) else [])
                if one.get("mode") != "data"
            }
        return self._of_provider[block.modules]

    def all(self, block: Block, argument: str, wanted: str) -> list[Block]:
        """Return the blocks of type `wanted` that an argument refers to."""
        expression = self._expressions(block).get(argument)
        targets = dict.fromkeys(self._targets(block.modules, expression))
        found = [self._instances(block, target) for target in targets if target.type == wanted]
        return [one for instances in found for one in instances]

    def _instances(self, block: Block, target: _Target) -> list[Block]:
        """Return the instances that a block can mean: those of its own module, and with its own index."""
        instances = self._blocks.get(target, [])
        for same in (
            [one for one in instances if one.module == block.module],
            [one for one in instances if one.module == block.module and one.index == block.index],
        ):
            if same and len(instances) > 1:
                instances = same
        return instances

    def _module(self, modules: tuple[str, ...]) -> dict[str, Any]:
        module = self._root
        for name in modules:
            module = members(members(members(module.get("module_calls")).get(name)).get("module"))
        return module

    def _expressions(self, block: Block) -> dict[str, Any]:
        if block.modules not in self._known:
            listed = self._module(block.modules).get("resources")
            self._known[block.modules] = {
                (text_of(one.get("type")), text_of(one.get("name"))): members(one.get("expressions"))
                for one in map(members, listed if isinstance(listed, list) else [])
                if one.get("mode") != "data"
            }
        return self._known[block.modules].get((block.type, block.name), {})

    def _targets(self, modules: tuple[str, ...], expression: Json) -> Iterator[_Target]:
        waiting = [(modules, reference) for reference in _references(expression)]
        steps = 0
        while waiting and steps < _MAX_STEPS:
            steps += 1
            where, reference = waiting.pop(0)
            if match := _VARIABLE.match(reference):
                waiting += self._of_variable(where, match.group(1))
            elif match := _OUTPUT.match(reference):
                waiting += self._of_output((*where, match.group(1)), match.group(2))
            elif match := _RESOURCE.match(reference):
                mode = "data" if match.group(1) else "managed"
                yield _Target(where, mode, match.group(2), match.group(3))

    def _of_variable(self, modules: tuple[str, ...], name: str) -> list[tuple[tuple[str, ...], str]]:
        if not modules:
            return []
        outer = modules[:-1]
        call = members(members(self._module(outer).get("module_calls")).get(modules[-1]))
        return [(outer, one) for one in _references(members(call.get("expressions")).get(name))]

    def _of_output(self, modules: tuple[str, ...], name: str) -> list[tuple[tuple[str, ...], str]]:
        output = members(members(self._module(modules).get("outputs")).get(name))
        return [(modules, one) for one in _references(output.get("expression"))]


def _references(expression: Json) -> list[str]:
    """Return what an expression refers to; blocks inside one have expressions of their own."""
    found: list[str] = []
    waiting = [expression]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            listed = one.get("references")
            if isinstance(listed, list):
                found += [text_of(reference) for reference in listed]
            else:
                waiting += one.values()
    return found


def _base(reference: str) -> str:
    """Return what a reference starts with: the variable, the module's call, or the resource."""
    for form in (_RESOURCE, _VARIABLE, _CALL):
        if match := form.match(reference):
            return match.group(0)
    return reference


def _own_instance(listed: list[str]) -> list[str]:
    """Return the one resource of `policy[each.key].arn`, whose index the block shares; else all references.

    Terraform names such a resource without an attribute, since the index is not known where it is written.
    """
    rest = [one for one in listed if one not in _KEYS]
    return rest if len(rest) == 1 and _RESOURCE.fullmatch(rest[0]) else listed


def _step(
    found: list[tuple[tuple[str, ...], str]], otherwise: tuple[str, ...]
) -> tuple[tuple[str, ...], list[str]]:
    """Return the place that references are in, and the references."""
    return found[0][0] if found else otherwise, [reference for _, reference in found]
