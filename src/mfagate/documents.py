"""Policy documents: a file read once, with the place of every value and AWS's answer to it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import NothingToCheckError, UnreadableFileError
from mfagate.positions import (
    MAX_BYTES,
    Json,
    Located,
    ParseError,
    Positions,
    json_path,
    read_json,
    read_yaml,
    shown,
)
from mfagate.structure import KINDS, Fault, Kind, Problem, refusals, warnings
from mfagate.structure.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "KINDS",
    "Document",
    "Kind",
    "Problem",
    "find_policies",
    "guess_kind",
    "load_document",
    "parse_document",
]

_YAML = (".yaml", ".yml")
_ASSUMING = ("sts:assumerole", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext")


@dataclass(frozen=True)
class Document:
    """One policy document; `value` is None when the text could not be read."""

    file: str
    kind: Kind
    value: Any
    positions: Positions
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    text: str

    @property
    def valid(self) -> bool:
        """Tell whether AWS would save it as a document of its kind."""
        return not self.errors


def load_document(path: Path, kind: Kind | None = None, *, display: str | None = None) -> Document:
    """Read a policy document from a file; `display` is the name that reports show.

    Whatever is wrong inside the file is in the document's errors.

    Raises:
        UnreadableFileError: there is no such file, or it cannot be read.

    """
    file = display if display is not None else _name(path)
    try:
        text = _bytes(path)
    except (OSError, ValueError) as error:
        raise _cannot_read(path, error) from error
    if text is None:
        raise UnreadableFileError(f"{file}: this is no regular file; name a policy file")
    return parse_document(text, file, kind)


def parse_document(text: str | bytes, file: str, kind: Kind | None = None) -> Document:
    """Read a policy document from a text; YAML when the name of the file says so, else JSON."""
    is_yaml = file.lower().endswith(_YAML)
    decoded = text if isinstance(text, str) else text.decode("utf-8", "replace")
    try:
        located, duplicates = (read_yaml if is_yaml else read_json)(text, file)
    except ParseError as error:
        known = kind or "identity"
        problem = _unreadable(error, known)
        return Document(file, known, None, Positions(), (problem,), (), decoded)
    known = kind or guess_kind(located.value)
    saved = None if is_yaml else decoded
    errors = [_unreadable(error, known) for error in duplicates]
    errors += _problems(refusals(located.value, known, saved), located)
    refused = {error.path for error in errors}
    warned = [
        problem
        for problem in _problems(warnings(located.value, known, saved), located)
        if problem.path not in refused
    ]
    return Document(file, known, located.value, located.positions, _sorted(errors), _sorted(warned), decoded)


def guess_kind(value: Json) -> Kind:
    """Tell what kind of policy a document is, by what it has.

    Without a Principal it is an identity policy; with one it is a trust policy when it names no
    resource and all its actions are those of assuming a role, else a resource policy.
    """
    statements = [item for item in _as_list(_member(value, "Statement")) if isinstance(item, dict)]
    if not any("Principal" in item or "NotPrincipal" in item for item in statements):
        return "identity"
    return "trust" if all(_assumes(item) for item in statements) else "resource"


def find_policies(paths: Iterable[Path]) -> list[Path]:
    """Give the files that are meant: files as they are named, folders by their `*.json`, sorted.

    Raises:
        NothingToCheckError: a folder has no such file.
        UnreadableFileError: a path does not exist.

    """
    found: dict[Path, None] = {}
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:
            raise _cannot_read(path, error) from error
        found.update(dict.fromkeys(_inside(path) if is_folder else [path]))
    return list(found)


def _inside(folder: Path) -> list[Path]:
    """Give the JSON files of a folder and its folders, sorted, without hidden ones."""

    def fail(error: OSError) -> None:
        raise _cannot_read(folder, error) from error

    files: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found = [name for name in names if name.endswith(".json") and not name.startswith(".")]
        files += [Path(where, name) for name in found]
    if not files:
        raise NothingToCheckError(
            f"{_name(folder)}: there is no *.json file in this folder; name the folder or file "
            "that holds the policies (YAML files are read when they are named)"
        )
    return sorted(files)


def _bytes(path: Path) -> bytes | None:
    """Read a file as far as it is looked at; None when it is a folder, a device or a pipe."""
    if not stat.S_ISREG(path.stat().st_mode):
        return None
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _name(path: Path) -> str:
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _cannot_read(path: Path, error: Exception) -> UnreadableFileError:
    named = getattr(error, "filename", None)
    reason = getattr(error, "strerror", None) or str(error)
    name = _name(path) if not isinstance(named, str) else os.fsencode(named).decode("utf-8", "replace")
    return UnreadableFileError(f"{name}: cannot be read: {reason}; check the path and its rights")


def _assumes(statement: dict[str, Any]) -> bool:
    if "Resource" in statement or "NotResource" in statement:
        return False
    actions = [*_as_list(statement.get("Action")), *_as_list(statement.get("NotAction"))]
    return bool(actions) and all(
        isinstance(action, str) and action.lower().startswith(_ASSUMING) for action in actions
    )


def _member(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None


def _as_list(value: Json) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _unreadable(error: ParseError, kind: Kind) -> Problem:
    """Write a reader's error as AWS would word it, where it would see the same text."""
    message = error.message[:1].upper() + error.message[1:]
    if error.code == "json-duplicate-key":
        message = say(kind, "key-twice", message, name=shown(str(error.path[-1])))
    elif error.code.startswith("json-"):
        message = say(kind, "json", message)
    line, column = error.position
    return Problem(line, column, json_path(error.path), message, error.code)


def _problems(faults: list[Fault], located: Located) -> list[Problem]:
    return [_placed(fault, located.positions) for fault in faults]


def _placed(fault: Fault, positions: Positions) -> Problem:
    if fault.offset is not None:
        line, column = positions.lines.at(fault.offset)
    else:
        line, column = (positions.key if fault.on_key else positions.at)(fault.path)
    return Problem(line, column, json_path(fault.path), fault.message, fault.code)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
