"""Reads a Rego module for what it defines and uses, from the syntax tree of the interpreter.

An engine that lacks a built-in may answer "undefined" instead of an error, so the names that a module
uses are checked before any engine sees it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines._protocol import Json

Name = tuple[str, ...]
"""The constant parts of a reference: `data.a["b-c"].d` is `("data", "a", "b-c", "d")`."""

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
_TEMPLATE = re.compile(r'\$["`]')
_NO_TEMPLATES = "string templates are not in every engine; use sprintf or concat"
_REFERENCES = ("RefDot", "RefBrack")


@dataclass(frozen=True)
class Head:
    """One head of a rule: its constant name, its form, its line.

    The form is a function's `(_, _)`, else `[input]` for a part that is not constant, and ` contains` for a
    set.
    """

    name: Name
    form: str
    line: int


@dataclass(frozen=True)
class Use:
    """A function that a module calls, or that `with` replaces or puts in its place."""

    name: Name
    line: int
    mocked: bool = False


@dataclass(frozen=True)
class Reference:
    """Where a reference or a call starts with the name of an import, in bytes from the start of the text."""

    start: int
    end: int
    alias: str


@dataclass
class Module:
    """What one module defines and uses.

    `imports` are those of data and input, by what the module calls them; `names` start its references,
    variables among them; `alone` are imported names that stand without a part, and their lines.
    """

    package: Name = ()
    package_line: int = 1
    imports: dict[str, Name] = field(default_factory=dict)
    import_lines: dict[str, int] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    alone: dict[str, int] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)


@lru_cache(maxsize=1024)
def read(name: str, text: str) -> Module:
    """Return what the module `text` defines and uses; do not change what is returned.

    Raises:
        EngineError: the interpreter cannot parse it; the message has `name`, line and column.

    """
    return _Reader(text, _tree(name, text)).module


def written(name: Name) -> str:
    """Return a name as Rego writes it, such as `data.a["b-c"]`."""
    rest = (f".{part}" if _IDENTIFIER.match(part) else f"[{json.dumps(part)}]" for part in name[1:])
    return name[0] + "".join(rest)


def _tree(name: str, text: str) -> Json:
    from mfagate.engines._interpreter import new_interpreter, place_and_message  # noqa: PLC0415 - loads regorus

    interpreter = new_interpreter()
    try:
        interpreter.add_policy(name, text)
        return json.loads(interpreter.get_ast_as_json())[0]["ast"]
    except RuntimeError as error:
        raise EngineError(_fault(name, text, *place_and_message(str(error)))) from None


def _fault(name: str, text: str, place: tuple[str, ...], what: str) -> str:
    if not place:
        return f"{name}: cannot be read as Rego: {what}"
    line, column = int(place[1]), int(place[2])
    rows = text.splitlines()
    if line <= len(rows) and _TEMPLATE.match(rows[line - 1][column - 1 :]):
        return f"{name}:{line}: {_NO_TEMPLATES}"
    return f"{name}:{line}:{column}: cannot be read as Rego: {what}"


class _Reader:
    """Walks over a syntax tree once."""

    def __init__(self, text: str, tree: Json) -> None:
        self.module = Module()
        self._text = text.encode()
        package = tree["package"]
        self.module.package = _constant(package["refr"])[0]
        self.module.package_line = package["span"]["line"]
        for one in tree["imports"]:
            self._import(one)
        for rule in tree["rules"]:
            for kind, value in rule.items():
                self._rule(kind, value)

    def _import(self, found: Json) -> None:
        path = _constant(found["refr"])[0]
        alias = self._word(found["as"]) if found.get("as") else path[-1]
        if path[0] in {"data", "input"}:
            self.module.imports[alias] = path
            self.module.import_lines[alias] = found["span"]["line"]

    def _rule(self, kind: str, rule: Json) -> None:
        if kind == "Default":
            form = _form_of_function(rule["args"]) if rule["args"] else ""  # `default` says no more of it
            self._head(rule["refr"], form, rule["span"]["line"])
            self._walk([rule.get("args"), rule["value"]])
            return
        for form, head in rule["head"].items():
            after = {"Func": _form_of_function(head.get("args") or []), "Set": " contains"}.get(form, "")
            self._head(head["refr"], after, head["span"]["line"])
            self._walk([part for name, part in head.items() if name != "refr"])
        self._walk(rule["bodies"])

    def _head(self, reference: Json, form: str, line: int) -> None:
        name, is_constant, indexes = _constant(reference)
        self.module.heads.append(Head(name, form if is_constant else f"[input]{form}", line))
        self._walk(indexes)

    def _walk(self, node: Json) -> None:
        """Take note of every expression below a node of the tree."""
        todo = [node]
        while todo:
            node = todo.pop()
            if isinstance(node, list):
                todo.extend(reversed(node))
            elif isinstance(node, dict):
                todo.extend(self._parts(node))

    def _parts(self, node: Json) -> list[Json]:
        """Take note of a node; return those below it that are still to be walked over."""
        if "with_mods" in node:
            for one in node["with_mods"]:
                self._mocked(one)
        parts: list[Json] = []
        for kind, value in node.items():
            if kind == "Var":
                self._variable(value)
            elif kind in _REFERENCES:
                parts += self._reference({kind: value})
            elif kind == "Call":
                parts += [*self._call(value["fcn"]), value["params"]]
            elif kind in {"Every", "SomeVars"}:
                self._declared(value)
                parts.append(value)
            elif kind != "span":
                parts.append(value)
        return parts[::-1]

    def _mocked(self, modifier: Json) -> None:
        for reference in (modifier["refr"], modifier["as"]):
            name, _, _ = _constant(reference)
            if name:
                self.module.uses.append(Use(name, modifier["span"]["line"], mocked=True))

    def _call(self, function: Json) -> list[Json]:
        name, _, _ = _constant(function)
        if "Var" in function:
            self._start(function["Var"])
            parts: list[Json] = []
        else:
            parts = self._reference(function)
        if name:
            self.module.uses.append(Use(name, _line(function), mocked=False))
        return parts

    def _reference(self, reference: Json) -> list[Json]:
        """Take note of what a reference starts with; return its indexes, and its start if that is no name."""
        parts: list[Json] = []
        while kind := next((one for one in _REFERENCES if one in reference), None):
            if kind == "RefBrack":
                parts.append(reference[kind]["index"])
            reference = reference[kind]["refr"]
        if "Var" in reference:
            self._start(reference["Var"])
        else:
            parts.append(reference)
        return parts

    def _start(self, variable: Json) -> None:
        alias, span = variable["value"], variable["span"]
        self.module.names.add(alias)
        if alias in self.module.imports:
            self.module.references.append(Reference(span["start"], span["end"], alias))

    def _variable(self, variable: Json) -> None:
        self._alone(variable["value"], variable["span"]["line"])

    def _declared(self, statement: Json) -> None:
        """Take note of the variables of `every` and `some`, of which the tree has only the places."""
        spans = [statement.get("key"), statement.get("value"), *statement.get("vars", [])]
        for span in spans:
            if isinstance(span, dict) and "start" in span:
                self._alone(self._word(span), span["line"])

    def _alone(self, name: str, line: int) -> None:
        self.module.names.add(name)
        if name in self.module.imports:
            first = self.module.alone.get(name, line)
            self.module.alone[name] = min(first, line)

    def _word(self, span: Json) -> str:
        return self._text[span["start"] : span["end"]].decode()


def _constant(reference: Json) -> tuple[Name, bool, list[Json]]:
    """Return the constant names that a reference starts with, whether that is all of it, and its indexes."""
    steps = list(_steps(reference))[::-1]
    if not steps or "Var" not in steps[0]:
        return (), False, steps
    names = [steps[0]["Var"]["value"]]
    for step in steps[1:]:
        text = step if isinstance(step, str) else _literal(step)
        if text is None:
            break
        names.append(text)
    return tuple(names), len(names) == len(steps), [one for one in steps[1:] if not isinstance(one, str)]


def _steps(reference: Json) -> Iterator[Json]:
    """Give the parts of a reference from its end to its start: fields as texts, indexes as nodes."""
    while True:
        if "RefDot" in reference:
            yield reference["RefDot"]["field"][1]
            reference = reference["RefDot"]["refr"]
        elif "RefBrack" in reference:
            yield reference["RefBrack"]["index"]
            reference = reference["RefBrack"]["refr"]
        else:
            yield reference
            return


def _literal(index: Json) -> str | None:
    """Return the text of an index that is a string, None for another."""
    found = index.get("String") or index.get("RawString")
    return None if found is None else str(found["value"])


def _form_of_function(arguments: list[Json]) -> str:
    return f"({', '.join('_' * len(arguments))})"


def _line(node: Json) -> int:
    """Return the line where an expression starts."""
    while kind := next((one for one in _REFERENCES if one in node), None):
        node = node[kind]["refr"]
    (inner,) = node.values()
    line: int = inner["span"]["line"]
    return line
