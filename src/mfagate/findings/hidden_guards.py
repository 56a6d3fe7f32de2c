"""Guards in files of `each` that are evaluated only together with the guard of `together_with`.

Both guards deny, so what the file's own guard lets through does not show. It may be broken, and the subject
still passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.findings.builders import statement_finding
from mfagate.findings.places import statement_at, statement_path
from mfagate.suite.inference import guards_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mfagate.findings.model import Finding
    from mfagate.policy.documents import Document
    from mfagate.subjects.model import Subject


def hidden_guards(judged: Iterable[Subject], known: Iterable[Subject]) -> list[Finding]:
    """Return a finding for every judged subject whose own file has a guard that is not judged by itself.

    It is, where one of the `known` subjects has the file without a guard of `together_with`.
    """
    subjects = list(known)
    return [finding for subject in judged for finding in _of_subject(subject, subjects)]


def _of_subject(subject: Subject, known: Iterable[Subject]) -> Iterator[Finding]:
    guards = _shared_guards(subject)
    for document in _identity(subject)[subject.shared :] if guards else ():
        number = _guard_in(document)
        if number is not None and not any(_judges(one, document.file, guards) for one in known):
            yield _finding(subject, document, number, guards[0])


def _judges(subject: Subject, file: str, guards: list[str]) -> bool:
    """Tell whether a subject judges a file without these guards, and without another of `together_with`."""
    files = set(subject.files)
    return file in files and not files & set(guards) and not _shared_guards(subject)


def _shared_guards(subject: Subject) -> list[str]:
    return [one.file for one in _identity(subject)[: subject.shared] if _guard_in(one) is not None]


def _identity(subject: Subject) -> list[Document]:
    return [document for label, document in subject.parts.items() if label.startswith("identity")]


def _guard_in(document: Document) -> int | None:
    """Return the number of the first statement that denies by sign-in method."""
    guards = guards_in(document.value) if document.judgeable else []
    return guards.index(True) if True in guards else None


def _finding(subject: Subject, document: Document, number: int, guard: str) -> Finding:
    path = statement_path(document, number, [])
    message = f"{subject.name}: the guard of {guard} (together_with) hides what this guard lets through"
    about = [subject.name, statement_at(document, path)]
    return statement_finding("hidden-guard", message, document, path, about)
