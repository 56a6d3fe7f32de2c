"""From a property of a template to documents, and to the items of a list, worked out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mfagate.parsing import Located, ParseError, Positions, shown
from mfagate.sources.formats.cloudformation._resolve import NO_VALUE
from mfagate.sources.formats.containers import members
from mfagate.sources.formats.drafts import traced
from mfagate.sources.inventory import note, printable
from mfagate.sources.unknowns.marks import is_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Document, Kind
    from mfagate.sources.formats.cloudformation._defaults import Defaults
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.formats.drafts import Drafts

_DESCRIBING = ("Description", "Metadata", "Outputs", "Rules")


class Documents:
    """Reads the documents of one template."""

    def __init__(
        self, container: LocatedContainer, resolver: Resolver, drafts: Drafts, defaults: Defaults
    ) -> None:
        """Take the template."""
        self._container = container
        self._resolver = resolver
        self._drafts = drafts
        self._defaults = defaults
        self._open: dict[Path, Json] = {}

    def document(self, value: Json, path: Path, name: str, kind: Kind | None) -> Document:
        """Return the document that a value at a path of the template is, worked out."""
        self._container.read.add(path)
        origins: dict[Path, Path] = {}
        found = self._resolver.placed(value, path, (), origins)
        found = None if found is NO_VALUE else found
        document = self._drafted(found, origins, path, printable(name, "?"), kind)
        both = [
            note(
                self._container,
                place,
                "warning",
                f"{what}; the statements of both branches are judged",
                remedy,
            )
            for place, condition in self._resolver.open_items
            if place[: len(path)] == path
            for what, remedy in [self._resolver.unknown_condition(condition)]
        ]
        unknowns = (*document.unknowns, *both, *self._defaults.of_document(path))
        return replace(document, unknowns=tuple(dict.fromkeys(unknowns)))

    def _drafted(
        self, found: Json, origins: dict[Path, Path], path: Path, name: str, kind: Kind | None
    ) -> Document:
        if isinstance(found, str) and not is_mark(found):
            return self._drafts.text(found, path, name, kind)
        known = self._container.positions
        values = {target: self._container.offset(origin) for target, origin in origins.items()}
        keys = {
            target: known.keys[origin]
            for target, origin in origins.items()
            if target[-1:] == origin[-1:] and origin in known.keys
        }
        duplicates = [error for error in self._container.duplicates if error.path[: len(path)] == path]
        return self._drafts.drafted(
            Located(found, Positions(self._container.lines, values, keys)),
            name,
            kind,
            duplicates=[_cut(error, len(path)) for error in duplicates],
            written=lambda target: traced(target, origins),
        )

    def duplicate_keys(self, read: Container[str]) -> Iterator[Document]:
        """Give a document with its error for each duplicate key outside of documents that may hide a policy.

        `read` are the resources that are read: in others a duplicate key hides none.
        """
        for error in self._container.stray_duplicates():
            first, *rest = (*error.path, "")
            hides = first not in _DESCRIBING and (first != "Resources" or len(rest) < 3 or rest[0] in read)
            if hides:
                yield self._drafts.duplicate(error)

    def listed(self, value: Json, path: Path, condition: Json = None) -> Iterator[tuple[Path, Json]]:
        """Give the items of a list with their paths; of an open `Fn::If` those of both branches."""
        arguments = members(value).get("Fn::If")
        branches = self._resolver.open_if(value, path)
        if branches is not None:
            for index in (1, 2):
                yield from self.listed(branches[index], (*path, "Fn::If", index), branches[0])
        elif is_function(value) and isinstance(arguments, list) and len(arguments) == 3:
            inner = (*path, "Fn::If")
            chosen = self._resolver.branch(arguments, inner)
            if chosen is None:
                yield path, value
            else:
                yield from self.listed(arguments[chosen], (*inner, chosen), condition)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from (
                    self.listed(item, (*path, index), condition)
                    if is_function(item)
                    else [self._item(item, (*path, index), condition)]
                )
        elif value is not None and value != {"Ref": "AWS::NoValue"}:
            yield self._item(value, path, condition)

    def _item(self, value: Json, path: Path, condition: Json) -> tuple[Path, Json]:
        if condition is not None:
            self._open[path] = condition
        return path, value

    def doubt(self, path: Path) -> Diagnostic | None:
        """Return what is to be said of an item that an open condition may leave out; None of any other."""
        if path not in self._open:
            return None
        what, remedy = self._resolver.unknown_condition(self._open[path])
        message = f"{what}, so the stack may lack this item; it is judged as present"
        return note(self._container, path, "warning", message, remedy)

    def rests_on_default(self, path: Path) -> bool:
        """Tell whether what was worked out at a path may be otherwise with another value of a parameter."""
        return bool(self._defaults.of_document(path))

    def chooses_by_default(self, path: Path) -> bool:
        """Tell whether a branch at a path is taken only as long as a parameter has its default."""
        return bool(self._defaults.of_branches(path, ()))

    def doubt_of_resource(self, logical: str, condition: str, path: Path) -> Diagnostic:
        """Return what is to be said of a resource of which it is not known whether it is made."""
        what, remedy = self._resolver.unknown_condition(condition)
        message = f"{what}, so the stack may lack {shown(logical)}; it is judged as present"
        return note(self._container, path, "warning", message, remedy)


def is_function(value: Json) -> bool:
    """Tell whether a value is an intrinsic function and nothing else."""
    keys = list(members(value))
    return len(keys) == 1 and (keys[0] == "Ref" or keys[0].startswith("Fn::"))


def _cut(error: ParseError, depth: int) -> ParseError:
    """Return an error of duplicate keys with its path from the document on."""
    return ParseError(error.file, error.position, error.message, code=error.code, path=error.path[depth:])
