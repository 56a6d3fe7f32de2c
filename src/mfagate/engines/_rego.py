"""Reads Rego text just far enough to know which functions a module defines and which it calls.

This is a scanner, not a parser: the engines judge the grammar. It exists because an engine that
lacks a built-in may answer "undefined" instead of an error, so the names are checked beforehand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    r"""
      (?P<newline>\n)
    | (?P<blank>[^\S\n]+)
    | (?P<comment>\#[^\n]*)
    | (?P<template>\$["`])
    | (?P<raw>`[^`]*`)
    | (?P<string>"(?:\\.|[^"\\\n])*")
    | (?P<name>[^\W\d]\w*)
    | (?P<number>\d[\w.]*)
    | (?P<sign>:=|==|!=|<=|>=|.)
    """,
    re.VERBOSE,
)
_WORDS = frozenset({"as", "default", "else", "every", "if", "in", "not", "some", "with"})
_KEYWORDS = _WORDS | {"false", "import", "null", "package", "true"}
_NAME = re.compile(r"[A-Za-z_]\w*\Z", re.ASCII)
_EMPTY_SET = ("set",)  # `set()` looks like a call
_OPENERS, _CLOSERS = frozenset("([{"), frozenset(")]}")
# After one of these an expression goes on: a name at the start of the next line is no rule head.
_SIGNS = frozenset({":=", "=", "==", "!=", "<", "<=", ">", ">=", *"+-*/%&|,:."})
_GOES_ON = _SIGNS | _WORDS | {"and", "contains", "or"}


@dataclass(frozen=True)
class Token:
    """One token that is neither blank nor comment; `first` when it starts its line."""

    kind: str
    text: str
    line: int
    first: bool


@dataclass(frozen=True)
class Use:
    """A function that is called, or put in another's place by `with`, as it is written."""

    name: tuple[str, ...]
    line: int
    mocked: bool = False


@dataclass
class Module:
    """The names of one module: its package, what imports stand for, what it defines and uses."""

    package: tuple[str, ...] = ()
    imports: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: dict[tuple[str, ...], str] = field(default_factory=dict)  # with what follows, see _form
    uses: list[Use] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # that start a reference, variables among them
    templates: list[int] = field(default_factory=list)
    alone: dict[str, int] = field(default_factory=dict)  # imported names without a part, and where


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text`; what cannot be read comes out as single signs."""
    found: list[Token] = []
    line, first = 1, True
    for match in TOKEN.finditer(text):
        kind, part = match.lastgroup or "sign", match.group()
        if kind == "newline":
            line, first = line + 1, True
        elif kind not in {"blank", "comment"}:
            found.append(Token(kind, part, line, first))
            first = False
            line += part.count("\n")
    return found


@lru_cache(maxsize=1024)
def read(text: str) -> Module:
    """Return the names of the module `text`; what is returned is not to be changed."""
    return _Reader(tokens(text)).module


class _Reader:
    """Walks over the tokens once; a chain such as `lib.f` or `http["send"]` is one step."""

    def __init__(self, found: list[Token]) -> None:
        self.module = Module()
        self._tokens = found
        self._depth = 0
        self._fresh = 0  # after a statement or name whose last part may look like a keyword
        at = 0
        while at < len(found):
            at = self._step(at)

    def _step(self, at: int) -> int:
        token = self._tokens[at]
        if token.kind == "template":
            self.module.templates.append(token.line)
        elif token.text in _OPENERS:
            self._depth += 1
        elif token.text in _CLOSERS:
            self._depth -= 1
        elif token.kind == "name" and token.text in {"package", "import"} and self._depth == 0:
            return self._statement(at)
        elif token.kind == "name" and token.text not in _KEYWORDS:
            return self._chain(at)
        return at + 1

    def _statement(self, at: int) -> int:
        keyword = self._tokens[at].text
        path, end = self._path(at + 1)
        if keyword == "package":
            self.module.package = path
            self._fresh = end
            return end
        alias = path[-1] if path else ""
        if self._text(end) == "as":
            alias, end = self._text(end + 1), end + 2
        if path and path[0] in {"data", "input"}:
            self.module.imports[alias] = path
        self._fresh = end
        return end

    def _chain(self, at: int) -> int:
        path, end = self._path(at)
        if self._is_head(at):
            self.module.heads[path] = self._form(end)
        elif path != _EMPTY_SET:
            self._use(path, at, end)
        if len(path) > 1:
            self._fresh = end  # `x.with` ends in no keyword
        return end

    def _use(self, path: tuple[str, ...], at: int, end: int) -> None:
        line = self._tokens[at].line
        self.module.names.add(path[0])
        if self._text(end) == "(" and not self._tokens[end].first:
            self.module.uses.append(Use(path, line))
        elif self._text(at - 1) in {"with", "as"}:
            self.module.uses.append(Use(path, line, mocked=True))
        if path[0] in self.module.imports and path[1:] == () and self._text(end) not in {"[", "("}:
            self.module.alone.setdefault(path[0], line)

    def _is_head(self, at: int) -> bool:
        """Tell whether a rule starts here: first on its line, outside brackets, nothing goes on."""
        before = self._text(at - 1)
        if before == "default":
            return True
        starts = self._depth == 0 and self._tokens[at].first
        return starts and (at == self._fresh or before not in _GOES_ON)

    def _form(self, at: int) -> str:
        """Return the form of the rule whose name ends before `at`.

        That is a function's `(_, _)`, else brackets for a part that is no constant, and ` contains`
        for a set.
        """
        token = self._tokens[at] if at < len(self._tokens) else None
        if token is None or token.first:
            return ""
        if token.text == "(":
            return f"({', '.join('_' * self._inside(at)[0])})"
        form = "[input]" if token.text in {"[", "."} else ""
        while self._text(at) in {"[", "."}:
            at = self._inside(at)[1] if self._text(at) == "[" else at + 2
        return form + (" contains" if self._text(at) == "contains" else "")

    def _inside(self, at: int) -> tuple[int, int]:
        """Return how many parts the brackets that open at `at` hold, and the place after them."""
        depth, commas, start = 0, 0, at
        while at < len(self._tokens):
            text, at = self._text(at), at + 1
            depth += (text in _OPENERS) - (text in _CLOSERS)
            commas += depth == 1 and text == ","
            if depth == 0:
                break
        return (commas + 1 if at > start + 2 else 0), at

    def _path(self, at: int) -> tuple[tuple[str, ...], int]:
        """Return the constant names of the chain at `at`, and the place after it."""
        if at >= len(self._tokens):
            return (), at
        names, at = [self._tokens[at].text], at + 1
        for name, after in self._links(at):
            names.append(name)
            at = after
        return tuple(names), at

    def _links(self, at: int) -> Iterator[tuple[str, int]]:
        while at < len(self._tokens) and not self._tokens[at].first:
            if self._text(at) == "." and self._kind(at + 1) == "name":
                name, at = self._text(at + 1), at + 2
            elif (
                self._text(at) == "["
                and self._kind(at + 1) in {"string", "raw"}
                and self._text(at + 2) == "]"
            ):
                name, at = _string(self._text(at + 1)), at + 3
            else:
                return
            yield name, at

    def _text(self, at: int) -> str:
        return self._tokens[at].text if 0 <= at < len(self._tokens) else ""

    def _kind(self, at: int) -> str:
        return self._tokens[at].kind if 0 <= at < len(self._tokens) else ""


def written(path: tuple[str, ...]) -> str:
    """Return a path as Rego writes it, such as `data.a["b-c"]`."""
    rest = (f".{part}" if _NAME.match(part) else f"[{json.dumps(part)}]" for part in path[1:])
    return path[0] + "".join(rest)


def _string(text: str) -> str:
    if text.startswith("`"):
        return text[1:-1]
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1]
