"""From a property of a template to documents, and to the items of a list, worked out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from mfagate.parsing import Located, ParseError, Positions, json_path
from mfagate.sources.formats.containers import members
from mfagate.sources.formats.drafts import traced
from mfagate.sources.inventory import plain
from mfagate.sources.unknowns.marks import is_mark

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Document, Kind
    from mfagate.sources.formats.cloudformation._assumed import Assumed
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.formats.drafts import Drafts

_TELLING = ("Description", "Metadata", "Outputs", "Rules")


class Written:
    """Reads what stands at places of one template."""

    def __init__(
        self, container: LocatedContainer, resolver: Resolver, drafts: Drafts, assumed: Assumed
    ) -> None:
        """Take the template."""
        self._container = container
        self._resolver = resolver
        self._drafts = drafts
        self._assumed = assumed
        self._read: set[Path] = set()

    def document(self, value: Json, path: Path, name: str, kind: Kind | None) -> Document:
        """Return the document that a value at a path of the template is, worked out."""
        self._read.add(path)
        origins: dict[Path, Path] = {}
        before, referred = len(self._resolver.branches), len(self._resolver.referred)
        found = self._resolver.placed(value, path, (), origins)
        branches = [one for one in self._resolver.branches[before:] if one.path[: len(path)] == path]
        key = json.dumps([path, name, kind, found, list(origins.items())], default=str)
        documents = self._resolver.scope.documents
        if key not in documents:
            document = self._drafted(found, origins, path, plain(name, "?"), kind)
            assumed = self._assumed.decided(path, self._resolver.referred[referred:])
            unknowns = (*document.unknowns, *assumed, *self._assumed.not_taken(branches))
            documents[key] = replace(document, unknowns=unknowns)
        return documents[key]

    def has(self, path: Path) -> bool:
        """Tell whether what stands at a path is within a document that was read."""
        return any(path[:length] in self._read for length in range(len(path) + 1))

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

    def twice(self, held: Container[str]) -> Iterator[Document]:
        """Give a document with its error for each key that stands twice where that may hide a policy.

        In documents it is their own error. `held` are the resources that are read: elsewhere it hides none.
        """
        for error in self._container.duplicates:
            first, *rest = (*error.path, "")
            hides = first not in _TELLING and (first != "Resources" or len(rest) < 3 or rest[0] in held)
            if hides and not self.has(error.path):
                name = json_path(error.path)
                message, path = f"{error.message}: one of them is not read", error.path
                place = ParseError(error.file, error.position, message, code="input-shape", path=path)
                yield self._drafts.broken(place, name, "identity")

    def listed(self, value: Json, path: Path) -> Iterator[tuple[Path, Json]]:
        """Give the items of a list with their paths, `Fn::If` on the way worked out where that can be."""
        while (chosen := self._branch(value, path)) is not None:
            path, value = (*path, "Fn::If", chosen), value["Fn::If"][chosen]
        if value is None or value == {"Ref": "AWS::NoValue"}:
            return
        if not isinstance(value, list):
            yield path, value
            return
        for index, item in enumerate(value):
            if is_function(item):
                yield from self.listed(item, (*path, index))
            else:
                yield (*path, index), item

    def _branch(self, value: Json, path: Path) -> int | None:
        arguments = members(value).get("Fn::If")
        if not is_function(value) or not isinstance(arguments, list) or len(arguments) != 3:
            return None
        return self._resolver.branch(arguments, (*path, "Fn::If"))


def is_function(value: Json) -> bool:
    """Tell whether a value is an intrinsic function and nothing else."""
    keys = list(members(value))
    return len(keys) == 1 and (keys[0] == "Ref" or keys[0].startswith("Fn::"))


def _cut(error: ParseError, depth: int) -> ParseError:
    """Return an error of duplicate keys with its path from the document on."""
    return ParseError(error.file, error.position, error.message, code=error.code, path=error.path[depth:])
