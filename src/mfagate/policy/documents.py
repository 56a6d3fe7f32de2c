"""Policy documents: a file read once, with the place of every value and AWS's answer to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from mfagate.parsing import (
    Json,
    Located,
    ParseError,
    Positions,
    json_path,
    read_json,
    read_yaml,
    shown,
)
from mfagate.parsing.files import name_of, read_file
from mfagate.policy.diagnostic import Diagnostic
from mfagate.policy.validation import KINDS, Fault, Kind, refusals, warnings
from mfagate.policy.validation.aws_wording import aws_message
from mfagate.suite.inference import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mfagate.parsing import Path as Path_
    from mfagate.parsing import Position

__all__ = [
    "KINDS",
    "Document",
    "Kind",
    "document_of",
    "load_document",
    "parse_document",
    "unreadable",
]

_YAML = (".yaml", ".yml")
_MEANING_IS_PLAIN = frozenset(
    {"action", "characters", "principal-name", "resource", "shared-provider"}
    | {"sid-characters", "sid-unique", "size", "trust-star", "version"}
)
"""Errors for which IAM does not save a document, and which leave no doubt of what its statements say."""
_LANGUAGES = ("2008-10-17", "2012-10-17")


@dataclass(frozen=True)
class Document:
    """One policy document; `value` is None when the text could not be read.

    `name` is what it is called inside a file that holds several, else empty; `unknowns` is what such a file
    does not tell.
    """

    file: str
    kind: Kind
    value: Any
    positions: Positions
    errors: tuple[Diagnostic, ...]
    warnings: tuple[Diagnostic, ...]
    text: str
    name: str = ""
    unknowns: tuple[Diagnostic, ...] = ()

    @property
    def valid(self) -> bool:
        """Tell whether AWS would save it as a document of its kind."""
        return not self.errors

    @property
    def known(self) -> bool:
        """Tell whether enough of it is known to judge it."""
        return not any(unknown.severity == "error" for unknown in self.unknowns)

    @property
    def judgeable(self) -> bool:
        """Tell whether it says plainly what it allows and denies, even if AWS would not save it.

        Inline policies may be of 2008, a template's principal is nobody yet, a Sid stands for nothing.
        """
        return not self.unclear and _member(self.value, "Version") in (None, *_LANGUAGES)

    @property
    def unclear(self) -> tuple[Diagnostic, ...]:
        """The errors that leave doubt of what its statements say."""
        return tuple(error for error in self.errors if error.code not in _MEANING_IS_PLAIN)

    @property
    def statement_count(self) -> int:
        """How many statements it has; one need not be in an array."""
        statements = self.value.get("Statement", [])
        return len(statements) if isinstance(statements, list) else 1


def load_document(path: Path, kind: Kind | None = None, *, display: str | None = None) -> Document:
    """Read a policy document from a file; `display` is the name that reports show.

    Whatever is wrong inside the file is in the document's errors.

    Raises:
        UnreadableFileError: there is no such file, or it cannot be read.

    """
    file = display if display is not None else name_of(path)
    return parse_document(read_file(path, file), file, kind)


def parse_document(text: str | bytes, file: str, kind: Kind | None = None) -> Document:
    """Read a policy document from a text; YAML when the name of the file says so, else JSON."""
    is_yaml = file.lower().endswith(_YAML)
    decoded = text if isinstance(text, str) else text.decode("utf-8", "replace")
    try:
        located, duplicates = (read_yaml if is_yaml else read_json)(text, file)
    except ParseError as error:
        return unreadable(error, file, kind, decoded)
    return document_of(
        located, file, kind, saved=None if is_yaml else decoded, text=decoded, duplicates=duplicates
    )


def unreadable(
    error: ParseError,
    file: str,
    kind: Kind | None,
    text: str,
    written: Callable[[Path_], Path_] = lambda path: path,
) -> Document:
    """Return the document that a text is which cannot be read: the one error, and no value."""
    known = kind or "identity"
    return Document(file, known, None, Positions(), (_unreadable(error, known, written),), (), text)


def document_of(  # noqa: PLR0913 - what a document is made of
    located: Located,
    file: str,
    kind: Kind | None,
    *,
    saved: str | None,
    text: str,
    duplicates: Iterable[ParseError] = (),
    written: Callable[[Path_], Path_] = lambda path: path,
) -> Document:
    """Check a value that was read, and make a document of it.

    `saved` is the JSON text that AWS would be given, where that is known; `written` gives, for a path in the
    document, the path in the file, where the two differ.
    """
    known = kind or cast("Kind", kind_of(located.value))
    errors = [_unreadable(error, known, written) for error in duplicates]
    place = _Placing(file, located.positions, written)
    errors += [place("error", fault) for fault in refusals(located.value, known, saved)]
    refused = {error.path for error in errors}
    found = [place("warning", fault) for fault in warnings(located.value, known, saved)]
    warned = [one for one in found if one.path not in refused]
    return Document(file, known, located.value, located.positions, _sorted(errors), _sorted(warned), text)


def _member(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None


def _unreadable(
    error: ParseError, kind: Kind, written: Callable[[Path_], Path_] = lambda path: path
) -> Diagnostic:
    """Write a reader's error as AWS would word it, where it would see the same text."""
    message = error.message[:1].upper() + error.message[1:]
    if error.code == "json-duplicate-key":
        message = aws_message(kind, "key-twice", message, name=shown(str(error.path[-1])))
    elif error.code.startswith("json-"):
        message = aws_message(kind, "json", message)
    line, column = error.position
    path = json_path(written(error.path))
    return Diagnostic("error", message, "", error.file, line, column, path, error.code)


@dataclass(frozen=True)
class _Placing:
    """Turns the faults of a value into diagnostics; `written` gives the path in the file."""

    file: str
    positions: Positions
    written: Callable[[Path_], Path_]

    def __call__(self, severity: Literal["error", "warning"], fault: Fault) -> Diagnostic:
        line, column = self._position(fault)
        path = json_path(self.written(fault.path))
        return Diagnostic(severity, fault.message, "", self.file, line, column, path, fault.code)

    def _position(self, fault: Fault) -> Position:
        if fault.offset is not None:
            return self.positions.lines.at(fault.offset)
        return (self.positions.key if fault.on_key else self.positions.at)(fault.path)


def _sorted(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
