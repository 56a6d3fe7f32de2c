"""Which resource an argument refers to: what the configuration says where a value is not known yet."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.terraform._configuration import Configuration, Named, references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.parsing import Json
    from mfagate.sources.formats.terraform._blocks import Block, Step

_RESOURCE = re.compile(r"(data\.)?([a-z0-9]+_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)")
_VARIABLE = re.compile(r"var\.([A-Za-z_][A-Za-z0-9_-]*)")
_KEY = r"(?:\[(\"(?:[^\"\\]|\\.)*\"|\d+)\])"
_OUTPUT = re.compile(rf"module\.([A-Za-z_][A-Za-z0-9_-]*){_KEY}?\.([A-Za-z_][A-Za-z0-9_-]*)")
_CALL = re.compile(r"module\.([A-Za-z_][A-Za-z0-9_-]*)")
_INDEX = re.compile(_KEY)
_KEYS = ("each.key", "count.index")
_VALUE = "each.value"
_DOCUMENT = "aws_iam_policy_document"
_KNOWN = ("path.", "terraform.")
_MAX_STEPS = 200


class _Target(NamedTuple):
    """A resource in one instance of a module: not yet one of its own instances."""

    steps: tuple[Step, ...]
    mode: str
    type: str
    name: str


class _Place(NamedTuple):
    """References in one instance of a module; `key` is what `each.key` or `count.index` is there."""

    steps: tuple[Step, ...]
    key: Json
    listed: list[str]

    @property
    def own(self) -> bool:
        """Whether the key of the instance is among what is referred to."""
        return any(one in _KEYS for one in self.listed)

    def groups(self) -> list[list[str]]:
        """Return what is referred to, each thing once with all that is named of it."""
        found: dict[str, list[str]] = {}
        for reference in self.rest:
            found.setdefault(_base(reference), []).append(reference)
        return list(found.values())

    @property
    def rest(self) -> list[str]:
        """What is referred to beside that key."""
        return [one for one in self.listed if one not in _KEYS]


class References:
    """Follows references through variables and outputs of modules to the blocks of a plan."""

    def __init__(self, configuration: Json, found: Iterable[Block]) -> None:
        """Take the plan's configuration and its blocks."""
        self._configuration = Configuration(configuration)
        self._blocks: dict[_Target, list[Block]] = {}
        self._of_key: dict[tuple[_Target, str], list[Block]] = {}
        for block in found:
            target = _Target(block.steps, block.mode, block.type, block.name)
            self._blocks.setdefault(target, []).append(block)
            self._of_key.setdefault((target, _written(block.index)), []).append(block)

    def told(self, block: Block, argument: str) -> bool:
        """Tell whether the configuration of a block gives the argument at all."""
        return argument in self._configuration.expressions(_named(block))

    def constant(self, block: Block, argument: str) -> Json:
        """Return what the configuration gives as an argument, where that is written out."""
        told = self._configuration.expressions(_named(block)).get(argument)
        return told.get("constant_value") if isinstance(told, dict) else None

    def blocks_in(self, block: Block, argument: str) -> list[Json]:
        """Return what the configuration says of the blocks that an argument of a block is."""
        told = self._configuration.expressions(_named(block)).get(argument)
        return told if isinstance(told, list) else [] if told is None else [told]

    def sole(
        self,
        block: Block,
        argument: str,
        wanted: str,
        attributes: Iterable[str],
        expression: Json = None,
    ) -> Block | None:
        """Return the block of type `wanted` that an argument waits for, when it can wait for nothing else.

        What is known when a plan is made (a key, a variable of the root) can choose an ARN, but is not what
        is waited for; it could change a document. Any other resource could be waited for.
        `expression` is the argument's, where it stands in a block of its own.
        """
        told = self._configuration.expressions(_named(block)).get(argument)
        listed = references(told if expression is None else expression)
        over = self._configuration.repeated(_named(block))
        place = _Place(block.steps, block.index, _chained(listed, over))
        return self._sole(place, wanted, tuple(attributes))

    def several(self, block: Block, argument: str, wanted: str, attributes: tuple[str, ...]) -> list[Block]:
        """Return the blocks of type `wanted` when an argument lists them, in this order, and nothing else."""
        listed = references(self._configuration.expressions(_named(block)).get(argument))
        place = _Place(block.steps, block.index, listed)
        keys = [_KEYS[0]] if place.own else []
        found = [
            self._sole(place._replace(listed=[*one, *keys]), wanted, attributes) for one in place.groups()
        ]
        known = [one for one in found if one is not None]
        return known if len(known) == len(found) else []

    def _sole(self, place: _Place, wanted: str, attributes: tuple[str, ...]) -> Block | None:
        found: dict[str, Block] = {}
        waiting = [place]
        for _ in range(_MAX_STEPS):
            if not waiting:
                return next(iter(found.values())) if len(found) == 1 else None
            place = waiting.pop()
            if wanted == _DOCUMENT and not _is_plain(place):
                return None
            for group in place.groups():
                reference = max(group, key=len)
                further = self._further(place, reference)
                waiting += further or []
                if further is None:
                    one = self._one(place, group, wanted, attributes)
                    if one is None:
                        return None
                    found[one.address] = one
        return None

    def _further(self, place: _Place, reference: str) -> list[_Place] | None:
        """Return where a reference leads on to, nowhere for what is known; None where it ends."""
        if match := _VARIABLE.match(reference):
            return [self._outside(place, match.group(1))] if place.steps else []
        if match := _OUTPUT.match(reference):
            return [self._inside(place, match)]
        return [] if reference.startswith(_KNOWN) else None

    def _one(self, place: _Place, group: list[str], wanted: str, attributes: tuple[str, ...]) -> Block | None:
        match = _CALL.fullmatch(max(group, key=len))
        if match is None:
            return self._exact(place, group, wanted, attributes)
        steps = (*place.steps, (match.group(1), place.key))
        return self._only_output(steps, wanted, attributes) if place.own else None

    def _exact(
        self, place: _Place, group: list[str], wanted: str, attributes: tuple[str, ...]
    ) -> Block | None:
        """Return the instance of a resource that references name, by an index or the key they stand under.

        Terraform names `policy[each.key].arn` without an attribute, since the index is not known where it is
        written.
        """
        match = _RESOURCE.match(group[0])
        if match is None or match.group(2) != wanted:
            return None
        known = re.compile(rf"{_KEY}?(?:\.(?:{'|'.join(attributes)}))?")
        if not all(known.fullmatch(one, len(match.group(0))) for one in group):
            return None
        found = self._instances(place, match)
        return found[0] if len(found) == 1 else None

    def _only_output(self, steps: tuple[Step, ...], wanted: str, attributes: tuple[str, ...]) -> Block | None:
        """Return the one that a module can give by `module.m[each.key].output`, whose output is not told.

        That is clear where none of its outputs comes from anywhere but its own resources.
        """
        found: dict[str, Block] = {}
        for output in self._configuration.outputs(steps):
            inner = _Place(steps, None, self._configuration.output(steps, output))
            told = [one for one in inner.rest if not one.startswith(f"data.{wanted}.")]
            if any(one.startswith(("var.", "local.", "data.")) for one in told):
                return None
            one = self._sole(inner, wanted, attributes) if inner.rest else None
            if one is not None:
                found[one.address] = one
        return next(iter(found.values())) if len(found) == 1 else None

    def apart(self, block: Block, other: Block) -> bool:
        """Tell whether two blocks are known to be of different providers: perhaps of different accounts."""
        keys = [self._configuration.provider(_named(one)) for one in (block, other)]
        comparable = block.modules == other.modules or not any(":" in key for key in keys)
        return all(keys) and keys[0] != keys[1] and comparable

    def all(self, block: Block, argument: str, wanted: str, *, sure: bool = False) -> list[Block]:
        """Return the blocks of type `wanted` that an argument refers to.

        With `sure`, without those of which it may mean one and not the others: what stands beside a resource
        of several instances could be their index.
        """
        listed = references(self._configuration.expressions(_named(block)).get(argument))
        found = self._all(_Place(block.steps, block.index, listed), wanted, sure=sure)
        return list({one.address: one for one in found}.values())

    def plain(self, block: Block, argument: str, wanted: str, attributes: tuple[str, ...]) -> list[Block]:
        """Return the blocks that a list refers to, each by one attribute and nothing beside them; else none.

        Anything else could choose among them, as in a condition or a loop: a variable of the root, a local
        value, a key, a resource as a whole, another attribute.
        """
        listed = references(self._configuration.expressions(_named(block)).get(argument))
        waiting = [_Place(block.steps, None, listed)]
        found: dict[str, Block] = {}
        for _ in range(_MAX_STEPS):
            if not waiting:
                break
            place = waiting.pop()
            if place.own:
                return []
            for group in place.groups():
                if match := _VARIABLE.fullmatch(group[0]):
                    inner = self._outside(place, match.group(1))
                elif match := _OUTPUT.fullmatch(max(group, key=len)):
                    inner = self._inside(place, match)
                elif named := self._elements(place, group, wanted, attributes):
                    found.update({one.address: one for one in named})
                    continue
                else:
                    return []
                if len(group) > 1 + (match.re is _OUTPUT) or not inner.listed:
                    return []
                waiting.append(inner)
        return [] if waiting else list(found.values())

    def _elements(
        self, place: _Place, group: list[str], wanted: str, attributes: tuple[str, ...]
    ) -> list[Block]:
        """Return the instances of a resource that are named by one attribute each; none where more is."""
        match = _RESOURCE.match(group[0])
        if match is None or match.group(1) or match.group(2) != wanted:
            return []
        base = match.group(0)
        form = re.compile(rf"({re.escape(base)}{_KEY}?)\.(?:{'|'.join(attributes)})")
        whole = [one for one in map(form.fullmatch, group) if one is not None]
        # Terraform tells of each also the instance, and the resource where that is another.
        named = [text for one in whole for text in (one.group(0), one.group(1), *[base] * bool(one.group(2)))]
        target = _Target(place.steps, "managed", wanted, match.group(3))
        found = [block for one in whole for block in self._of_key.get((target, one.group(2) or "null"), [])]
        once = len(found) == len(whole) == len({one.address for one in found})
        return found if once and Counter(group) <= Counter(named) else []

    def _all(self, start: _Place, wanted: str, *, sure: bool) -> Iterator[Block]:
        waiting = [start]
        for _ in range(_MAX_STEPS):
            if not waiting:
                return
            place = waiting.pop(0)
            for reference in place.rest:
                if match := _VARIABLE.match(reference):
                    waiting.append(self._outside(place, match.group(1)))
                elif match := _OUTPUT.match(reference):
                    waiting.append(self._inside(place, match))
                elif (match := _RESOURCE.match(reference)) and match.group(2) == wanted:
                    found = self._instances(place, match)
                    yield from found if len(found) == 1 or not sure or len(place.groups()) == 1 else ()

    def _instances(self, place: _Place, match: re.Match[str]) -> list[Block]:
        """Return the instances of a resource that references can mean."""
        mode = "data" if match.group(1) else "managed"
        target = _Target(place.steps, mode, match.group(2), match.group(3))
        told = [one for one in place.rest if one.startswith(match.group(0))]
        index = next((one for one in (_INDEX.match(one, match.end()) for one in told) if one), None)
        if index is not None:
            return self._of_key.get((target, index.group(1)), [])
        every = self._blocks.get(target, [])
        alone = match.group(2) != _DOCUMENT and [one.index for one in every] == [None]
        if not place.own or alone:
            return every
        only = len(place.groups()) == 1 and set(place.rest) == {match.group(0)}
        return self._of_key.get((target, _written(place.key)), []) if only and place.key is not None else []

    def _outside(self, place: _Place, name: str) -> _Place:
        """Return what a variable of a module is given where the module is called."""
        if not place.steps:
            return _Place((), None, [])
        listed, over = self._configuration.variable(place.steps, name)
        return _Place(place.steps[:-1], place.steps[-1][1], _chained(listed, over))

    def _inside(self, place: _Place, match: re.Match[str]) -> _Place:
        key = json.loads(match.group(2)) if match.group(2) else None
        steps = (*place.steps, (match.group(1), key))
        return _Place(steps, None, self._configuration.output(steps, match.group(3)))


def _chained(listed: list[str], over: list[str]) -> list[str]:
    """Put what something is repeated for in the place of `each.value`, where that is a resource itself."""
    if (
        not any(one.startswith(_VALUE) for one in listed)
        or len(over) != 1
        or not _RESOURCE.fullmatch(over[0])
    ):
        return listed
    return [*(one for one in listed if not one.startswith(_VALUE)), over[0], _KEYS[0]]


def _is_plain(place: _Place) -> bool:
    """Tell whether a document is referred to as it is, and nothing beside it that could change it.

    A key beside it is the index, where Terraform names no attribute.
    """
    groups = place.groups()
    if len(groups) != 1:
        return False
    return not place.own or bool(_RESOURCE.fullmatch(groups[0][0]) or _CALL.fullmatch(groups[0][0]))


def _written(key: Json) -> str:
    """Return a key as references have it."""
    return json.dumps(key, ensure_ascii=False)


def _named(block: Block) -> Named:
    return Named(block.modules, block.mode, block.type, block.name)


def _base(reference: str) -> str:
    """Return what a reference starts with: the variable, the module's call, or the resource."""
    for form in (_RESOURCE, _VARIABLE, _CALL):
        if match := form.match(reference):
            return match.group(0)
    return reference
