"""Who an argument names: the users, groups and roles of a file, by what is referred to or by their names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mfagate.documents import Unknown
from mfagate.inputs.containers import items, text_of
from mfagate.positions import json_path, shown

if TYPE_CHECKING:
    from mfagate.inputs.containers import Container
    from mfagate.inputs.holdings import Holder
    from mfagate.inputs.terraform._blocks import Block
    from mfagate.inputs.terraform._references import References
    from mfagate.positions import Path

_REMEDY = (
    "Refer to the one that is meant by its address (aws_iam_user.NAME.name), or judge each account by itself."
)


@dataclass
class Named:
    """Who an argument names; `unclear` are those of whom it names one, and nothing tells which."""

    holders: list[Holder] = field(default_factory=list)
    unclear: list[Holder] = field(default_factory=list)

    def take(self, found: list[Holder]) -> None:
        """Take what stands for one: it, where there is no other."""
        (self.holders if len(found) == 1 else self.unclear).extend(found)


class People:
    """The users, groups and roles of one file, with their blocks."""

    def __init__(self, container: Container, references: References) -> None:
        """Take the file and what its configuration refers to."""
        self._container = container
        self._references = references
        self._known: dict[str, tuple[Block, Holder]] = {}

    def add(self, block: Block, holder: Holder) -> None:
        """Take in one that the file has."""
        self._known[block.address] = (block, holder)

    def named(self, block: Block, argument: str, wanted: str) -> Named:
        """Return whom an argument names."""
        found = Named()
        value = block.values.get(argument)
        referred = [
            self._known[one.address]
            for one in self._references.all(block, argument, wanted)
            if one.address in self._known
        ]
        if value is None:
            listed = [holder for _, holder in referred]
            if argument.endswith("s"):
                found.holders += listed
            else:
                found.take(listed)
        for name in dict.fromkeys(text_of(one).rsplit("/", 1)[-1] for one in items(value)):
            if name:
                found.take(self._of_name(block, wanted, name, [one for one, _ in referred]))
        return found

    def _of_name(self, block: Block, wanted: str, name: str, referred: list[Block]) -> list[Holder]:
        """Return those of a name: fewer, where references, providers or modules tell them apart."""
        same = [
            (one, holder)
            for one, holder in self._known.values()
            if one.type == wanted and text_of(one.values.get("name")) == name
        ]
        by_reference = [(one, holder) for one, holder in same if one in referred]
        if by_reference:
            return [holder for _, holder in by_reference]
        same = [(one, holder) for one, holder in same if not self._references.apart(block, one)]
        near = [(one, holder) for one, holder in same if one.module == block.module]
        return [holder for _, holder in near or same]

    def say_unclear(self, found: Named, block: Block, argument: str) -> None:
        """Make it an error of each that may be meant: a policy too many could be one that guards."""
        for holder in found.unclear:
            holder.unknowns.append(self.unclear(block, argument))

    def unclear(self, block: Block, argument: str) -> Unknown:
        """Return what is to be said of an argument that may name one of several."""
        path: Path = (*block.path, argument)
        line, column = self._container.lines.at(self._container.offset(path))
        return Unknown(
            "error",
            f"{argument} of {shown(block.address, 200)} may be one of several in this file, so what they "
            "have is not known, and this cannot be judged",
            _REMEDY,
            self._container.file,
            line,
            column,
            json_path(path),
        )
