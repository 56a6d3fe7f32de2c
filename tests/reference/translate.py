"""Policies as constraints over strings, for z3.

A model need not be exact: what the solver finds is confirmed by the evaluator. What cannot be said is
`UntranslatableError`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import z3

from reference.conditions import Operator
from reference.context import as_list, as_text
from reference.operators import NEGATED, number
from reference.patterns import like, plain, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reference.patterns import Pattern
    from reference.symbols import Symbols

_VARIABLE = re.compile(r"\$\{([^}]*)\}")
_DEFAULT = re.compile(r"([^,]+), '(.*)'")
TRUE, FALSE = z3.BoolVal(val=True), z3.BoolVal(val=False)
ANY = z3.Star(z3.Range(" ", "~"))
NO_COLON = z3.Star(z3.Union(z3.Range(" ", "9"), z3.Range(";", "~")))
ONE = z3.Range(" ", "~")
_AGES = {
    "Equals": lambda left, right: left == right,
    "LessThan": lambda left, right: left < right,
    "LessThanEquals": lambda left, right: left <= right,
    "GreaterThan": lambda left, right: left > right,
    "GreaterThanEquals": lambda left, right: left >= right,
}


class UntranslatableError(Exception):
    """A construct that is outside the fragment."""


class Layers:
    """The formula of one request: whether these policies allow it."""

    def __init__(self, policies: Mapping[str, Any], symbols: Symbols) -> None:
        """Keep what the formula is made of."""
        if any(policies.get(layer) for layer in ("resource", "session", "rcp")):
            raise UntranslatableError("resource, session or resource control policies")
        self.policies = policies
        self.symbols = symbols

    def allowed(self) -> Any:  # noqa: ANN401
        """Return the formula that the request is allowed."""
        sets = [self.policies["identity"], *(self.policies.get("scp") or [])]
        if self.policies.get("boundary"):
            sets.append(self.policies["boundary"])
        allows = [z3.Or([False, *self._matching(documents, "Allow")]) for documents in sets]
        denies = [formula for documents in sets for formula in self._matching(documents, "Deny")]
        return z3.And([*allows, *(z3.Not(formula) for formula in denies)])

    def _matching(self, documents: Iterable[Mapping[str, Any]], effect: str) -> list[Any]:
        return [
            self._statement(statement, variables=document.get("Version") == "2012-10-17")
            for document in documents
            for statement in as_list(document["Statement"])
            if statement["Effect"] == effect and _has_action(statement, self.symbols.action.name)
        ]

    def _statement(self, statement: Mapping[str, Any], *, variables: bool) -> Any:  # noqa: ANN401
        parts = [
            self._clause(Operator.of(name), key, as_list(wanted), variables=variables)
            for name, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        ]
        for name in ("Resource", "NotResource"):
            if name in statement:
                found = z3.Or(
                    [self._resource(text, variables=variables) for text in as_list(statement[name])]
                )
                parts.append(found if name == "Resource" else z3.Not(found))
        return z3.And([True, *parts])

    # resources

    def _resource(self, text: str, *, variables: bool) -> Any:  # noqa: ANN401
        if text == "*":
            return TRUE
        if not self.symbols.segments:
            return FALSE
        parts = text.split(":", 5)
        if len(parts) < 6:
            raise UntranslatableError("a short ARN")
        mine = self.symbols.segments
        heads = [_segment_matches(part, own) for part, own in zip(parts[:5], mine[:5], strict=True)]
        if variables and _VARIABLE.search(parts[5]):
            return z3.And([*heads, self._like(parts[5], mine[5], wild=True)])
        return z3.And([*heads, _plain_like(parts[5], mine[5])])

    # texts with variables

    def _like(self, text: str, value: Any, *, wild: bool) -> Any:  # noqa: ANN401
        """Return that a value matches a text with variables, `*` being wild or not."""
        runs: list[list[Any]] = [[]]
        defined: list[Any] = []
        for index, part in enumerate(_VARIABLE.split(text)):
            if index % 2:
                runs[-1].append(self._variable(part, defined))
                continue
            if "?" in part and wild:
                raise UntranslatableError("? beside a variable")
            first, *others = part.split("*") if wild else [part]
            runs[-1].append(z3.StringVal(first))
            runs.extend([z3.StringVal(other)] for other in others)
        return z3.And([True, *defined, _stars([_concat(run) for run in runs], value)])

    def _variable(self, name: str, defined: list[Any]) -> Any:  # noqa: ANN401
        if name in ("*", "?", "$"):
            return z3.StringVal(name)
        default = _DEFAULT.fullmatch(name)
        present, value = self.symbols.key(default[1] if default else name)
        if default:
            return z3.If(present, value, z3.StringVal(default[2]))
        defined.append(present)
        return value

    # conditions

    def _clause(self, operator: Operator, key: str, wanted: list[Any], *, variables: bool) -> Any:  # noqa: ANN401
        """Return that one operator holds for one key; a key has one value here."""
        present, value = self.symbols.key(key)
        texts = [as_text(one) for one in wanted]
        if not texts:
            raise UntranslatableError("an empty list")
        if operator.base == "Null":
            if operator.qualifier:
                return z3.BoolVal(operator.qualifier == "ForAllValues")
            return z3.Or([z3.Not(present) if text == "true" else present for text in texts])
        positive = NEGATED.get(operator.base, operator.base)
        found = z3.Or([self._compare(positive, text, key, value, variables=variables) for text in texts])
        matched = z3.Not(found) if operator.base in NEGATED else found
        absent = operator.if_exists or operator.base in NEGATED or operator.qualifier == "ForAllValues"
        if operator.qualifier == "ForAnyValue":
            absent = operator.if_exists
        return z3.Or(z3.And(present, matched), z3.And(z3.Not(present), absent))

    def _compare(self, base: str, text: str, key: str, value: Any, *, variables: bool) -> Any:  # noqa: ANN401
        if base.startswith("Numeric") and key.lower() == "aws:multifactorauthage":
            limit = number(text)
            if limit is None or limit != int(limit):
                raise UntranslatableError("no whole number")
            return _AGES[base.removeprefix("Numeric")](self.symbols.age, int(limit))
        if base == "Bool":
            return value == z3.StringVal(text.lower())
        if base == "StringEqualsIgnoreCase":
            if _VARIABLE.search(text):
                raise UntranslatableError("a variable without case")
            return z3.InRe(value, _joined([_caseless(char) for char in text], colon=False))
        if base not in ("StringEquals", "StringLike", "ArnEquals", "ArnLike"):
            raise UntranslatableError(base)
        if variables and _VARIABLE.search(text):
            return self._like(text, value, wild=base != "StringEquals")
        if base == "StringEquals":
            return value == z3.StringVal(text)
        if base == "StringLike":
            return _plain_like(text, value)
        parts = split(plain(text))
        tails = [_regex(part, NO_COLON if index < 5 else ANY) for index, part in enumerate(parts)]
        return z3.InRe(value, _joined(tails))


def _has_action(statement: Mapping[str, Any], action: str) -> bool:
    name = "Action" if "Action" in statement else "NotAction"
    found = any(like(plain(one.lower()), action.lower()) for one in as_list(statement[name]))
    return found == (name == "Action")


def _caseless(char: str) -> Any:  # noqa: ANN401
    both = {char.lower(), char.upper()}
    return z3.Union([z3.Re(one) for one in both]) if len(both) > 1 else z3.Re(char)


def _concat(parts: list[Any]) -> Any:  # noqa: ANN401
    return z3.Concat(*parts) if len(parts) > 1 else parts[0]


def _joined(pieces: list[Any], *, colon: bool = True) -> Any:  # noqa: ANN401
    """Return the regular expression of pieces one after the other, with colons between them."""
    joined: list[Any] = []
    for piece in pieces:
        joined += [z3.Re(":"), piece] if colon and joined else [piece]
    return z3.Concat(*joined) if len(joined) > 1 else joined[0] if joined else z3.Re("")


def _regex(pattern: Pattern, star: Any) -> Any:  # noqa: ANN401
    one = ONE if star is ANY else z3.Union(z3.Range(" ", "9"), z3.Range(";", "~"))
    wild = {"*": star, "?": one}
    return _joined([wild[char] if is_wild else z3.Re(char) for char, is_wild in pattern], colon=False)


def _segment_matches(text: str, value: Any) -> Any:  # noqa: ANN401
    """Return that a segment matches; a last `*` that reaches over colons is left to sampling."""
    if text == "*":
        return TRUE
    if z3.is_string_value(value):
        return z3.BoolVal(like(plain(text), str(value.as_string())))
    return z3.InRe(value, _regex(plain(text), NO_COLON))


def _plain_like(text: str, value: Any) -> Any:  # noqa: ANN401
    """Return that a value matches a text without variables; z3 is quicker with prefixes than with a regex."""
    runs = text.split("*")
    if "?" in text or len(runs) > 3:
        return z3.InRe(value, _regex(plain(text), ANY))
    return _stars([z3.StringVal(run) for run in runs], value)


def _stars(runs: list[Any], value: Any) -> Any:  # noqa: ANN401
    """Return that a value is these texts with anything between them: no quantifiers, two `*` at most."""
    if len(runs) == 1:
        return value == runs[0]
    first, *middle, last = runs
    used = z3.Length(first) + z3.Length(last)
    ends = [z3.PrefixOf(first, value), z3.SuffixOf(last, value), z3.Length(value) >= used]
    if len(middle) > 1:
        raise UntranslatableError("three wildcards beside a variable")
    between = z3.SubString(value, z3.Length(first), z3.Length(value) - used)
    return z3.And([*ends, *(z3.Contains(between, one) for one in middle)])
