"""Which resources an argument refers to: what the configuration says where a value is not known yet."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from mfagate.sources.formats.terraform._configuration import Configuration, Named, references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mfagate.parsing import Json
    from mfagate.sources.formats.terraform._blocks import Block, Step

_RESOURCE = re.compile(r"(data\.)?([a-z0-9]+_[a-z0-9_]+)\.([A-Za-z_][A-Za-z0-9_-]*)")
_VARIABLE = re.compile(r"var\.([A-Za-z_][A-Za-z0-9_-]*)")
_KEY = r"(?:\[(\"(?:[^\"\\]|\\.)*\"|\d+)\])"
_OUTPUT = re.compile(rf"module\.([A-Za-z_][A-Za-z0-9_-]*){_KEY}?\.([A-Za-z_][A-Za-z0-9_-]*)")
_CALL = re.compile(r"module\.([A-Za-z_][A-Za-z0-9_-]*)")
_OWN_KEYS = ("each.key", "count.index")
_EACH_VALUE = "each.value"
_KNOWN = ("path.", "terraform.")
_MAX_STEPS = 200


class Resolution(NamedTuple):
    """The blocks that an argument may mean; `exact` says that it means all of them, and nothing else.

    `is_closed` says that it waits for nothing else: what is known when the plan is made may be beside them.
    """

    blocks: list[Block]
    exact: bool
    is_closed: bool

    @property
    def only(self) -> Block | None:
        """The one block that the argument means; None where anything could change or choose it."""
        return self.blocks[0] if self.exact and len(self.blocks) == 1 else None

    @property
    def awaited(self) -> Block | None:
        """The one block that an unknown name or ARN can be of: whatever is known would be shown."""
        return self.blocks[0] if self.is_closed and len(self.blocks) == 1 else None


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
    references: list[str]

    @property
    def has_own_key(self) -> bool:
        """Whether the key of the instance is among what is referred to."""
        return any(one in _OWN_KEYS for one in self.references)

    def groups(self) -> list[list[str]]:
        """Return what is referred to beside that key, each thing once with all that is named of it."""
        found: dict[str, list[str]] = {}
        for reference in self.references:
            if reference not in _OWN_KEYS:
                found.setdefault(_base(reference), []).append(reference)
        return list(found.values())


class References:
    """Follows references through variables and outputs of modules to the blocks of a plan."""

    def __init__(self, configuration: Json, found: Iterable[Block]) -> None:
        """Take the plan's configuration and its blocks."""
        self.configuration = Configuration(configuration)
        self._blocks: dict[_Target, list[Block]] = {}
        for block in found:
            target = _Target(block.steps, block.mode, block.type, block.name)
            self._blocks.setdefault(target, []).append(block)

    def is_configured(self, block: Block, argument: str) -> bool:
        """Tell whether the configuration of a block gives the argument at all."""
        return argument in self.configuration.expressions(_named(block))

    def constant(self, block: Block, argument: str) -> Json:
        """Return what the configuration gives as an argument, where that is written out."""
        expression = self.configuration.expressions(_named(block)).get(argument)
        return expression.get("constant_value") if isinstance(expression, dict) else None

    def blocks_in(self, block: Block, argument: str) -> list[Json]:
        """Return what the configuration says of the blocks that an argument of a block is."""
        expression = self.configuration.expressions(_named(block)).get(argument)
        return expression if isinstance(expression, list) else [] if expression is None else [expression]

    def resolve(
        self,
        block: Block,
        argument: str,
        wanted: str,
        attributes: tuple[str, ...],
        expression: Json = None,
    ) -> Resolution:
        """Return the blocks of type `wanted` that an argument refers to, in order.

        That is exact where each is named by one of these attributes, through variables and outputs, and
        nothing stands beside them: a plan shows neither conditions nor functions, and whatever else is
        referred to could choose among them. `expression` is the argument's, where it is in a nested block.
        """
        named = _named(block)
        written = self.configuration.expressions(named).get(argument) if expression is None else expression
        repeated = self.configuration.repeated(named)
        search = _Search(self.configuration, self._blocks, wanted, attributes)
        search.follow(_Place(block.steps, block.index, _chained(references(written), repeated)))
        return Resolution(list(search.found.values()), search.exact and bool(search.found), search.is_closed)

    def are_apart(self, block: Block, other: Block) -> bool:
        """Tell whether two blocks are known to be of different providers: perhaps of different accounts."""
        keys = [self.configuration.provider(_named(one)) for one in (block, other)]
        comparable = block.modules == other.modules or not any(":" in key for key in keys)
        return all(keys) and keys[0] != keys[1] and comparable


