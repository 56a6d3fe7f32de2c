"""Whether a plan is whole: one that stopped, or was made with -target, has less than its configuration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._configuration import Named, references
from mfagate.sources.formats.terraform._people import HOLDERS
from mfagate.sources.formats.terraform._places import ATTACHMENTS, EXCLUSIVE, INLINE, PLACES
from mfagate.sources.inventory import Holder, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._documents import Documents

_COUNTED = ("count_expression", "for_each_expression", "enabled_expression")
_KEYS = {"count", "each"}
_TYPES = {
    *HOLDERS,
    *INLINE,
    *ATTACHMENTS,
    *EXCLUSIVE,
    "aws_iam_user_group_membership",
    "aws_iam_group_membership",
    "aws_ssoadmin_permissions_boundary_attachment",
}
_REMEDY = (
    "Make the plan anew, without errors and without -target (terraform plan -out, terraform show -json)."
)


def say_missing(plan: dict[str, Any], blocks: Iterable[Block], documents: Documents) -> None:
    """Tell of what the configuration has, and the plan does not: nobody knows what becomes of it."""
    if plan.get("errored") is True:
        _say("the plan", "the plan stopped with an error, so it is not whole", ("errored",), documents)
    elif plan.get("complete") is False:
        message = "the plan is not complete, as with -target: what else the configuration has is left out"
        holder = documents.inventory.add_holder(Holder(documents.inventory.free_name("the plan"), "role"))
        unknown = documents.unknown("warning", message, _REMEDY, ("complete",))
        holder.unknowns.append(replace(unknown, identity="the plan"))
    for index, one in enumerate(map(members, items(plan.get("resource_changes")))):
        if text_of(one.get("type")) in {*_TYPES, *PLACES} and members(one.get("change")).get("actions") == [
            "forget"
        ]:
            address = text_of(one.get("address"))
            message = (
                f"{address} is forgotten by Terraform and stays in AWS, where this plan no longer sees it"
            )
            _say(address, message, ("resource_changes", index), documents)
    for index, one in enumerate(items(plan.get("deferred_changes"))):
        told = members(members(one).get("resource_change"))
        if text_of(told.get("type")) in {*_TYPES, *PLACES}:
            address = text_of(told.get("address"))
            _say(address, f"{address} is put off to a later plan", ("deferred_changes", index), documents)
    if plan.get("complete") is True:
        return
    known = {Named(one.modules, one.mode, one.type, one.name) for one in blocks}
    for path, named in _expected(members(plan.get("configuration"))):
        if named not in known:
            address = ".".join([*(f"module.{one}" for one in named.modules), named.type, named.name])
            _say(address, f"{address} is in the configuration, but not in this plan", path, documents)


def _say(name: str, what: str, path: Path, documents: Documents) -> None:
    holder = documents.inventory.add_holder(
        Holder(documents.inventory.free_name(printable(name, "?")), "set")
    )
    unknown = documents.unknown("error", what, _REMEDY, path)
    holder.unknowns.append(replace(unknown, identity=name))


def _expected(configuration: dict[str, Any]) -> Iterator[tuple[Path, Named]]:
    """Give the resources of which there must be one: those that nothing counts."""
    path: Path = ("configuration", "root_module")
    waiting: list[tuple[Path, tuple[str, ...], Json]] = [(path, (), configuration.get("root_module"))]
    for where, modules, module in waiting:
        for index, one in enumerate(map(members, items(members(module).get("resources")))):
            if _is_expected(one):
                named = Named(modules, "managed", text_of(one.get("type")), text_of(one.get("name")))
                yield (*where, "resources", index), named
        for name, call in members(members(module).get("module_calls")).items():
            if not _counted(members(call)):
                inner = (*where, "module_calls", name, "module")
                waiting.append((inner, (*modules, name), members(call).get("module")))


def _is_expected(one: dict[str, Any]) -> bool:
    kind = text_of(one.get("type"))
    place = PLACES.get(kind)
    needed = place is not None and (not place.optional or place.argument in members(one.get("expressions")))
    return one.get("mode") == "managed" and (needed or kind in _TYPES) and not _counted(one)


def _counted(one: dict[str, Any]) -> bool:
    """Tell whether there may be no instance of a resource or a module.

    Terraform leaves a count out that is neither written as a value nor refers to anything, as in toset([]).
    """
    used = (reference.partition(".")[0] for reference in references(one.get("expressions")))
    return any(name in one for name in _COUNTED) or not _KEYS.isdisjoint(used)
