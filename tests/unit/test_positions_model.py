"""Paths, positions and the one line of an error."""

from __future__ import annotations

import pytest

from mfagate.parsing import ParseError, Path, Position, Positions, json_path, parse_json, pointer, shown


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), "$"),
        (("Statement",), "$.Statement"),
        (("Statement", 0, "Effect"), "$.Statement[0].Effect"),
        (("Condition", "Bool", "aws:x"), '$.Condition.Bool["aws:x"]'),
        (("ForAnyValue:StringLike",), '$["ForAnyValue:StringLike"]'),
        (("a b", "", "0"), '$["a b"][""]["0"]'),
        (('say "hi"\n',), '$["say \\"hi\\"\\n"]'),
        (("é",), '$["é"]'),
    ],
)
def test_a_path_is_written_as_people_read_it(path: Path, written: str) -> None:
    """Names that are identifiers follow a dot, others stand in brackets and quotes."""
    assert json_path(path) == written


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ((), ""),
        (("Statement", 0, "Effect"), "/Statement/0/Effect"),
        (("a/b", "m~n", ""), "/a~1b/m~0n/"),
        (("Condition", "aws:x"), "/Condition/aws:x"),
    ],
)
def test_a_path_is_written_as_a_json_pointer(path: Path, written: str) -> None:
    """RFC 6901 escapes ~ and /."""
    assert pointer(path) == written


def test_values_and_keys_have_their_own_places() -> None:
    """`at` gives where a value starts, `key` where its key does; both count from 1."""
    positions = parse_json('{\n  "a": {"b": [1,\n 22]}\n}', "f").positions
    assert positions.at(()) == Position(1, 1)
    assert positions.at(("a",)) == Position(2, 8)
    assert positions.key(("a",)) == Position(2, 3)
    assert positions.at(("a", "b", 1)) == Position(3, 2)
    assert positions.key(("a", "b")) == Position(2, 9)


def test_what_is_not_there_has_the_place_of_its_nearest_ancestor() -> None:
    """A missing member is looked for at the value that lacks it."""
    positions = parse_json('{"a":\n {"b": [1]}}', "f").positions
    assert positions.at(("a", "x", "y")) == Position(2, 2)
    assert positions.at(("a", "b", 7)) == Position(2, 8)
    assert positions.key(("a", "x")) == Position(2, 2)
    assert positions.key(("a", "b", 0)) == Position(2, 9)
    assert Positions().at(("anything", 1)) == Position(1, 1)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_counts_as_one(ending: str) -> None:
    """LF, CRLF and CR end a line, as editors count."""
    positions = parse_json(ending.join(["{", '"a": 1,', '"é😀": [', "2]}"]), "f").positions
    assert positions.at(("a",)) == Position(2, 6)
    assert positions.at(("é😀",)) == Position(3, 7)
    assert positions.at(("é😀", 0)) == Position(4, 1)


def test_an_error_is_one_line() -> None:
    """An error shows file, line, column and what is wrong, and ends the program with 2."""
    error = ParseError("p.json", Position(3, 7), "what is wrong", code="json-syntax", path=("a",))
    assert str(error) == "p.json:3:7: what is wrong"
    assert (error.file, error.position, error.message) == ("p.json", (3, 7), "what is wrong")
    assert (error.code, error.path, error.exit_code) == ("json-syntax", ("a",), 2)


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("plain", "plain"),
        ("a\nb\x1b", "a\\u000ab\\u001b"),
        ("x" * 61, "x" * 57 + "..."),
        ("é", "é"),
    ],
)
def test_foreign_text_is_shown_on_one_line(text: str, visible: str) -> None:
    """Text of a file goes into messages printable and cut."""
    assert shown(text) == visible
