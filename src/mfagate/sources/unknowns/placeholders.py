"""How a document with unknown values is judged in spite of them: with care, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from mfagate.parsing import json_path
from mfagate.policy.diagnostic import Diagnostic
from mfagate.sources.unknowns._substitutes import (
    are_compared,
    are_somebody,
    compared,
    narrowed,
    somebody,
    widened,
)
from mfagate.sources.unknowns.marks import UnknownValue, has_mark, shown_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.parsing import Json, Path, Position
    from mfagate.sources.unknowns.marks import UnknownValues

_RESOURCES = ("Resource", "NotResource")
_PRINCIPALS = ("Principal", "NotPrincipal")
_FILLERS: dict[str, Any] = {"Effect": "Deny", "Principal": {"AWS": "*"}, "Condition": {}}


@dataclass
class Substituted:
    """A document without marks, and what is to be said of those that it had."""

    value: Json
    unknowns: list[Diagnostic]


@dataclass
class Substitution:
    """Takes the marks out of one document; `place` and `written` are those of the file it stands in."""

    unknown_values: UnknownValues
    file: str
    place: Callable[[Path], Position]
    written: Callable[[Path], Path]
    found: list[Diagnostic] = field(default_factory=list)

    def substitute(self, value: Json) -> Substituted:
        """Return the document as it can be judged; None where it cannot."""
        if not has_mark(value):
            return Substituted(value, [])
        if isinstance(value, str):
            self._error((), value, "the document")
            return Substituted(None, self.found)
        substituted = self._document(value)
        return Substituted(substituted, self.found)

    def _document(self, value: Json) -> Json:
        if not isinstance(value, dict):
            self._error((), value, "the document")
            return None
        result = dict(value)
        for key, item in value.items():
            if key == "Statement" and not has_mark(key):
                result[key] = self._statements(item)
            elif has_mark(item) or has_mark(key):
                self._error((key,), [key, item], f'"{shown_text(key)}"')
                result.pop(key)
        return result

    def _statements(self, value: Json) -> Json:
        if isinstance(value, list):
            return [self._statement(("Statement", index), item) for index, item in enumerate(value)]
        return self._statement(("Statement",), value)

    def _statement(self, path: Path, value: Json) -> Json:
        if not has_mark(value):
            return value
        if not isinstance(value, dict):
            self._error(path, value, "a statement")
            return {}
        return {key: self._element(path, key, item, value) for key, item in value.items()}

    def _element(self, path: Path, key: str, item: Json, statement: dict[str, Any]) -> Json:
        if not has_mark(item) and not has_mark(key):
            return item
        if key == "Sid":
            return "Unknown"
        effect = statement.get("Effect")
        if isinstance(effect, str) and not has_mark([key, effect]):
            if key in _PRINCIPALS and are_somebody(self.unknown_values, item):
                return self._principals((*path, key), item, effect)
            if key in _RESOURCES:
                return self._each((*path, key), item, partial(self._resource, key, effect))
        if key == "Condition" and are_compared(self.unknown_values, item):
            return self._conditions((*path, key), item)
        self._error((*path, key), [key, item], f'"{shown_text(key)}"')
        return _FILLERS.get(key, "*")

    def _conditions(self, path: Path, item: dict[str, Any]) -> Json:
        return {
            operator: {
                key: self._each((*path, operator, key), held, partial(self._condition, operator))
                for key, held in keys.items()
            }
            if has_mark(keys)
            else keys
            for operator, keys in item.items()
        }

    def _condition(self, operator: str, path: Path, text: str) -> Json:
        assumed = compared(self.unknown_values, operator, text)
        effect_text = f'"Condition" is judged with "{assumed}", a made-up name that matches nothing else'
        self._report("warning", path, text, effect_text)
        return assumed

    def _principals(self, path: Path, item: dict[str, Any], effect: str) -> Json:
        element = str(path[-1])
        return {
            key: self._each((*path, key), held, partial(self._principal, element, effect))
            for key, held in item.items()
        }

    def _principal(self, element: str, effect: str, path: Path, text: str) -> Json:
        assumed = somebody(self.unknown_values, text, widest=_is_widest(effect, element))
        self._report("warning", path, text, f'"{element}" of this {effect} is judged as "{assumed}"')
        return assumed

    def _resource(self, element: str, effect: str, path: Path, item: Json) -> Json:
        if not isinstance(item, str):
            self._error(path, item, f'"{element}"')
            return item
        widest = _is_widest(effect, element)
        assumed = widened(item) if widest else narrowed(self.unknown_values, item)
        what = "any resource" if widest else "a made-up name that matches nothing else"
        self._report("warning", path, item, f'"{element}" of this {effect} is judged as {what} ("{assumed}")')
        return assumed

    def _each(self, path: Path, held: Json, substitute: Callable[[Path, Any], Json]) -> Json:
        """Settle a value, or each of a list, that has an unknown in it."""
        if isinstance(held, list):
            return [
                substitute((*path, index), one) if has_mark(one) else one for index, one in enumerate(held)
            ]
        return substitute(path, held) if has_mark(held) else held

    def _error(self, path: Path, value: Json, what: str) -> None:
        self._report("error", path, value, f"{what} depends on it, so this cannot be judged")

    def _report(
        self, severity: Literal["error", "warning"], path: Path, value: Json, effect_text: str
    ) -> None:
        line, column = self.place(path)
        default = UnknownValue("a value is not known", "Give the value.")
        for one in self.unknown_values.within(value) or [default]:
            self.found.append(
                Diagnostic(
                    severity,
                    f"{one.what}; {effect_text}",
                    one.remedy,
                    self.file,
                    line,
                    column,
                    json_path(self.written(path)),
                )
            )


def _is_widest(effect: str, element: str) -> bool:
    """Return whether an unknown is read as anything: what an Allow names, or what a Deny leaves out."""
    return (effect == "Allow") != element.startswith("Not")
