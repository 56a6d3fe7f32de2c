"""What stands in a document, whatever its form: its statements, and the texts wherever they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.parsing import Json


def texts_in(value: Json) -> Iterator[str]:
    """Give every string in a value, in order; keys are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def statements_in(document: Json) -> Iterator[dict[str, Any]]:
    """Give the statements of a document, which need not stand in a list; what is no object is none."""
    listed = document.get("Statement") if isinstance(document, dict) else None
    for one in listed if isinstance(listed, list) else [listed]:
        if isinstance(one, dict):
            yield one


def only_allows(statements: Iterable[Json]) -> bool:
    """Return whether there are statements and each is an Allow, so that they guard nobody."""
    effects = [one.get("Effect") if isinstance(one, dict) else None for one in statements]
    return bool(effects) and all(effect == "Allow" for effect in effects)