@dataclass
class _Search:
    """Follows one argument: what it `found`, and whether that is `exact`, and `is_closed`."""

    configuration: Configuration
    blocks: dict[_Target, list[Block]]
    wanted: str
    attributes: tuple[str, ...]
    found: dict[str, Block] = field(default_factory=dict)
    exact: bool = True
    is_closed: bool = True
    steps: int = 0

    def follow(self, place: _Place) -> None:
        """Follow the references of a place, in order."""
        groups = place.groups()
        self.steps += 1
        if self.steps > _MAX_STEPS or not groups:
            self.exact = False
            self.is_closed = self.steps <= _MAX_STEPS and self.is_closed
            return
        for group in groups:
            longest = max(group, key=len)
            if match := _VARIABLE.match(longest):
                self.exact = self.exact and group == [match.group(0)] and bool(place.steps)
                if place.steps:
                    self.follow(self._outside(place, match.group(1)))
            elif match := _OUTPUT.match(longest):
                self.exact = self.exact and match.group(0) == longest
                self.follow(self._inside(place, match))
            elif place.has_own_key and len(groups) == 1 and group == [longest] and _CALL.fullmatch(longest):
                self._take_output((*place.steps, (longest.partition(".")[2], place.key)))
            else:
                self._take(place, group, is_own=place.has_own_key and len(groups) == 1)
        if place.has_own_key and (len(groups) > 1 or not _is_whole(groups[0])):
            self.exact = False

    def _take_output(self, steps: tuple[Step, ...]) -> None:
        """Take what `module.m[each.key].output` may be, whose output a plan does not name.

        That is exact where all outputs of a type which fits come from one resource of the module itself.
        """
        outputs = [self.configuration.output(steps, name) for name in self.configuration.outputs(steps)]
        foreign = (one for listed in outputs for one in listed if one.startswith(("var.", "local.", "data.")))
        is_own = all(one.startswith(f"data.{self.wanted}.") for one in foreign)
        for listed in outputs:
            inner = _Search(self.configuration, self.blocks, self.wanted, self.attributes)
            inner.follow(_Place(steps, None, listed))
            self.found.update(inner.found if inner.exact else {})
        self.exact = self.exact and is_own and len(self.found) == 1
        self.is_closed = self.is_closed and is_own

    def _take(self, place: _Place, group: list[str], *, is_own: bool) -> None:
        match = _RESOURCE.match(group[0])
        if match is None or match.group(2) != self.wanted:
            self.exact = False
            self.is_closed = self.is_closed and group[0].startswith(_KNOWN)
            return
        mode = "data" if match.group(1) else "managed"
        every = self.blocks.get(_Target(place.steps, mode, match.group(2), match.group(3)), [])
        by_key: dict[str, list[Block]] = {}
        for block in every:
            by_key.setdefault(_written(block.index), []).append(block)
        if is_own and _is_whole(group):
            found = by_key.get(_written(place.key), []) if place.key is not None else []
            is_exact = is_closed = len(found) == 1
        else:
            found, is_exact, is_closed = self._elements(group, match.group(0), by_key)
            found = found or every
        self.exact = self.exact and is_exact
        self.is_closed = self.is_closed and is_closed and bool(found)
        self.found.update((block.address, block) for block in found)

    def _elements(
        self, group: list[str], base: str, by_key: dict[str, list[Block]]
    ) -> tuple[list[Block], bool, bool]:
        """Return the instances that a group names, whether by one attribute each, and whether by no other."""
        form = re.compile(rf"({re.escape(base)}{_KEY}?)(\.(?:{'|'.join(self.attributes)}))?")
        parts = [part for part in map(form.fullmatch, group) if part is not None]
        whole = [part for part in parts if part.group(3)]
        # Terraform names of each also the instance, and the resource where that is another.
        named = [
            text for part in whole for text in (part.group(0), part.group(1), *[base] * bool(part.group(2)))
        ]
        indexed = whole or [part for part in parts if part.group(2)]
        keys = dict.fromkeys(part.group(2) or "null" for part in indexed)
        found = [block for key in keys for block in by_key.get(key, [])]
        once = bool(whole) and len(found) == len(whole)
        return found, once and Counter(group) <= Counter(named), len(parts) == len(group)

    def _outside(self, place: _Place, name: str) -> _Place:
        """Return what a variable of a module is given where the module is called."""
        given, repeated = self.configuration.variable(place.steps, name)
        return _Place(place.steps[:-1], place.steps[-1][1], _chained(given, repeated))

    def _inside(self, place: _Place, match: re.Match[str]) -> _Place:
        key = json.loads(match.group(2)) if match.group(2) else None
        steps = (*place.steps, (match.group(1), key))
        return _Place(steps, None, self.configuration.output(steps, match.group(3)))


def _chained(listed: list[str], repeated: list[str]) -> list[str]:
    """Put what something is repeated for in the place of `each.value`, where that is a resource itself."""
    uses_value = any(one.startswith(_EACH_VALUE) for one in listed)
    if not uses_value or len(repeated) != 1 or not _RESOURCE.fullmatch(repeated[0]):
        return listed
    return [*(one for one in listed if not one.startswith(_EACH_VALUE)), repeated[0], _OWN_KEYS[0]]


def _is_whole(group: list[str]) -> bool:
    """Tell whether a group is a whole resource or module: of `x[each.key].y` Terraform names only x."""
    return len(group) == 1 and bool(_RESOURCE.fullmatch(group[0]) or _CALL.fullmatch(group[0]))


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
