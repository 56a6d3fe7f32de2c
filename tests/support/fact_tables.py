"""Reads the tables of facts, strictly, and writes out their shorthand.

A file has a `topic`, and `groups` of `rows` (or a `grid`); a group has a `title`, and the `source`
of its rows: the page in docs/explanation/ and the title of AWS's page. `defaults` of a file and of a
group are keys that its rows may leave out. A row is one case, with an `id`, a sentence that it
`says`, what is asked and what is expected.

What is asked, in full:
  policies     as in the contract of `mfagate simulate`; a policy type that is left out is null. A
               document may be written in short: the name of one of the file's `documents`
               (`allow-all` is always there), one statement, or a list of statements; there Version
               is 2012-10-17, and Action and Resource are `*` where they are left out
               (`Resource: null` leaves it out in earnest). A document with `Statement` is taken as
               it stands.
  request      over the request that every row starts from: alice of account 111122223333 reads an
               object of her own account, with an empty context. `principal`, `action`, `resource`,
               `resource_account` and `context` may stand in the row itself; `drop` names a part of
               the request that is taken out of it.
  assumptions  as in `data.iam.answers`.

What is asked, in short, for one statement that stands `in` a policy type (identity by itself):
  statement    parts of the statement; what it leaves out is `*`.
  condition    its Condition; or for a Condition of one key:
  op, key, value, and given (the value in the request) or `absent: true`.
  version      of the document; `none` leaves it out.

What is expected:
  matches      whether the statement under test applies. The row is asked twice: as an Allow that is
               needed, beside policies that allow everything, and as a Deny beside an Allow of
               everything (`only` names one of them).
  expect       Allowed, ImplicitlyDenied, ExplicitlyDenied or error; then, where the row settles it:
  by           the deciding statements, as label#index
  denied_by    the policy types that failed to allow, in the order of evaluation
  error_where  a JSON pointer into the case

A `grid` has lines of requests and columns of identity documents; each cell is a decision (A, I, E).
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json: TypeAlias = Any  # whatever JSON can say

FOLDER = Path(__file__).parents[1] / "facts"
TYPES = ("identity", "resource", "boundary", "session", "scp", "rcp")
DECISIONS = {"A": "Allowed", "I": "ImplicitlyDenied", "E": "ExplicitlyDenied"}
EXPECTATIONS = {*DECISIONS.values(), "error"}
REQUEST = {
    "principal": "arn:aws:iam::111122223333:user/alice",
    "action": "s3:GetObject",
    "resource": "arn:aws:s3:::reports/q3.csv",
    "resource_account": "111122223333",
    "context": {},
}
SESSION = "arn:aws:sts::111122223333:assumed-role/app/s1"
ANOTHER_ACCOUNT = "444455556666"
ALLOW_ALL = {"Effect": "Allow", "Action": "*", "Resource": "*"}
COMMON_DOCUMENTS: dict[str, Any] = {"allow-all": {"Effect": "Allow"}}

_ASKED = {"policies", "request", *REQUEST, "drop", "assumptions"}
_SHORT = {"statement", "condition", "op", "key", "value", "given", "absent", "version", "in"}
_EXPECTED = {"matches", "only", "effect", "expect", "by", "denied_by", "error_where"}
_ROW = {"id", "says", "source"} | _ASKED | _SHORT | _EXPECTED
_GRID_LINE = {"id", "says", "cells", "resource_policy", "assumptions", *REQUEST}


class TableError(Exception):
    """A table does not keep to its own rules."""


@dataclass(frozen=True)
class Case:
    """One question to `data.iam.answers` and the answer that the table gives."""

    id: str
    file: str
    source: str
    says: str
    policies: dict[str, Any]
    request: dict[str, Any]
    expect: str
    assumptions: dict[str, str] = field(default_factory=dict)
    by: tuple[str, ...] | None = None
    denied_by: tuple[str, ...] | None = None
    error_where: str | None = None


def all_cases() -> list[Case]:
    """Return the cases of every table, in the order of the files."""
    cases = [case for path in sorted(FOLDER.glob("*.yaml")) for case in cases_of(path)]
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            raise TableError(f"{case.file}: the id {case.id} is in {seen[case.id]} already")
        seen[case.id] = case.file
    return cases


def cases_of(path: Path) -> list[Case]:
    """Return the cases of one table."""
    table = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - it is a SafeLoader
    _only(table, {"topic", "documents", "defaults", "groups"}, path.name)
    return [case for group in table["groups"] for case in _Group(path.name, table, group).cases()]


class _Group:
    """A group of rows with what they share."""

    def __init__(self, file: str, table: Mapping[str, Any], group: Mapping[str, Any]) -> None:
        self.file = file
        self.where = f"{file}: {group.get('title')}"
        _only(group, {"title", "source", "defaults", "rows", "grid"}, self.where)
        self.group = group
        self.defaults = {**table.get("defaults", {}), **group.get("defaults", {})}
        _only(self.defaults, _ROW - {"id", "says", "expect"}, self.where)
        self.documents = {**COMMON_DOCUMENTS, **table.get("documents", {})}

    def cases(self) -> Iterator[Case]:
        """Give the cases of the rows and of the grid."""
        for row in self.group.get("rows", []):
            yield from self._row({"source": self.group["source"], **self.defaults, **row})
        if "grid" in self.group:
            yield from self._grid(self.group["grid"])

    def _row(self, row: dict[str, Any]) -> Iterator[Case]:
        where = f"{self.where}: {row.get('id')}"
        _only(row, _ROW, where)
        if ("matches" in row) == ("expect" in row):
            raise TableError(f"{where}: either `matches` or `expect`")
        if "policies" in row:
            yield self._long(row, where)
        elif "expect" in row:
            yield self._short(row, row.get("effect", "Allow"), where)
        else:
            for effect in ("Allow", "Deny"):
                if row.get("only", effect) == effect:
                    yield self._short(row, effect, where)

    def _long(self, row: Mapping[str, Any], where: str) -> Case:
        if row["expect"] not in EXPECTATIONS:
            raise TableError(f"{where}: no such expectation: {row['expect']}")
        return self._case(
            row,
            row["id"],
            self._policies(row["policies"], where),
            self._request(row, where),
            expect=row["expect"],
            by=_maybe(row.get("by")),
            denied_by=_maybe(row.get("denied_by")),
            error_where=row.get("error_where"),
        )

    def _short(self, row: Mapping[str, Any], effect: str, where: str) -> Case:
        kind = row.get("in", "identity")
        policies, label = _around(kind, effect, self._document_under_test(row, kind, effect, where))
        request = self._request(row, where)
        if row.get("expect") == "error":
            return self._case(
                row,
                row["id"],
                policies,
                request,
                expect="error",
                error_where=row.get("error_where"),
            )
        name = f"{row['id']}[{effect.lower()}]"
        if effect == "Deny" and row["matches"]:
            return self._case(row, name, policies, request, expect="ExplicitlyDenied", by=(label,))
        if effect == "Allow" and not row["matches"]:
            return self._case(row, name, policies, request, expect="ImplicitlyDenied", denied_by=(kind,))
        by = ("identity[0]#0",) if kind == "identity" else None
        return self._case(row, name, policies, request, expect="Allowed", by=by)

    def _case(
        self, row: Mapping[str, Any], name: str, policies: Json, request: Json, **expected: Json
    ) -> Case:
        return Case(
            id=name,
            file=self.file,
            source=row["source"],
            says=row["says"],
            policies=policies,
            request=request,
            assumptions=row.get("assumptions", {}),
            **expected,
        )

    def _document_under_test(
        self, row: Mapping[str, Any], kind: str, effect: str, where: str
    ) -> dict[str, Any]:
        statement = {"Effect": effect, **row.get("statement", {})}
        if kind in {"resource", "rcp"} and not {"Principal", "NotPrincipal"} & set(statement):
            statement["Principal"] = "*"
        if "condition" in row:
            statement["Condition"] = row["condition"]
        elif "op" in row:
            statement["Condition"] = {row["op"]: {row["key"]: row["value"]}}
        elif "statement" not in row:
            raise TableError(f"{where}: nothing is asked")
        version = row.get("version", "2012-10-17")
        head = {} if version == "none" else {"Version": version}
        return {**head, "Statement": [_filled(statement)]}

    def _request(self, row: Mapping[str, Any], where: str) -> dict[str, Any]:
        start = dict(REQUEST)
        if "policies" not in row and row.get("in") == "resource":
            start["resource_account"] = ANOTHER_ACCOUNT
        if "policies" not in row and row.get("in") == "session":
            start["principal"] = SESSION
        own = {part: row[part] for part in REQUEST if part in row}
        request = {**start, **row.get("request", {}), **own}
        if "op" in row and "condition" not in row:
            if ("given" in row) == (row.get("absent") is True):
                raise TableError(f"{where}: either `given` or `absent: true`")
            given = {row["key"]: row["given"]} if "given" in row else {}
            request["context"] = {**request["context"], **given}
        _texts(request["context"], where)
        return {part: value for part, value in request.items() if part != row.get("drop")}

    def _grid(self, grid: Mapping[str, Any]) -> Iterator[Case]:
        _only(grid, {"beside", "alone", "columns", "lines"}, self.where)
        for line in grid["lines"]:
            where = f"{self.where}: {line.get('id')}"
            _only(line, _GRID_LINE, where)
            cells = line["cells"].split()
            for column, cell in zip(grid["columns"], cells, strict=True):
                if cell == "-":
                    continue
                beside = [] if column in grid["alone"] else grid["beside"]["identity"]
                short = {"identity": [*beside, column], "resource": line.get("resource_policy")}
                yield self._case(
                    {"source": self.group["source"], **line},
                    f"{line['id']}[{column}]",
                    self._policies(short, where),
                    self._request(line, where),
                    expect=DECISIONS[cell],
                )

    def _policies(self, short: Mapping[str, Any], where: str) -> dict[str, Any]:
        _only(short, set(TYPES), where)
        found: dict[str, Any] = dict.fromkeys(TYPES)
        for kind, value in short.items():
            if value is None:
                continue
            if kind == "resource":
                found[kind] = self._document(value, where)
            elif kind in {"scp", "rcp"}:
                found[kind] = [[self._document(one, where) for one in level] for level in value]
            else:
                found[kind] = [self._document(one, where) for one in value]
        return found

    def _document(self, short: Json, where: str) -> Json:
        if isinstance(short, str):
            if short not in self.documents:
                raise TableError(f"{where}: there is no document {short}")
            return self._document(self.documents[short], where)
        if isinstance(short, list):
            return {"Version": "2012-10-17", "Statement": [_filled(one) for one in short]}
        if "Effect" in short:
            return {"Version": "2012-10-17", "Statement": [_filled(short)]}
        return copy.deepcopy(short)


def _around(kind: str, effect: str, document: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Return policies in which the document decides, and the label of its statement."""
    everything = {"Version": "2012-10-17", "Statement": [dict(ALLOW_ALL)]}
    alone = effect == "Allow"
    policies: dict[str, Any] = {**dict.fromkeys(TYPES), "identity": [everything]}
    if kind == "resource":
        # in one document, for there is only one resource policy
        granting = {**ALLOW_ALL, "Principal": "*"}
        statements = document["Statement"] if alone else [granting, *document["Statement"]]
        policies["resource"] = {**document, "Statement": statements}
        return policies, f"resource#{len(statements) - 1}"
    if kind == "rcp":
        if alone:
            raise TableError("an RCP only denies; write `only: Deny`")
        full = {"Version": "2012-10-17", "Statement": [{**ALLOW_ALL, "Principal": "*"}]}
        policies["rcp"] = [[full, document]]
        return policies, "rcp[0][1]#0"
    if kind == "scp":
        policies["scp"] = [[document] if alone else [everything, document]]
        return policies, f"scp[0][{0 if alone else 1}]#0"
    policies[kind] = [document] if alone else [everything, document]
    return policies, f"{kind}[{0 if alone else 1}]#0"


