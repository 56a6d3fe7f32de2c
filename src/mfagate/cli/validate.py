"""`mfagate validate`: structure and grammar of policy files, without an engine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import NothingToCheckError
from mfagate.findings.without_policy import WithoutPolicy
from mfagate.policy.documents import KINDS, Document, load_document
from mfagate.reports.phrases import count, diagnostic, location
from mfagate.sources.defaults import Defaults
from mfagate.sources.recognition import find_policies
from mfagate.subjects.files import (
    FileDocuments,
    contents_of_file,
    documents_of_file,
    errors_of,
    warnings_of,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Kind

_DESCRIPTION = """\
Check the structure and grammar of policy files as IAM does when it saves them, and warn of what IAM
accepts but is almost certainly a mistake. Needs no engine.
"""

_EPILOG = """\
exit codes: 0 all files are valid; 1 a file is invalid; 2 a file cannot be read, or there is nothing to
check

examples:
  mfagate validate policies
  mfagate validate scp.json --kind scp --format json
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `validate` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "validate",
        help="check the structure of policy files, without an engine",
        description=_DESCRIPTION,
        epilog=_EPILOG,
    )
    parser.add_argument(
        "paths",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="policy file, or folder with policy files",
    )
    parser.add_argument(
        "--kind",
        choices=KINDS,
        help="read every file as one policy of this kind (default: by content; policies are also found in "
        "templates, plans, account details and AWS API responses)",
    )
    parser.add_argument(
        "--format", choices=tuple(_WRITERS), default="text", help="output format (default: text)"
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Check the files that `args` names, and print their errors and warnings.

    Raises:
        UnreadableFileError: a file or folder cannot be read.
        NothingToCheckError: a folder has no policy files, or only files that are not read.

    """
    paths = find_policies(args.paths)
    files = [_read(path, args.kind) for path in paths]
    documents = [one for file in files for one in file.documents]
    if not documents:
        contents = [contents_of_file(path, path.as_posix(), Defaults()) for path in paths]
        raise NothingToCheckError(f"nothing to check: {WithoutPolicy(tuple(contents)).text}")
    sys.stdout.writelines(f"{line}\n" for line in _WRITERS[args.format](documents))
    if not all(document.valid and document.known for document in documents):
        return 1
    if not any(file.is_read for file in files):
        raise NothingToCheckError("nothing was validated: mfagate does not read the policies in these files")
    return 0


def _read(path: Path, kind: Kind | None) -> FileDocuments:
    """Read the documents of a file; with a kind, the whole file is one document of that kind.

    A file in a form that is not read is no document of any kind.
    """
    found = documents_of_file(path, path.as_posix(), Defaults())
    return found if kind is None or not found.is_read else FileDocuments((load_document(path, kind),))


def as_json(documents: list[Document]) -> Iterator[str]:
    """Write the documents as JSON, as `schemas/validation.json` describes it."""
    report = {"version": 1, "documents": [_entry(document) for document in documents]}
    yield json.dumps(report, indent=2, ensure_ascii=False)


def as_text(documents: list[Document]) -> Iterator[str]:
    """Write a line for each error and warning, and a summary."""
    for document in documents:
        yield from map(_line, [*errors_of(document), *warnings_of(document)])
    yield _summary(documents)


def _entry(document: Document) -> dict[str, Any]:
    return {
        "file": document.file,
        "kind": document.kind,
        "valid": document.valid and document.known,
        "errors": [_problem(problem) for problem in errors_of(document)],
        "warnings": [_problem(problem) for problem in warnings_of(document)],
        **({"name": document.name} if document.name else {}),
    }


def _problem(problem: Diagnostic) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
    }


def _line(problem: Diagnostic) -> str:
    at = location(problem.file, problem.line, problem.column)
    return diagnostic(at, problem.severity, f"{problem.path}: {problem.message}")


def _summary(documents: list[Document]) -> str:
    invalid = sum(not (document.valid and document.known) for document in documents)
    errors = sum(len(errors_of(document)) for document in documents)
    warnings = sum(len(warnings_of(document)) for document in documents)
    verdict = f"{invalid} invalid" if invalid else "all valid"
    return (
        f"{count(len(documents), 'document')}, {verdict}: "
        f"{count(errors, 'error')}, {count(warnings, 'warning')}"
    )


_WRITERS: dict[str, Callable[[list[Document]], Iterator[str]]] = {"text": as_text, "json": as_json}
