"""The context of a request: keys without case, each with its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def as_list(value: Any) -> list[Any]:  # noqa: ANN401
    """Return a list: an element of a policy is one value or a list of them."""
    return list(value) if isinstance(value, list) else [value]


def as_text(value: object) -> str:
    """Return the text of a JSON value: `true` and 3600 mean the same as their texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


@dataclass(frozen=True)
class Context:
    """The keys of a request; an empty list is an absent key."""

    keys: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, context: Mapping[str, Any]) -> Context:
        """Read the context of a case."""
        return cls({key.lower(): tuple(map(as_text, as_list(value))) for key, value in context.items()})

    def values(self, key: str) -> tuple[str, ...]:
        """Return the values of a key: none if it is absent."""
        return self.keys.get(key.lower(), ())