def _filled(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return a statement with `*` for the Action and the Resource that it leaves out."""
    full = copy.deepcopy(dict(statement))
    if not {"Action", "NotAction"} & set(full):
        full["Action"] = "*"
    if not {"Resource", "NotResource"} & set(full):
        full["Resource"] = "*"
    return {name: value for name, value in full.items() if not (name == "Resource" and value is None)}


def _texts(context: Json, where: str) -> None:
    """See that a context holds texts and lists of texts, as the contract has it."""
    for value in context.values():
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, str):
                raise TableError(f"{where}: a context value is a text, not {one!r}")


def _only(mapping: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = set(mapping) - allowed
    if unknown:
        raise TableError(f"{where}: unknown keys: {', '.join(sorted(map(str, unknown)))}")


def _maybe(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


class _StrictLoader(yaml.SafeLoader):
    """YAML 1.2 booleans and numbers, no dates, and no key twice."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way


for _tag, _pattern, _first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:int", r"-?(0|[1-9][0-9]*)", "-0123456789"),
    ("tag:yaml.org,2002:float", r"-?(0|[1-9][0-9]*)\.[0-9]+", "-0123456789"),
    ("tag:yaml.org,2002:null", r"null|~", "n~"),
):
    _StrictLoader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern})\Z"), list(_first))


def _mapping(loader: _StrictLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in found:
            raise TableError(f"line {key_node.start_mark.line + 1}: {key} appears twice")
        found[key] = loader.construct_object(value_node, deep=True)
    return found


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
