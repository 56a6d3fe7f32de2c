"""Whether a plan is complete: one that stopped, or was made with -target, has less than its configuration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mfagate.sources.formats.containers import items, members, text_of
from mfagate.sources.formats.terraform._configuration import Named, references
from mfagate.sources.formats.terraform._places import ATTACHMENTS, EXCLUSIVE, INLINE, PLACES
from mfagate.sources.formats.terraform._principals import HOLDERS
from mfagate.sources.inventory import Holder, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._documents import Documents

_COUNTED = ("count_expression", "for_each_expression", "enabled_expression")
_KEYS = {"count", "each"}
_ALWAYS = {
    *HOLDERS,
    *INLINE,
    *ATTACHMENTS,
    *EXCLUSIVE,
    "aws_iam_user_group_membership",
    "aws_iam_group_membership",
    "aws_ssoadmin_permissions_boundary_attachment",
}
_REMEDY = (
    "Make the plan again, without errors and without -target (terraform plan -out, terraform show -json)."
)
_TARGET = "the plan is incomplete, as with -target; the rest of the configuration is not judged"


def report_missing(plan: dict[str, Any], blocks: Iterable[Block], documents: Documents) -> None:
    """Say what a plan leaves out, each as an error: nobody knows what becomes of it."""
    for name, what, path in [*_of_plan(plan), *_of_configuration(plan, blocks)]:
        is_target = what == _TARGET
        free = documents.inventory.free_name(printable(name, "?"))
        holder = documents.inventory.add_holder(Holder(free, "role" if is_target else "set"))
        unknown = documents.unknown("warning" if is_target else "error", what, _REMEDY, path)
        holder.unknowns.append(replace(unknown, identity=name))


def _of_plan(plan: dict[str, Any]) -> Iterator[tuple[str, str, Path]]:
    if plan.get("errored") is True:
        yield "the plan", "the plan stopped with an error, so it is incomplete", ("errored",)
    elif plan.get("complete") is False:
        yield "the plan", _TARGET, ("complete",)
    for index, one in enumerate(map(members, items(plan.get("resource_changes")))):
        address = printable(text_of(one.get("address")), "?")
        if _is_read(one) and members(one.get("change")).get("actions") == ["forget"]:
            what = f"Terraform forgets {address}; it stays in AWS, but this plan no longer has it"
            yield address, what, ("resource_changes", index)
    for index, one in enumerate(map(members, items(plan.get("deferred_changes")))):
        change = members(one.get("resource_change"))
        address = printable(text_of(change.get("address")), "?")
        if _is_read(change):
            yield address, f"{address} is deferred to a later plan", ("deferred_changes", index)


def _is_read(one: dict[str, Any]) -> bool:
    return text_of(one.get("type")) in {*_ALWAYS, *PLACES}


def _of_configuration(plan: dict[str, Any], blocks: Iterable[Block]) -> Iterator[tuple[str, str, Path]]:
    if plan.get("complete") is True:
        return
    known = {Named(one.modules, one.mode, one.type, one.name) for one in blocks}
    for path, named in _expected(members(plan.get("configuration"))):
        if named not in known:
            address = ".".join([*(f"module.{one}" for one in named.modules), named.type, named.name])
            yield address, f"{address} is in the configuration, but not in this plan", path


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
            if not _is_counted(members(call)):
                inner = (*where, "module_calls", name, "module")
                waiting.append((inner, (*modules, name), members(call).get("module")))


def _is_expected(one: dict[str, Any]) -> bool:
    kind = text_of(one.get("type"))
    place = PLACES.get(kind)
    needed = place is not None and (not place.optional or place.argument in members(one.get("expressions")))
    return one.get("mode") == "managed" and (needed or kind in _ALWAYS) and not _is_counted(one)


def _is_counted(one: dict[str, Any]) -> bool:
    """Tell whether there may be no instance of a resource or a module.

    Terraform leaves a count out that is neither written as a value nor refers to anything, as in toset([]).
    """
    used = (reference.partition(".")[0] for reference in references(one.get("expressions")))
    return any(name in one for name in _COUNTED) or not _KEYS.isdisjoint(used)
