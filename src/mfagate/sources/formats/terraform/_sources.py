"""A policy that is known only after apply, written out from its `aws_iam_policy_document` data source.

Source: "Data Source: aws_iam_policy_document" (the AWS provider's documentation).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.sources.formats.containers import items, members, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json, Path
    from mfagate.sources.formats.terraform._blocks import Block
    from mfagate.sources.formats.terraform._references import References
    from mfagate.sources.unknowns.marks import UnknownValues

DATA = "aws_iam_policy_document"
JSON = ("json", "minified_json")
REMEDY = "Judge the state after apply (terraform show -json), or replace the unknown value with a literal."
_LISTS = (
    ("Action", "actions"),
    ("NotAction", "not_actions"),
    ("Resource", "resources"),
    ("NotResource", "not_resources"),
)
_STATEMENT = ("effect", "sid", "condition", "principals", "not_principals", *(name for _, name in _LISTS))
_BEFORE = ("source_json", "source_policy_documents")
_AFTER = ("override_json", "override_policy_documents")
_MAX_DEPTH = 8


class _Part(NamedTuple):
    """A statement, and where in the file its parts come from."""

    value: Json
    origins: dict[Path, Path]


@dataclass(frozen=True)
class Sources:
    """What writing out needs to know of a plan; `after` is what it marks as known after apply, by address."""

    references: References
    unknown_values: UnknownValues
    after: Mapping[str, Mapping[str, Json]]

    def document(self, block: Block) -> tuple[dict[str, Any], dict[Path, Path]]:
        """Return a data source's document, marks where a value is not known, and its origins."""
        origins: dict[Path, Path] = {(): block.path}
        statements = _overridden(_Source(self, block).parts())
        for index, part in enumerate(statements):
            origins.update({("Statement", index, *inner): path for inner, path in part.origins.items()})
        version = text_of(block.values.get("version")) or "2012-10-17"
        return {"Version": version, "Statement": [one.value for one in statements]}, origins


