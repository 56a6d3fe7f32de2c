"""A request of a row as symbols of z3, and the request that a model of them stands for."""

from __future__ import annotations

import re
from typing import Any

import z3

from reference.catalogue import Action, may_carry
from reference.rows import AGE, FIXED, PRESENT, Row, Who, flag_keys, identity_keys, principal

_LETTERS = z3.Union(z3.Range("a", "z"), z3.Range("A", "Z"), z3.Range("0", "9"))
_DIGIT = z3.Range("0", "9")
_NAME = z3.Plus(z3.Union(_LETTERS, z3.Re("-"), z3.Re("_"), z3.Re(".")))
_LOWER = z3.Union(z3.Range("a", "z"), _DIGIT)
CLASSES = {
    "account": z3.Loop(_DIGIT, 12, 12),
    "bucket": z3.Concat(_LOWER, z3.Star(z3.Union(_LOWER, z3.Re("-"), z3.Re(".")))),
    "key": z3.Plus(z3.Range("!", "~")),
    "name": _NAME,
    "path": z3.Union(z3.Re(""), z3.Concat(_NAME, z3.Re("/"))),
    "region": z3.Union(*(z3.Re(name) for name in ("eu-west-1", "us-east-1", "us-west-2", "eu-west-2"))),
    "group": z3.Plus(z3.Union(_LETTERS, z3.Re("/"), z3.Re("-"), z3.Re("_"))),
}
_VALUE = z3.Plus(z3.Range("!", "~"))
_BOOLS = ("aws:securetransport",)
_ALWAYS = ("aws:securetransport", "aws:requestedregion")
_OWN = ("aws:username", "aws:userid", "aws:principalarn")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Symbols:
    """The symbols of one request, in one state of the MFA flag."""

    def __init__(self, row: Row, action: Action, account: str, flag: str | None) -> None:
        """Make the symbols; two of the same row and action share all but the flag."""
        self.row, self.action, self.account, self.flag = row, action, account, flag
        self.age = z3.Int("age")
        self.name, self.session = z3.String("name"), z3.String("session")
        self.path = z3.String("path") if row.kind == "user" else z3.StringVal("")
        self.free: dict[str, tuple[str, Any, Any]] = {}
        self.constraints = [
            z3.InRe(self.name, _NAME),
            z3.InRe(self.session, _NAME),
            z3.Length(self.name) >= 2,
            z3.Length(self.name) <= 20,
            z3.Length(self.session) >= 2,
            z3.Length(self.session) <= 20,
            self.age >= 0,
            self.age <= 40000,
        ]
        self.placeholders: dict[str, Any] = {}
        self.segments = self._segments(action.templates[0])
        if row.kind == "user" and action.templates[0].startswith("arn:aws:iam::{account}:user/"):
            path, name = self.placeholders["path"], self.placeholders["name"]
            self._bound_path()
            self.constraints.append(z3.Or(name != self.name, path == self.path))  # names are unique

    def key(self, name: str) -> tuple[Any, Any]:
        """Return whether a key is present, and its value."""
        low = name.lower()
        if low == PRESENT.lower():
            return z3.BoolVal(self.flag is not None), z3.StringVal(self.flag or "")
        if low == AGE.lower():
            return z3.BoolVal(self.flag == "true"), z3.IntToStr(self.age)
        if low in _OWN:
            return self._own(low)
        known = {key.lower(): value for key, value in identity_keys(self.row, self._who()).items()}
        if low in known or low in (key.lower() for key in FIXED) or not may_carry(self.action, name):
            value = known.get(low)
            return z3.BoolVal(value is not None), z3.StringVal(value if isinstance(value, str) else "")
        if low not in self.free:
            self.free[low] = (name, z3.Bool(f"has {low}"), z3.String(low))
        _, present, value = self.free[low]
        pool = z3.Union(z3.Re("true"), z3.Re("false")) if low in _BOOLS else _VALUE
        self.constraints += [z3.InRe(value, pool), z3.Length(value) <= 80]
        if low in _ALWAYS:
            self.constraints.append(present)
        if low == "aws:requestedregion" and self.segments and len(self.segments) == 6:
            self.constraints.append(z3.Or(value == self.segments[3], self.segments[3] == ""))
        return present, value

    def request(self, model: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the request that a model stands for."""

        def text(term: Any) -> str:  # noqa: ANN401
            return str(model.eval(term, model_completion=True).as_string())

        who = Who(self.account, text(self.name), text(self.session), text(self.path))
        age = str(model.eval(self.age, model_completion=True).as_long())
        context = {**identity_keys(self.row, who), **flag_keys(self.row.flag, age)}
        for name, present, value in self.free.values():
            if z3.is_true(model.eval(present, model_completion=True)):
                context[name] = text(value)
        segments = [text(segment) for segment in self.segments]
        return {
            "principal": principal(self.row, who),
            "action": self.action.name,
            "resource": ":".join(segments) if segments else "*",
            "resource_account": segments[4] if segments and segments[4] else self.account,
            "context": context,
        }

    def _bound_path(self) -> None:
        """Bind the caller's path where something depends on it: an idle string slows z3 down."""
        self.constraints += [z3.InRe(self.path, CLASSES["path"]), z3.Length(self.path) <= 20]

    def _who(self) -> Who:
        return Who(self.account, "?", "?")

    def _own(self, key: str) -> tuple[Any, Any]:
        user = self.row.kind == "user"
        if key == "aws:username":
            return z3.BoolVal(user), self.name
        if key == "aws:userid":
            role_id = z3.Concat(z3.StringVal("AROA00000000000000000:"), self.session)
            return z3.BoolVal(val=True), z3.StringVal("AIDACKCEVSQ6C2EXAMPLE") if user else role_id
        self._bound_path()
        arn = str(identity_keys(self.row, self._who())["aws:PrincipalArn"])
        before, _, after = arn.partition("?")
        return z3.BoolVal(val=True), z3.Concat(
            z3.StringVal(before), self.path, self.name, z3.StringVal(after)
        )

    def _segments(self, template: str) -> list[Any]:
        if template == "*":
            return []
        return [self._segment(index, part) for index, part in enumerate(template.split(":", 5))]

    def _segment(self, index: int, template: str) -> Any:  # noqa: ANN401
        if template == "{account}" and self.action.column == "identity":
            return z3.StringVal(self.account)
        parts: list[Any] = []
        for place, part in enumerate(_PLACEHOLDER.split(template)):
            if not place % 2:
                parts.append(z3.StringVal(part))
                continue
            symbol = z3.String(f"{index} {place} {part}")
            self.constraints += [z3.InRe(symbol, CLASSES[part]), z3.Length(symbol) <= 40]
            self.placeholders[part] = symbol
            parts.append(symbol)
        return z3.Concat(*parts) if len(parts) > 1 else parts[0]
