"""One file that can come out in several ways: what is the same in all of them is told once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeVar

from mfagate.sources.inventory import MAX_WAYS_EACH
from mfagate.subjects.attachments import subjects_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mfagate.policy.documents import Document
    from mfagate.sources.defaults import Defaults
    from mfagate.sources.inventory import Choice, Holding
    from mfagate.subjects.model import Subject

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Way(Generic[_T]):
    """One thing as it comes out in one way; `key` is the same for what is the same, and empty for none."""

    choice: Choice
    key: str = ""
    one: _T | None = None


def all_subjects(holding: Holding, defaults: Defaults) -> list[Subject]:
    """Return the subjects of a file; one that comes out in several ways is one for each, with its label."""
    if not holding.variants:
        return subjects_in(holding, defaults)

    def listed(variant: Holding) -> Iterable[tuple[str, Subject]]:
        return ((subject.name, subject) for subject in subjects_in(variant, defaults))

    return [replace(one, name=name) for name, one in _merged(holding, listed, _subject_key)]


def all_documents(holding: Holding) -> dict[str, Document]:
    """Return the documents of a file by name, with its label where one comes out in several ways."""
    if not holding.variants:
        return holding.documents

    def listed(variant: Holding) -> Iterable[tuple[str, Document]]:
        return variant.documents.items()

    return {name: replace(one, name=name) for name, one in _merged(holding, listed, _document_key)}


def _merged(
    holding: Holding, listed: Callable[[Holding], Iterable[tuple[str, _T]]], key: Callable[[_T], str]
) -> Iterator[tuple[str, _T]]:
    """Give what the ways hold, each with its label where there are several of the name."""
    found = _by_name(holding.variants, listed, key)
    fewer = _by_name(holding.fewer, listed, key)
    for name, ways in found.items():
        is_too_many = len({way.key for way in ways if way.key}) > MAX_WAYS_EACH
        taken = fewer.get(name, ways) if is_too_many else ways
        told: dict[str, _Way[_T]] = {}
        for way in taken:
            told.setdefault(way.key, way)
        told.pop("", None)
        kept = _deciding(taken) if len(told) > 1 else []
        for way in told.values():
            label = ", ".join(_choice(leaf, way.choice[leaf]) for leaf in kept if leaf in way.choice)
            if way.one is not None:
                yield f"{name} [{label}]" if label else name, way.one


def _choice(leaf: tuple[str, str], held: bool) -> str:  # noqa: FBT001 - what was chosen is what it is about
    return f"{leaf[0]}{'=' if held else '!='}{leaf[1]}"


def _by_name(
    variants: Iterable[tuple[Choice, Holding]],
    listed: Callable[[Holding], Iterable[tuple[str, _T]]],
    key: Callable[[_T], str],
) -> dict[str, list[_Way[_T]]]:
    ways = [(choice, dict(listed(variant))) for choice, variant in variants]
    names = dict.fromkeys(name for _, held in ways for name in held)
    return {
        name: [
            _Way(choice, key(held[name]), held[name]) if name in held else _Way(choice)
            for choice, held in ways
        ]
        for name in names
    }


def _deciding(ways: list[_Way[_T]]) -> list[tuple[str, str]]:
    """Return the choices that tell ways apart which come out differently: none that makes no difference."""
    kept = list(dict.fromkeys(leaf for way in ways for leaf in way.choice))
    for leaf in reversed(kept):
        rest = [one for one in kept if one != leaf]
        if _apart(ways, rest):
            kept = rest
    return kept


def _apart(ways: list[_Way[_T]], leaves: list[tuple[str, str]]) -> bool:
    """Tell whether ways that come out differently also differ in one of these choices."""
    told = {(way.key, tuple(way.choice.get(leaf) for leaf in leaves)) for way in ways}
    return all(
        any(None not in (mine, other) and mine != other for mine, other in zip(first, second, strict=True))
        for (key, first), (other_key, second) in combinations(told, 2)
        if key != other_key
    )


def _subject_key(subject: Subject) -> str:
    parts = {label: _document_key(document) for label, document in subject.parts.items()}
    return json.dumps([parts, subject.user, subject.unknowns], sort_keys=True, default=repr)


def _document_key(document: Document) -> str:
    told = [document.kind, document.value, document.errors, document.unknowns]
    return json.dumps(told, sort_keys=True, default=repr)
