"""The resources and data sources of a plan or a state, wherever its modules keep them.

Sources: "JSON Output Format" (Terraform internals), for `terraform show -json`; the state file, version 4.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from mfagate.sources.formats.containers import members, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json, Path

_STEP = re.compile(r"(?:^|\.)module\.([^.\[\]]+)(?:\[(\"(?:[^\"\\]|\\.)*\"|[^\]\"]*)\])?")

_NAMES = ("address", "previous_address")

Step: TypeAlias = tuple[str, "str | int | None"]
"""One module on the way to a resource: the name of its call, and its key where it has several instances."""


class Block(NamedTuple):
    """One instance of a resource or data source; `path` is that of its values in the file."""

    address: str
    mode: str
    type: str
    name: str
    index: Json
    module: str
    values: dict[str, Any]
    path: Path
    steps: tuple[Step, ...]

    @property
    def modules(self) -> tuple[str, ...]:
        """The names of the modules around it, outermost first."""
        return tuple(name for name, _ in self.steps)


def blocks(value: dict[str, Any]) -> Iterator[Block]:
    """Give the blocks of a plan (as planned), or of a state: each address from the first listing that has it.

    Data sources that were read before are only in the state from before, others only among the changes. What
    was there before and does not change, as in a plan with -target, stays as it was.
    """
    seen: set[str] = set()
    for listed in _listings(value):
        found = [block for block in listed if block.address not in seen]
        seen.update(block.address for block in found)
        yield from found


def gone(value: dict[str, Any]) -> Iterator[Block]:
    """Give the blocks of which a plan says that nothing is left."""
    for _, one in _listed(value.get("resource_changes")):
        if _is_gone(members(one.get("change"))):
            yield _block(one, text_of(one.get("module_address")), None, one.get("deposed"))


def before(value: dict[str, Any]) -> Iterator[Block]:
    """Give the blocks of which a plan says that they change, as they were."""
    for _, one in _listed(value.get("resource_changes")):
        change = members(one.get("change"))
        if isinstance(change.get("before"), dict):
            yield _block(one, text_of(one.get("module_address")), change["before"], one.get("deposed"))


def _listings(value: dict[str, Any]) -> Iterator[Iterator[Block]]:
    yield _shown(("planned_values",), value.get("planned_values"))
    yield _shown(("values",), value.get("values"))
    yield _changed(value.get("resource_changes"))
    yield _kept(value.get("resources"))
    yield _prior(value)


def _prior(value: dict[str, Any]) -> Iterator[Block]:
    """Give what was there before and does not change."""
    prior = members(value.get("prior_state")).get("values")
    changed = {text_of(one.get(name)) for _, one in _listed(value.get("resource_changes")) for name in _NAMES}
    for block in _shown(("prior_state", "values"), prior):
        if block.mode == "data" or ("planned_values" in value and block.address not in changed):
            yield block


def _steps(module: str) -> tuple[Step, ...]:
    return tuple((match.group(1), _key(match.group(2))) for match in _STEP.finditer(module))


def _key(text: str | None) -> str | int | None:
    try:
        key = json.loads(text) if text else None
    except ValueError:
        return text
    return key if isinstance(key, str | int) else text


def _shown(path: Path, values: Json) -> Iterator[Block]:
    waiting: list[tuple[Path, Json]] = [((*path, "root_module"), members(values).get("root_module"))]
    for where, module in waiting:
        content = members(module)
        for index, one in _listed(content.get("resources")):
            block = _block(one, text_of(content.get("address")), one.get("values"), one.get("deposed_key"))
            yield block._replace(path=(*where, "resources", index, "values"))
        for index, child in _listed(content.get("child_modules")):
            waiting.append(((*where, "child_modules", index), child))


def _changed(changes: Json) -> Iterator[Block]:
    for index, one in _listed(changes):
        change = members(one.get("change"))
        if not _is_gone(change):
            block = _block(one, text_of(one.get("module_address")), change.get("after"), one.get("deposed"))
            yield block._replace(path=("resource_changes", index, "change", "after"))


def _is_gone(change: dict[str, Any]) -> bool:
    """Tell whether nothing is left of what changes; where only the actions were kept, they tell."""
    if "after" in change:
        return not isinstance(change["after"], dict)
    return change.get("actions") in (["delete"], ["forget"])


def _kept(resources: Json) -> Iterator[Block]:
    """Give the blocks of a state file: each resource with its instances."""
    for index, one in _listed(resources):
        module = text_of(one.get("module"))
        start = [module, "data"] if one.get("mode") == "data" else [module]
        base = ".".join([*filter(None, start), text_of(one.get("type")), text_of(one.get("name"))])
        for number, instance in _listed(one.get("instances")):
            key = instance.get("index_key")
            suffix = "" if key is None else f"[{json.dumps(key, ensure_ascii=False)}]"
            named = {**one, "address": f"{base}{suffix}", "index": key}
            form = "attributes" if "attributes" in instance else "attributes_flat"
            block = _block(named, module, instance.get(form), instance.get("deposed"))
            yield block._replace(path=("resources", index, "instances", number, form))


def _listed(value: Json) -> Iterator[tuple[int, dict[str, Any]]]:
    for index, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            yield index, one


def _block(one: dict[str, Any], module: str, values: Json, deposed: Json) -> Block:
    """Return a block; `deposed` is the key of an object that a replacement left, and that still is there."""
    kind, name, index = text_of(one.get("type")), text_of(one.get("name")), one.get("index")
    address = text_of(one.get("address")) or f"{kind}.{name}"
    return Block(
        f"{address} (deposed {deposed})" if deposed else address,
        text_of(one.get("mode")) or "managed",
        kind,
        name,
        index if isinstance(index, str | int) else None,
        module,
        members(values),
        (),
        _steps(module),
    )
