"""From a value inside a file to a document that is checked like any other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mfagate.parsing import Located, ParseError, Path, Position, Positions, json_path
from mfagate.policy.documents import Document, document_of, unreadable
from mfagate.sources.formats._embedded_json import literal_starts, read_inner
from mfagate.sources.unknowns.marks import UnknownValues, has_mark
from mfagate.sources.unknowns.placeholders import Substitution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Kind
    from mfagate.sources.formats.containers import Container

_WANT_CONDITIONS = ("shared-provider", "trust-star")


@dataclass
class Drafts:
    """Makes the documents of one file."""

    container: Container
    unknown_values: UnknownValues = field(default_factory=UnknownValues)

    def at(self, path: Path, name: str, kind: Kind | None) -> Document:
        """Return the document at a path of the file: an object, or a text that holds one.

        Where its key appears twice, that is an error of the document.
        """
        self.container.read.add(path)
        found = self._read(path, name, kind)
        twice = [self.duplicate(error) for error in self.container.duplicates if error.path == path]
        return replace(found, errors=(*(one for each in twice for one in each.errors), *found.errors))

    def _read(self, path: Path, name: str, kind: Kind | None) -> Document:
        value = self.container.get(path)
        if isinstance(value, str):
            return self.text(value, path, name, kind)
        try:
            located, duplicates = self.container.part(path)
        except ParseError as error:
            return self.broken(error, name, kind, path)
        return self.drafted(located, name, kind, duplicates=duplicates, written=lambda inner: (*path, *inner))

    def text(self, value: str, path: Path, name: str, kind: Kind | None) -> Document:
        """Return the document that is written as JSON in a text, which stands at a path of the file."""
        quote = self.container.literal(path)
        text = self.container.text
        starts = literal_starts(text, quote) if quote is not None else []
        place = self.container.offset(path)
        if len(starts) != len(value):
            starts = [place] * len(value)
        lines, file = self.container.lines, self.container.file
        try:
            located, duplicates, saved = read_inner(value, starts, lines, file, place)
        except ParseError as error:
            if has_mark(value):
                return self._unknown_text(value, path, name, kind)
            return self.broken(error, name, kind, path)
        return self.drafted(
            located,
            name,
            kind,
            duplicates=duplicates,
            saved=saved,
            written=lambda inner: (*path, *inner),
        )

    def _unknown_text(self, value: str, path: Path, name: str, kind: Kind | None) -> Document:
        """Return the document of a text that is JSON or not, according to what is unknown in it."""
        line, column = self.container.lines.at(self.container.offset(path))
        substitution = Substitution(
            self.unknown_values, self.container.file, lambda _: Position(line, column), lambda _: path
        )
        return self.unknown(tuple(substitution.substitute(value).unknowns), name, kind)

    def drafted(
        self,
        located: Located,
        name: str,
        kind: Kind | None,
        *,
        duplicates: Iterable[ParseError] = (),
        saved: str | None = None,
        written: Callable[[Path], Path],
    ) -> Document:
        """Return the document that a value is, without marks and without errors that only a mark makes."""
        file, text = self.container.file, self.container.text
        substitution = Substitution(self.unknown_values, file, located.positions.at, written)
        substituted = substitution.substitute(located.value)
        unknowns = tuple(substituted.unknowns)
        if substituted.value is None and unknowns:
            return self.unknown(unknowns, name, kind)
        known = document_of(
            Located(substituted.value, located.positions),
            file,
            kind,
            saved=None if unknowns else saved,
            text=text,
            duplicates=duplicates,
            written=written,
        )
        return replace(
            known,
            name=name,
            unknowns=unknowns,
            errors=_apart_from(unknowns, known.errors),
            warnings=_apart_from(unknowns, known.warnings),
        )

    def refused(self, path: Path, name: str, why: str) -> Document:
        """Return a document for a place of the file where something else stands than its form has there."""
        return self.refused_at(self.container.offset(path), name, why, path)

    def refused_at(self, offset: int, name: str, why: str, path: Path = ()) -> Document:
        """Return a document for a place that the value of the file does not have."""
        error = ParseError(self.container.file, self.container.lines.at(offset), why, code="input-shape")
        return self.broken(error, name, "identity", path)

    def duplicate(self, error: ParseError) -> Document:
        """Return a document with the error of a key that appears twice, outside of any document."""
        message = f"{error.message}: only one is read"
        place = ParseError(error.file, error.position, message, code="input-shape", path=error.path)
        return self.broken(place, json_path(error.path), "identity")

    def unknown(self, unknowns: tuple[Diagnostic, ...], name: str, kind: Kind | None) -> Document:
        """Return a document of which nothing is known."""
        file, text = self.container.file, self.container.text
        return Document(file, kind or "identity", None, Positions(), (), (), text, name, unknowns)

    def broken(self, error: ParseError, name: str, kind: Kind | None, path: Path = ()) -> Document:
        """Return the document that cannot be read; the path of the error starts from `path`."""
        file, text = self.container.file, self.container.text
        return replace(unreadable(error, file, kind, text, lambda inner: (*path, *inner)), name=name)


def _apart_from(unknowns: Iterable[Diagnostic], problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems that are not of an unknown, nor of a statement whose conditions are unknown."""
    paths = [unknown.path for unknown in unknowns]
    statements = [path.rpartition(".Condition")[0] for path in paths if ".Condition" in path]
    return tuple(
        problem
        for problem in problems
        if not any(_is_in(problem.path, path) for path in paths)
        and not (
            problem.code in _WANT_CONDITIONS
            and any(_is_in(problem.path, statement) for statement in statements)
        )
    )


def _is_in(path: str, outer: str) -> bool:
    return path == outer or path.startswith((f"{outer}.", f"{outer}["))


def traced(target: Path, origins: Mapping[Path, Path]) -> Path:
    """Return the path in the file of a part of a document, through its nearest ancestor with an origin."""
    rest: Path = ()
    while target not in origins:
        target, rest = target[:-1], (target[-1], *rest)
    return (*origins[target], *rest)


def as_inline(document: Document) -> Document:
    """Return a document as IAM takes it for an inline policy: its language may be of 2008, or not be said.

    `CreatePolicy` wants 2012-10-17; `PutUserPolicy` and its like take older ones.
    """
    old = tuple(one for one in document.errors if one.code == "version")
    kept = tuple(one for one in document.errors if one not in old)
    return replace(document, errors=kept, warnings=(*document.warnings, *old)) if old else document
