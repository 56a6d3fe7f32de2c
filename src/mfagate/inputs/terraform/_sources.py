"""A policy that is known only after apply, written out from its `aws_iam_policy_document` data source.

Source: "Data Source: aws_iam_policy_document" (the AWS provider's documentation).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mfagate.inputs.containers import items, members, text_of

if TYPE_CHECKING:
    from mfagate.inputs.terraform._blocks import Block
    from mfagate.inputs.unknowns import Gaps
    from mfagate.positions import Json, Path

_LISTS = (
    ("Action", "actions"),
    ("NotAction", "not_actions"),
    ("Resource", "resources"),
    ("NotResource", "not_resources"),
)
_BEFORE = ("source_json", "source_policy_documents")
_BEHIND = ("override_json", "override_policy_documents")
REMEDY = "Judge the state after apply (terraform show -json), or write out the value that it waits for."


@dataclass
class Source:
    """Writes out one data source; `origins` says where in the file each part of the document comes from."""

    block: Block
    gaps: Gaps
    unknown: dict[str, Any]
    origins: dict[Path, Path] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """Return the document, with marks where the plan does not tell a value."""
        self.origins[()] = self.block.path
        statements: list[Json] = []
        statements += self._others(_BEFORE)
        listed = self.block.values.get("statement")
        for index, one in enumerate(listed if isinstance(listed, list) else []):
            statements.append(self._statement(members(one), index, len(statements)))
        if listed is None and self.unknown.get("statement"):
            statements.append(self.mark("statement"))
        statements += self._others(_BEHIND)
        version = text_of(self.block.values.get("version")) or "2012-10-17"
        return {"Version": version, "Statement": _overridden(statements)}

    def mark(self, what: str) -> str:
        """Return the mark of a value that is known after apply."""
        return self.gaps.mark(f"{what} of {self.block.address} is known after apply", REMEDY)

    def _others(self, names: tuple[str, ...]) -> list[Json]:
        """Return the statements of documents that are merged in; a mark where one is not known."""
        found: list[Json] = []
        for name in names:
            value = self.block.values.get(name)
            if value is None and self.unknown.get(name):
                found.append(self.mark(name))
            for text in items(value):
                found += self._statements_of(text, name)
        return found

    def _statements_of(self, text: Json, name: str) -> list[Json]:
        if text == "":
            return []
        try:
            return items(members(json.loads(text_of(text))).get("Statement"))
        except (ValueError, RecursionError):
            return [self.mark(name)]

    def _statement(self, one: dict[str, Any], index: int, target: int) -> dict[str, Any]:
        path: Path = (*self.block.path, "statement", index)
        listed = self.unknown.get("statement")
        told = listed[index] if isinstance(listed, list) and index < len(listed) else None
        unknown = members(told)
        self.origins["Statement", target] = path
        found: dict[str, Any] = {"Effect": text_of(one.get("effect")) or "Allow"}
        if text_of(one.get("sid")):
            found["Sid"] = one["sid"]
        for element, name in _LISTS:
            values = self._values(one.get(name), unknown.get(name), name)
            if values:
                found[element] = values
                self.origins["Statement", target, element] = (*path, name)
                for place in range(len(values) if one.get(name) is not None else 0):
                    self.origins["Statement", target, element, place] = (*path, name, place)
        for element, name in (("Principal", "principals"), ("NotPrincipal", "not_principals")):
            principals = self._principals(one.get(name), unknown.get(name), name)
            if principals:
                found[element] = principals
                self.origins["Statement", target, element] = (*path, name)
        condition = self._condition(one.get("condition"), unknown.get("condition"))
        if condition:
            found["Condition"] = condition
            self.origins["Statement", target, "Condition"] = (*path, "condition")
        return found

    def _values(self, value: Json, unknown: Json, name: str) -> list[str]:
        if value is None:
            return [self.mark(name)] if unknown is True else []
        return [one.replace("&{", "${") if isinstance(one, str) else self.mark(name) for one in items(value)]

    def _principals(self, value: Json, unknown: Json, name: str) -> Json:
        if unknown is True:
            return self.mark(name)
        found: dict[str, list[str]] = {}
        for one in items(value):
            kind = text_of(members(one).get("type")) or self.mark(f"{name} type")
            listed = members(one).get("identifiers")
            found.setdefault(kind, []).extend(self._values(listed, listed is None, f"{name} identifiers"))
        return "*" if found == {"*": ["*"]} else found

    def _condition(self, value: Json, unknown: Json) -> Json:
        if unknown is True:
            return self.mark("condition")
        found: dict[str, dict[str, list[str]]] = {}
        for one in items(value):
            told = members(one)
            test = text_of(told.get("test")) or self.mark("condition test")
            variable = text_of(told.get("variable")) or self.mark("condition variable")
            values = self._values(told.get("values"), told.get("values") is None, "condition values")
            found.setdefault(test, {}).setdefault(variable, []).extend(values)
        return found


def _overridden(statements: list[Json]) -> list[Json]:
    """Let a later statement take the place of an earlier one with its Sid, as the provider does."""
    found: list[Json] = []
    for one in statements:
        sid = members(one).get("Sid")
        taken = [index for index, other in enumerate(found) if sid and members(other).get("Sid") == sid]
        if taken:
            found[taken[0]] = one
        else:
            found.append(one)
    return found
