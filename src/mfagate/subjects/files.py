"""The subjects and documents of one file.

A file is one policy document, or it contains documents and says who has them: the details of an account, a
template, a plan, or a reply of AWS's API. Its content decides what it is. Nothing in it is fetched or run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mfagate.exceptions import ConfigError
from mfagate.parsing import ParseError, Positions
from mfagate.parsing.files import read_file
from mfagate.parsing.suggestions import closest
from mfagate.policy.documents import Document, parse_document, unreadable
from mfagate.sources.inventory import Inventory
from mfagate.sources.reading import MAX_CONTAINER_BYTES, inventory_of
from mfagate.subjects._attachments import subjects_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Kind
    from mfagate.sources.defaults import Defaults
    from mfagate.subjects.model import Subject

__all__ = [
    "FileContents",
    "FileDocuments",
    "contents_of",
    "contents_of_file",
    "document_of_file",
    "documents_of_file",
    "errors_of",
    "subjects_of_file",
    "warnings_of",
]

_GRANTING = {"identity", "boundary", "session"}  # one grammar, so a document of one can serve as another


@dataclass(frozen=True)
class FileContents:
    """What a file contains: its subjects, and in `left_out` what is not judged on purpose.

    `form` is what the file is; `removed` has what it takes away, where it is a plan.
    """

    file: str
    form: str
    subjects: tuple[Subject, ...]
    left_out: tuple[Diagnostic, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileDocuments:
    """The documents of a file.

    The file `is_read` where it is one policy document, or of a form in which policies are read.
    """

    documents: tuple[Document, ...]
    is_read: bool = True


def contents_of(inventory: Inventory, defaults: Defaults) -> FileContents:
    """Return what an inventory contains."""
    removed = tuple(dict.fromkeys(inventory.removed))
    found = tuple(subjects_in(inventory, defaults))
    return FileContents(inventory.file, inventory.form, found, tuple(inventory.left_out), removed)


def contents_of_file(path: Path, display: str, defaults: Defaults) -> FileContents:
    """Return what a file contains.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    return contents_of(_read(path, display, defaults), defaults)


def subjects_of_file(path: Path, display: str, defaults: Defaults) -> list[Subject]:
    """Return the subjects that a file is by itself: one for a policy document, else each that it holds.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    return list(contents_of_file(path, display, defaults).subjects)


def documents_of_file(path: Path, display: str, defaults: Defaults) -> FileDocuments:
    """Return the documents of a file; what is unknown of them is among their errors or warnings.

    What the file contains that is not read is a document without a value.

    Raises:
        UnreadableFileError: the file cannot be read.

    """
    found = _read(path, display, defaults)
    return FileDocuments((*found.documents.values(), *_left_out(found)), found.read)


def _left_out(inventory: Inventory) -> Iterator[Document]:
    """Give what a file contains that is not read, as documents without a value."""
    for holder in inventory.holders.values():
        if holder.kind == "rest" and holder.unknowns:
            unknowns = tuple(holder.unknowns)
            yield Document(inventory.file, "identity", None, Positions(), (), (), "", holder.name, unknowns)


def errors_of(document: Document) -> list[Diagnostic]:
    """Return what is wrong with a document, and what is so unknown that nobody can tell."""
    return [*document.errors, *_unknowns(document, "error")]


def warnings_of(document: Document) -> list[Diagnostic]:
    """Return what a document is warned of, and what was assumed of unknown values."""
    return [*document.warnings, *_unknowns(document, "warning")]


def _unknowns(document: Document, severity: str) -> list[Diagnostic]:
    return [one for one in document.unknowns if one.severity == severity]


def document_of_file(path: Path, display: str, name: str, kind: Kind, defaults: Defaults) -> Document:
    """Return the document that a config names, as one of that kind; `name` is empty where it names none.

    Raises:
        UnreadableFileError: the file cannot be read.
        ConfigError: it holds no document of that name, one of another kind, or several and none is named.

    """
    found = _read(path, display, defaults, None if name else kind)
    documents = found.documents
    if not found.read:
        why = next(_left_out(found)).unknowns[0]
        raise ConfigError(f"{display}: {why.message}; {why.remedy[:1].lower()}{why.remedy[1:]}")
    if name not in documents:
        named = [one for one in documents if one]
        if not name and named:
            raise ConfigError(
                f"{display} is {found.form} with {len(named)} documents; name one of them, "
                f"such as {display}#{named[0]}"
            )
        hint = closest(name, named) if named else "it contains none"
        raise ConfigError(f"{display} contains no document named {name}; {hint}")
    document = documents[name] if name else _with_rest(documents[name], found)
    if document.kind == kind:
        return document
    if {document.kind, kind} <= _GRANTING:
        return replace(document, kind=kind)
    raise ConfigError(f"{display}#{name} is a policy of kind {document.kind}; expected kind {kind}")


def _with_rest(document: Document, found: Inventory) -> Document:
    """Return the only document of a file with what is wrong elsewhere in the file."""
    rest = [one for one in (*found.documents.values(), *_left_out(found)) if one is not document]
    return replace(
        document,
        errors=(*document.errors, *(error for one in rest for error in one.errors)),
        unknowns=(*document.unknowns, *(unknown for one in rest for unknown in one.unknowns)),
    )


def _read(path: Path, display: str, defaults: Defaults, kind: Kind | None = None) -> Inventory:
    text = read_file(path, display, MAX_CONTAINER_BYTES)
    try:
        found = inventory_of(text, display, defaults, kind)
    except ParseError as error:
        return _single(unreadable(error, display, kind, ""))
    return found if found is not None else _single(parse_document(text, display, kind))


def _single(document: Document) -> Inventory:
    inventory = Inventory(document.file, "a policy document")
    inventory.add(document)
    return inventory
