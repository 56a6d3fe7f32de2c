"""A policy document as the checks walk over it: statements, elements, condition values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.policy.validation._operators import Operator, operator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.validation._model import Kind


class Text(NamedTuple):
    """A text in the document and the way to it."""

    path: Path
    value: str


class Clause(NamedTuple):
    """The values of one condition key under one operator; `operator` is None when unknown."""

    path: Path
    name: str
    operator: Operator | None
    key: str
    values: tuple[tuple[Path, Any], ...]
    is_list: bool


@dataclass(frozen=True)
class Statement:
    """One statement and the way to it."""

    path: Path
    body: dict[str, Any]

    @property
    def effect(self) -> Json:
        """Give what stands as Effect."""
        return self.body.get("Effect")

    def texts(self, *elements: str) -> Iterator[Text]:
        """Give every text of the elements, each a text or a list of texts."""
        for element in elements:
            if element in self.body:
                yield from texts((*self.path, element), self.body[element])

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Give the condition's clauses, as far as they have the right shape."""
        return tuple(_clauses((*self.path, "Condition"), self.body.get("Condition")))


@dataclass(frozen=True)
class Policy:
    """A document under check; `text` is what would be saved, where that is known."""

    value: Any
    kind: Kind | None
    text: str | None = None
    statements: tuple[Statement, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Find the statements, once."""
        object.__setattr__(self, "statements", tuple(_statements(self.value)))

    @property
    def version(self) -> Json:
        """Give what stands as Version."""
        return self.value.get("Version") if isinstance(self.value, dict) else None


def texts(path: Path, value: Json) -> Iterator[Text]:
    """Give a text, or the texts of a list."""
    if isinstance(value, str):
        yield Text(path, value)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield Text((*path, index), item)


def _statements(value: Json) -> Iterator[Statement]:
    found = value.get("Statement") if isinstance(value, dict) else None
    if isinstance(found, dict):
        yield Statement(("Statement",), found)
    elif isinstance(found, list):
        for index, body in enumerate(found):
            if isinstance(body, dict):
                yield Statement(("Statement", index), body)


def _clauses(path: Path, condition: Json) -> Iterator[Clause]:
    for name, keys in _members(condition):
        for key, value in _members(keys):
            place = (*path, name, key)
            is_list = isinstance(value, list)
            listed = [((*place, index), item) for index, item in enumerate(value)] if is_list else []
            yield Clause(
                place,
                name,
                operator(name),
                key,
                tuple(listed or [(place, value)] * (not is_list)),
                is_list,
            )


def _members(value: Json) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []
