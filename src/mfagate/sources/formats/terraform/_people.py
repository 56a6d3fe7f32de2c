"""Who an argument names: the users, groups and roles of a file, by what is referred to or by their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from mfagate.parsing import shown
from mfagate.sources.formats.containers import items, text_of
from mfagate.sources.inventory import Holder, note, printable

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.policy.documents import Unknown
    from mfagate.sources.formats.containers import Container
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._references import References
    from mfagate.sources.inventory import Inventory, Severity

HOLDERS: dict[str, Literal["user", "group", "role", "set"]] = {
    "aws_iam_user": "user",
    "aws_iam_group": "group",
    "aws_iam_role": "role",
    "aws_ssoadmin_permission_set": "set",
}
_REMEDY = "Refer to the one that is meant by its address (aws_iam_user.NAME.name), or judge each by itself."
_BY_NAME = (
    "Refer to each by a name that is known when the plan is made (aws_iam_user.NAME.name, not .id), "
    "or judge the state after apply."
)
_NAMES = ("name", "id", "arn")
_WHOLE = "Judge the account's details (aws iam get-account-authorization-details): all that is attached."


@dataclass
class Named:
    """Who an argument names; `unclear` are those of whom it names one, and nothing tells which.

    `missing` are the names of those that are not in the file; empty where the name is not known either.
    `doubtful` are those among the holders who may not be meant, where that is known only after apply.
    `open` tells that such a list may name others beside those that it refers to.
    """

    holders: list[Holder] = field(default_factory=list)
    unclear: list[Holder] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    doubtful: list[Holder] = field(default_factory=list)
    open: bool = False

    def take(self, found: list[Holder], name: str) -> None:
        """Take what stands for one of a name: it, where there is no other."""
        (self.holders if len(found) == 1 else self.unclear).extend(found)
        if not found:
            self.missing.append(name)


class People:
    """The users, groups and roles of one file, with their blocks."""

    def __init__(self, container: Container, references: References, inventory: Inventory) -> None:
        """Take the file, what its configuration refers to, and where to put who is not in it."""
        self._container = container
        self._inventory = inventory
        self._outside: dict[tuple[str, str], Holder] = {}
        self._references = references
        self._known: dict[str, tuple[Block, Holder]] = {}
        self._named: dict[tuple[str, str], list[tuple[Block, Holder]]] = {}
        self._names: dict[str, str] = {}

    def add(self, block: Block, holder: Holder) -> None:
        """Take in one that the file has."""
        self._known[block.address] = (block, holder)
        key = "arn" if HOLDERS[block.type] == "set" else "name"
        name = last(block.values.get(key))
        self._named.setdefault((block.type, name), []).append((block, holder))
        self._names[holder.name] = name

    def name_of(self, holder: Holder) -> str:
        """Return the name of one in AWS; empty where the file does not tell."""
        return self._names.get(holder.name, "")

    def named(self, block: Block, argument: str, wanted: str) -> Named:
        """Return whom an argument names."""
        found = Named()
        value = block.values.get(argument)
        referred = [
            self._known[one.address]
            for one in self._references.all(block, argument, wanted)
            if one.address in self._known
        ]
        listed = [holder for _, holder in referred]
        if value is None and not argument.endswith("s"):
            found.take(listed, "")
            if self._references.sole(block, argument, wanted, _NAMES) is None:
                found.doubtful += found.holders
        elif value is None and argument not in block.values:
            found.holders += listed
            told = self._references.told(block, argument)
            found.open = told and bool(listed)
            found.missing += [""] * (told and not listed)
            if not self._has(block, argument, wanted, len(listed), 1):
                found.doubtful += listed
        for one in items(value):
            name = last(one)
            if name:
                same = self._of_name(block, wanted, name, [other for other, _ in referred])
                found.take(same, name)
        if isinstance(value, list) and None in value:
            rest = [holder for holder in listed if holder not in found.holders]
            if not self._has(block, argument, wanted, len(rest), value.count(None)):
                found.doubtful += rest
            found.holders += rest
            found.missing += [""] * (value.count(None) > len(rest))
        return found

    def _has(self, block: Block, argument: str, wanted: str, rest: int, late: int) -> bool:
        """Tell whether all that is left of what a list refers to are its elements that are not known.

        A list of an unknown length may have all of one, but of several fewer: setsubtract() does not show.
        """
        return rest == late and bool(self._references.plain(block, argument, wanted, _NAMES))

    def _of_name(self, block: Block, wanted: str, name: str, referred: list[Block]) -> list[Holder]:
        """Return those of a name: fewer, where references, providers or modules tell them apart."""
        same = self._named.get((wanted, name), [])
        by_reference = [(one, holder) for one, holder in same if one in referred]
        if by_reference:
            return [holder for _, holder in by_reference]
        same = [(one, holder) for one, holder in same if not self._references.apart(block, one)]
        near = [(one, holder) for one, holder in same if one.module == block.module]
        return [holder for _, holder in near or same]

    def say(self, found: Named, block: Block, argument: str, wanted: str) -> None:
        """Make it an error of whoever may be meant: a policy too many could be one that guards."""
        for holder in found.unclear:
            holder.unknowns.append(self.unclear(block, argument))
        for holder in found.doubtful:
            holder.unknowns.append(self.doubtful(block, argument, holder))
        for name in found.missing:
            self._say_missing(name, block, argument, HOLDERS[wanted])
        if found.open:
            told = f"{argument} of {printable(block.address, '?')}"
            message = (
                f"{told} is known after apply: those that it names beside the ones in this file are left out"
            )
            holder = self._inventory.add_holder(Holder(told, "role"))
            holder.unknowns.append(self._unknown(block, argument, message, _WHOLE, "warning"))

    def _say_missing(
        self, name: str, block: Block, argument: str, kind: Literal["user", "group", "role", "set"]
    ) -> None:
        told = f"{kind}/{printable(name, '?')}" if name else f"{argument} of {printable(block.address, '?')}"
        if (kind, told) in self._outside:
            return
        what = "known after apply, or not told" if not name else "not in this file"
        holder = self._inventory.add_holder(Holder(told, kind))
        message = f"{told} is {what}, so not everything that is attached to it is known"
        holder.unknowns.append(self._unknown(block, argument, message, _WHOLE))
        self._outside[kind, told] = holder

    def unclear(self, block: Block, argument: str) -> Unknown:
        """Return what is to be said of an argument that may name one of several."""
        message = (
            f"{argument} of {shown(block.address, 200)} may be one of several in this file, so what they "
            "have is not known, and this cannot be judged"
        )
        return self._unknown(block, argument, message, _REMEDY)

    def doubtful(self, block: Block, argument: str, holder: Holder) -> Unknown:
        """Return what is to be said of one whom a list may name or not; a role has no guard to lose."""
        meant = "is among them" if argument.endswith("s") else "is meant"
        message = (
            f"{argument} of {shown(block.address, 200)} is known after apply, and whether {holder.name} "
            f"{meant} is not known, nor is what that gives"
        )
        severity: Severity = "warning" if holder.kind in {"role", "set"} else "error"
        return self._unknown(block, argument, message, _BY_NAME, severity)

    def _unknown(
        self,
        block: Block,
        argument: str,
        message: str,
        remedy: str,
        severity: Severity = "error",
    ) -> Unknown:
        return note(self._container, (*block.path, argument), severity, message, remedy)


def last(name: Json) -> str:
    """Return a name without its path, or the last part of an ARN."""
    return text_of(name).rsplit("/", 1)[-1]
