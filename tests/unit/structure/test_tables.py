"""Documents in tables: what is refused, warned of and accepted, where and in which words.

In a document, the mark » stands before the place that the error or warning has to name.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.parsing import parse_yaml
from mfagate.policy.documents import parse_document

if TYPE_CHECKING:
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.policy.documents import Document

HERE = Path(__file__).parent
MARK = "»"

Row = dict[str, Any]


def read(name: str) -> list[Row]:
    """Read a table."""
    rows: list[Row] = parse_yaml((HERE / name).read_bytes(), name).value
    return rows


def document_of(row: Row) -> Document:
    """Parse the document of a row, without its mark."""
    return parse_document(row["document"].replace(MARK, "", 1), "policy.json", row["kind"])


def seen(problems: tuple[Diagnostic, ...]) -> list[tuple[int, int, str, str]]:
    """Give what a problem says and where."""
    return [(item.line, item.column, item.path, item.message) for item in problems]


def expected(row: Row) -> list[tuple[int, int, str, str]]:
    """Give what the row expects, at its mark."""
    before, mark, _ = row["document"].partition(MARK)
    assert mark, f"the row {row['name']!r} has no mark"
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return [(line, column, row["path"], row["message"])]


TABLES = sorted(path.name for path in (HERE / "refused").glob("*.yaml"))
REFUSED = [(table, row) for table in TABLES for row in read(f"refused/{table}")]
WARNED = read("warned.yaml")
ACCEPTED = read("accepted.yaml")


@pytest.mark.parametrize(
    "row", [row for _, row in REFUSED], ids=[f"{table}: {row['name']}" for table, row in REFUSED]
)
def test_a_faulty_document_is_refused_at_its_place_for_its_reason(row: Row) -> None:
    """A faulty document has this one error, at the mark."""
    assert seen(document_of(row).errors) == expected(row)


@pytest.mark.parametrize("row", WARNED, ids=[row["name"] for row in WARNED])
def test_a_doubtful_document_is_accepted_and_warned_of(row: Row) -> None:
    """A doubtful document is valid and has this one warning, at the mark."""
    document = document_of(row)
    assert document.valid
    assert seen(document.warnings) == expected(row)
    assert [problem.code for problem in document.warnings] == [row["code"]]


@pytest.mark.parametrize("row", ACCEPTED, ids=[row["name"] for row in ACCEPTED])
def test_a_sound_document_is_accepted_without_a_word(row: Row) -> None:
    """A sound document has neither errors nor warnings."""
    document = document_of(row)
    assert (document.errors, document.warnings) == ((), ())


def test_there_are_tables() -> None:
    """The tables are found: an empty one would pass unseen."""
    assert len(TABLES) == 5
    assert min(len(REFUSED), len(WARNED), len(ACCEPTED)) > 40
