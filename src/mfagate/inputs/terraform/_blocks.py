"""The resources and data sources of a plan or a state, wherever its modules keep them.

Sources: "JSON Output Format" (Terraform internals), for `terraform show -json`; the state file, version 4.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.inputs.containers import members, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.positions import Json, Path

_INDEX = re.compile(r"\[(?:\"(?:[^\"\\]|\\.)*\"|[^\]\"]*)\]")
_MODULE = re.compile(r"module\.([^.]+)")


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

    @property
    def modules(self) -> tuple[str, ...]:
        """The names of the modules around it, outermost first."""
        return tuple(_MODULE.findall(_INDEX.sub("", self.module)))


def is_terraform(value: Json) -> bool:
    """Tell whether a value is a plan or a state, as `terraform show -json` or the state file has it."""
    if not isinstance(value, dict):
        return False
    if "format_version" in value:
        return not {"terraform_version", "planned_values", "resource_changes", "values"}.isdisjoint(value)
    return "terraform_version" in value and "resources" in value


def blocks(value: dict[str, Any]) -> Iterator[Block]:
    """Give the blocks of a plan (as planned), or of a state."""
    if "planned_values" in value:
        yield from _shown(("planned_values",), value["planned_values"])
    elif "values" in value:
        yield from _shown(("values",), value["values"])
    elif "resource_changes" in value:
        yield from _changed(value["resource_changes"])
    else:
        yield from _kept(value.get("resources"))
    prior = members(value.get("prior_state")).get("values")
    for block in _shown(("prior_state", "values"), prior):
        if block.mode == "data":
            yield block


def _shown(path: Path, values: Json) -> Iterator[Block]:
    waiting: list[tuple[Path, Json]] = [((*path, "root_module"), members(values).get("root_module"))]
    while waiting:
        where, module = waiting.pop(0)
        told = members(module)
        for index, one in _listed(told.get("resources")):
            block = _block(one, text_of(told.get("address")), one.get("values"))
            yield block._replace(path=(*where, "resources", index, "values"))
        for index, child in _listed(told.get("child_modules")):
            waiting.append(((*where, "child_modules", index), child))


def _changed(changes: Json) -> Iterator[Block]:
    for index, one in _listed(changes):
        change = members(one.get("change"))
        if isinstance(change.get("after"), dict):
            block = _block(one, text_of(one.get("module_address")), change["after"])
            yield block._replace(path=("resource_changes", index, "change", "after"))


def _kept(resources: Json) -> Iterator[Block]:
    """Give the blocks of a state file: each resource with its instances."""
    for index, one in _listed(resources):
        module = text_of(one.get("module"))
        start = ".".join(part for part in (module, "data" if one.get("mode") == "data" else "") if part)
        base = f"{text_of(one.get('type'))}.{text_of(one.get('name'))}"
        for number, instance in _listed(one.get("instances")):
            key = instance.get("index_key")
            told = "" if key is None else f"[{key}]" if isinstance(key, int) else f'["{key}"]'
            address = f"{start}.{base}{told}" if start else f"{base}{told}"
            named = {**one, "address": address, "index": key}
            block = _block(named, module, instance.get("attributes"))
            yield block._replace(path=("resources", index, "instances", number, "attributes"))


def _listed(value: Json) -> Iterator[tuple[int, dict[str, Any]]]:
    for index, one in enumerate(value if isinstance(value, list) else []):
        if isinstance(one, dict):
            yield index, one


def _block(one: dict[str, Any], module: str, values: Json) -> Block:
    return Block(
        text_of(one.get("address")) or f"{text_of(one.get('type'))}.{text_of(one.get('name'))}",
        text_of(one.get("mode")) or "managed",
        text_of(one.get("type")),
        text_of(one.get("name")),
        one.get("index"),
        module,
        members(values),
        (),
    )
