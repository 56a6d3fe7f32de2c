"""One file that can come out in several ways: what is the same in all of them is told once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from mfagate.inputs.assembly import subjects_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mfagate.documents import Document
    from mfagate.inputs.assembly import Defaults
    from mfagate.inputs.holdings import Holding
    from mfagate.subjects import Subject

_T = TypeVar("_T")


def all_subjects(holding: Holding, defaults: Defaults) -> list[Subject]:
    """Return the subjects of a file; one that comes out in several ways is one for each, with its label."""
    if not holding.variants:
        return subjects_in(holding, defaults)
    found = [
        (label, subject.name, subject)
        for label, variant in holding.variants
        for subject in subjects_in(variant, defaults)
    ]
    return [replace(one, name=name) for name, one in _merged(found, _subject_key)]


def all_documents(holding: Holding) -> dict[str, Document]:
    """Return the documents of a file by name, with its label where one comes out in several ways."""
    if not holding.variants:
        return holding.documents
    found = [
        (label, name, document)
        for label, variant in holding.variants
        for name, document in variant.documents.items()
    ]
    return {name: replace(one, name=name) for name, one in _merged(found, _document_key)}


def _merged(found: Iterable[tuple[str, str, _T]], key: Callable[[_T], str]) -> list[tuple[str, _T]]:
    named: dict[str, dict[str, tuple[str, _T]]] = {}
    for label, name, one in found:
        named.setdefault(name, {}).setdefault(key(one), (label, one))
    return [
        (f"{name} [{label}]" if len(ways) > 1 else name, one)
        for name, ways in named.items()
        for label, one in ways.values()
    ]


def _subject_key(subject: Subject) -> str:
    parts = {label: _told(document) for label, document in subject.parts.items()}
    return json.dumps([parts, subject.user, subject.unknowns], sort_keys=True, default=repr)


def _document_key(document: Document) -> str:
    return json.dumps(_told(document), sort_keys=True, default=repr)


def _told(document: Document) -> list[Any]:
    return [document.kind, document.value, document.errors, document.unknowns]