@dataclass
class _Source:
    """Writes out one data source."""

    sources: Sources
    block: Block
    depth: int = 0
    marked: bool = field(init=False)
    unknown: Mapping[str, Json] = field(init=False)

    def __post_init__(self) -> None:
        after = self.sources.after.get(self.block.address)
        self.marked, self.unknown = after is not None, after or {}

    def parts(self) -> list[_Part]:
        """Return the statements, those that are merged in before and after its own."""
        listed = self.block.values.get("statement")
        own = [
            self._statement(members(one), index)
            for index, one in enumerate(listed if isinstance(listed, list) else [])
        ]
        if self._waits("statement"):
            own.append(self._part(self._mark("statement"), ("statement",)))
        return [*self._others(_BEFORE), *own, *self._others(_AFTER)]

    def _waits(self, name: str) -> bool:
        """Tell whether all of an argument is known only after apply."""
        if self.marked:
            return self.block.values.get(name) is None and bool(self.unknown.get(name))
        return name not in self.block.values and self.sources.references.is_configured(self.block, name)

    def _part(self, value: Json, path: Path) -> _Part:
        return _Part(value, {(): (*self.block.path, *path)})

    def _mark(self, what: str) -> str:
        """Return the mark of a value that is known after apply."""
        return self.sources.unknown_values.mark(
            f"{what} of {self.block.address} is known after apply", REMEDY
        )

    def _others(self, names: tuple[str, ...]) -> Iterator[_Part]:
        """Give the statements of documents that are merged in; a mark where one is not known."""
        for name in names:
            value = self.block.values.get(name)
            late = self._waits(name)
            texts = [None] if late else items(value)
            single = not name.endswith("s")
            referred = self._referred(name) if None in texts and (single or not late) else []
            known = referred if len(referred) == len(texts) else []
            for index, text in enumerate(texts):
                if text is None and known:
                    yield from self._of_block(known[index], name)
                else:
                    yield from self.of_text(text, name, index)

    def _referred(self, name: str) -> list[Block]:
        found, exact, _ = self.sources.references.resolve(self.block, name, DATA, JSON)
        return found if exact else []

    def _of_block(self, block: Block, name: str) -> Iterator[_Part]:
        if self.depth >= _MAX_DEPTH:
            yield self._part(self._mark(name), (name,))
        elif isinstance(block.values.get("json"), str):
            yield from _Source(self.sources, block, self.depth).of_text(block.values["json"], "json", None)
        else:
            yield from _overridden(_Source(self.sources, block, self.depth + 1).parts())

    def of_text(self, text: Json, name: str, index: int | None) -> Iterator[_Part]:
        """Give the statements of a document in a text; a mark where it is none."""
        if text == "":
            return
        path: Path = (name,) if index is None else (name, index)
        try:
            found = items(members(json.loads(text_of(text)))["Statement"])
        except (ValueError, KeyError, RecursionError):
            found = [self._mark(name)]
        for one in found:
            yield self._part(one, path)

    def _statement(self, one: dict[str, Any], index: int) -> _Part:
        path: Path = (*self.block.path, "statement", index)
        listed = self.unknown.get("statement")
        marked = listed[index] if isinstance(listed, list) and index < len(listed) else None
        unknown = members(marked)
        if not self.marked:  # a plan without its changes: what an object lacks is not known
            unknown = {name: True for name in _STATEMENT if name not in one}
        if unknown.get("sid") is True:  # it may take the place of another statement
            return self._part(self._mark("sid"), ("statement", index))
        effect = self._mark("effect") if unknown.get("effect") is True else text_of(one.get("effect"))
        found: dict[str, Any] = {"Effect": effect or "Allow"}
        origins: dict[Path, Path] = {(): path}
        if text_of(one.get("sid")):
            found["Sid"] = one["sid"]
        for element, name in _LISTS:
            values = self._values(one.get(name), unknown.get(name), name)
            if values:
                found[element] = values
                origins[element,] = (*path, name)
                for place in range(len(values) if one.get(name) is not None else 0):
                    origins[element, place] = (*path, name, place)
        for element, name in (("Principal", "principals"), ("NotPrincipal", "not_principals")):
            principals = self._principals(one.get(name), unknown.get(name), name)
            if principals:
                found[element] = principals
                origins[element,] = (*path, name)
        condition = self._condition(one.get("condition"), unknown.get("condition"))
        if condition:
            found["Condition"] = condition
            origins["Condition",] = (*path, "condition")
        return _Part(found, origins)

    def _values(self, value: Json, unknown: Json, name: str) -> list[str]:
        if value is None:
            return [self._mark(name)] if unknown is True else []
        return [one.replace("&{", "${") if isinstance(one, str) else self._mark(name) for one in items(value)]

    def _principals(self, value: Json, unknown: Json, name: str) -> Json:
        if unknown is True:
            return self._mark(name)
        found: dict[str, list[str]] = {}
        for one in items(value):
            kind = text_of(members(one).get("type")) or self._mark(f"{name} type")
            listed = members(one).get("identifiers")
            found.setdefault(kind, []).extend(self._values(listed, listed is None, f"{name} identifiers"))
        return "*" if found == {"*": ["*"]} else found

    def _condition(self, value: Json, unknown: Json) -> Json:
        if unknown is True:
            return self._mark("condition")
        found: dict[str, dict[str, list[str]]] = {}
        for one in items(value):
            entry = members(one)
            test = text_of(entry.get("test")) or self._mark("condition test")
            variable = text_of(entry.get("variable")) or self._mark("condition variable")
            values = self._values(entry.get("values"), entry.get("values") is None, "condition values")
            found.setdefault(test, {}).setdefault(variable, []).extend(values)
        return found


def _overridden(parts: list[_Part]) -> list[_Part]:
    """Let a later statement take the place of an earlier one with its Sid, as the provider does."""
    found: list[_Part] = []
    for one in parts:
        sid = members(one.value).get("Sid")
        taken = [index for index, other in enumerate(found) if sid and members(other.value).get("Sid") == sid]
        if taken:
            found[taken[0]] = one
        else:
            found.append(one)
    return found
