"""Places in a subject's documents: what a label, a statement's number and a path lead to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json, Path
    from mfagate.policy.documents import Document
    from mfagate.subjects.model import Subject

_IN_STATEMENT = re.compile(r"\$\.Statement(?:\[([0-9]+)\])?(?![\[A-Za-z0-9_])(.*)", re.DOTALL)


def place(subject: Subject, at: Mapping[str, Any]) -> tuple[Document, Path]:
    """Find the document and the path that a statement's label stands for; the first document if none."""
    document = subject.parts.get(at.get("policy") or "")
    if document is None:
        return next(iter(subject.parts.values())), ()
    return document, statement_path(document, at["statement"], at.get("path", []))


def statement_path(document: Document, index: int | None, rest: list[str | int]) -> Path:
    """Return the path of a statement, which need not stand in an array, and of a part of it."""
    if index is None:
        return ()
    listed = isinstance(document.value.get("Statement"), list)
    start: Path = ("Statement", index) if listed else ("Statement",)
    return (*start, *rest)


def file_name(file: str) -> str:
    """Return the last part of a path: the rest depends on where mfagate was started."""
    return re.split(r"[/\\\\]", file)[-1]


def sid_at(document: Document, path: Path) -> str | None:
    """Return the Sid of the statement that a path leads into."""
    if not path:
        return None
    sid = statement_at(document, path).get("Sid")
    return sid if isinstance(sid, str) else None


def sids_of(document: Document) -> set[str]:
    """Return the Sids of a document's statements."""
    paths = (statement_path(document, number, []) for number in range(document.statement_count))
    return {sid for path in paths if (sid := sid_at(document, path))}


def statement_at(document: Document, path: Path) -> Json:
    """Return the statement that a path leads into; the whole document where it leads into none."""
    if not path:
        return document.value
    statement = document.value["Statement"]
    return statement[int(path[1])] if isinstance(statement, list) else statement


def path_key(document: Document, path: str) -> list[Json]:
    """Return what identifies a path such as `$.Statement[2].Action[0]`: the statement itself, and the rest.

    The number of the statement is left out, since a new statement above it would change the number. A path
    that leads into no statement identifies itself.
    """
    found = _IN_STATEMENT.match(path)
    statement = _numbered(document.value, found.group(1)) if found else None
    return [path] if found is None or statement is None else [statement, found.group(2)]


def _numbered(value: Json, number: str | None) -> Json:
    statement = value.get("Statement") if isinstance(value, dict) else None
    if number is None:
        return statement if isinstance(statement, dict) else None
    if not isinstance(statement, list) or int(number) >= len(statement):
        return None
    return statement[int(number)]
