"""The global condition keys, their types and how many values they have: `rego/iam/keys/data.yaml`."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from mfagate.suite.shipped import shipped_suite


class Key(NamedTuple):
    """A condition key; `types` are the groups of operators that fit it."""

    name: str
    types: tuple[str, ...]
    multivalued: bool


@cache
def global_keys() -> dict[str, Key]:
    """Return the keys by name in lower case: key names are not case-sensitive."""
    return {
        name.lower(): Key(name, tuple(group["types"]), group["multivalued"])
        for group in shipped_suite()[1]["iam"]["keys"]["global"]
        for name in group["names"]
    }


@cache
def tag_keys() -> tuple[str, ...]:
    """Return the keys that go on with the name of a tag, in lower case."""
    return tuple(shipped_suite()[1]["iam"]["keys"]["tags"])


def find(name: str) -> Key | None:
    """Return the global key of this name."""
    return global_keys().get(name.lower())
