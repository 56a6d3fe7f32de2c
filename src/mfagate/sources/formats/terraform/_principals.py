"""Who an argument names: the users, groups and roles of a file, by what is referred to or by their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from mfagate.sources.formats.containers import items, text_of
from mfagate.sources.inventory import Holder, doubtful, note, printable

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Document
    from mfagate.sources.formats.containers import Container
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._references import References
    from mfagate.sources.inventory import Inventory

HOLDERS: dict[str, Literal["user", "group", "role", "set"]] = {
    "aws_iam_user": "user",
    "aws_iam_group": "group",
    "aws_iam_role": "role",
    "aws_ssoadmin_permission_set": "set",
}
_BY_NAME = (
    "Use names that are known at plan time (aws_iam_user.NAME.name, not .id), or judge the state after apply."
)
_NAMES = ("name", "id", "arn")
_ACCOUNT = "Judge the account's details (aws iam get-account-authorization-details), which list every policy."


@dataclass
class Named:
    """Who an argument names; `doubted` are those among the holders who may not be meant.

    `missing` are the names of those that are not in the file; empty where the name is not known either.
    `is_open` tells that such a list may name others beside those that it refers to.
    """

    holders: list[Holder] = field(default_factory=list)
    doubted: list[Holder] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    is_open: bool = False

    def take(self, found: list[Holder], name: str, *, exact: bool) -> None:
        """Take those that one name may mean: all of them in doubt, unless it is exact."""
        self.holders += [holder for holder in found if holder not in self.holders]
        self.doubted += [] if exact else found
        self.missing += [] if found else [name]


class Principals:
    """The users, groups and roles of one file, with their blocks."""

    def __init__(self, container: Container, references: References, inventory: Inventory) -> None:
        """Take the file, what its configuration refers to, and where to put who is not in it."""
        self._container = container
        self._inventory = inventory
        self._outside: set[tuple[str, str]] = set()
        self._references = references
        self._known: dict[str, Holder] = {}
        self._named: dict[tuple[str, str], list[tuple[Block, Holder]]] = {}
        self._names: dict[str, str] = {}

    def add(self, block: Block, holder: Holder) -> None:
        """Take in one that the file has."""
        self._known[block.address] = holder
        name = last(block.values.get("arn" if HOLDERS[block.type] == "set" else "name"))
        self._named.setdefault((block.type, name), []).append((block, holder))
        self._names[holder.name] = name

    def name_of(self, holder: Holder) -> str:
        """Return the name of one in AWS; empty where the file does not tell."""
        return self._names.get(holder.name, "")

    def named(self, block: Block, argument: str, wanted: str) -> Named:
        """Return who an argument names."""
        found = Named()
        value = block.values.get(argument)
        resolution = self._references.resolve(block, argument, wanted, _NAMES)
        referred = [self._known[one.address] for one in resolution.blocks if one.address in self._known]
        if value is None and not argument.endswith("s"):
            found.take(referred, "", exact=resolution.awaited is not None)
        elif argument not in block.values and self._references.is_configured(block, argument):
            found.take(referred, "", exact=resolution.only is not None)
            found.is_open = bool(referred)
        for name in filter(None, map(last, items(value))):
            same = self._of_name(block, wanted, name, referred)
            found.take(same, name, exact=len(same) == 1)
        late = value.count(None) if isinstance(value, list) else 0
        if late:
            rest = [holder for holder in referred if holder not in found.holders]
            found.take(rest, "", exact=resolution.exact and len(rest) == late)
            found.missing += [""] * (late > len(rest) > 0)
        return found

    def _of_name(self, block: Block, wanted: str, name: str, referred: list[Holder]) -> list[Holder]:
        """Return those of a name: fewer, where references, providers or modules tell them apart."""
        same = self._named.get((wanted, name), [])
        by_reference = [holder for _, holder in same if holder in referred]
        if by_reference:
            return by_reference
        same = [(one, holder) for one, holder in same if not self._references.are_apart(block, one)]
        near = [(one, holder) for one, holder in same if one.module == block.module]
        return [holder for _, holder in near or same]

    def report(
        self, found: Named, block: Block, argument: str, wanted: str, document: Document | None = None
    ) -> None:
        """Say of whoever may be meant, or is not in the file, that what they have is not known."""
        for holder in found.doubted:
            holder.unknowns.append(doubtful(self.doubt(block, argument, holder), holder, document))
        for name in found.missing:
            self._report_missing(name, block, argument, HOLDERS[wanted])
        if found.is_open:
            label = f"{argument} of {printable(block.address, '?')}"
            message = f"{label} is known after apply: names in it that are not in this file are not judged"
            holder = self._inventory.add_holder(Holder(label, "role"))
            holder.unknowns.append(self._unknown(block, argument, "warning", message, _ACCOUNT))

    def _report_missing(
        self, name: str, block: Block, argument: str, kind: Literal["user", "group", "role", "set"]
    ) -> None:
        label = f"{kind}/{printable(name, '?')}" if name else f"{argument} of {printable(block.address, '?')}"
        if (kind, label) in self._outside:
            return
        what = "not in this file" if name else "known after apply or not set"
        message = f"{label} is {what}, so its other policies are unknown"
        holder = self._inventory.add_holder(Holder(label, kind))
        holder.unknowns.append(self._unknown(block, argument, "error", message, _ACCOUNT))
        self._outside.add((kind, label))

    def doubt(self, block: Block, argument: str, holder: Holder) -> Diagnostic:
        """Return what is to be said of somebody an argument may mean or not."""
        where = f"{argument} of {printable(block.address, '?')}"
        message = f"{where} may or may not refer to {holder.name}; it is judged as if it does"
        return self._unknown(block, argument, "warning", message, _BY_NAME)

    def _unknown(
        self, block: Block, argument: str, severity: Literal["error", "warning"], message: str, remedy: str
    ) -> Diagnostic:
        return note(self._container, (*block.path, argument), severity, message, remedy)


def last(name: Json) -> str:
    """Return a name without its path, or the last part of an ARN."""
    return text_of(name).rsplit("/", 1)[-1]
