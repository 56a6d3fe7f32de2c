"""Strict YAML: the core schema of YAML 1.2, nothing that acts or grows, everything in its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mfagate.parsing import MAX_BYTES, ParseError, parse_yaml, read_yaml
from mfagate.parsing import _yaml as reader

if TYPE_CHECKING:
    from mfagate.parsing import Json


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("null", None),
        ("~", None),
        ("nUll", "nUll"),
        ("12", 12),
        ("-12", -12),
        ("+12", 12),
        ("012", 12),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("2026-01-31", "2026-01-31"),
        ("2026-01-31T00:00:00Z", "2026-01-31T00:00:00Z"),
        ("<<", "<<"),
        ("=", "="),
        ("'true'", "true"),
        ('"12"', "12"),
        ("|\n  12\n", "12\n"),
        (">-\n  true\n", "true"),
    ],
)
def test_plain_words_mean_what_yaml_1_2_says(text: str, value: Json) -> None:
    """Only the core schema makes a plain word a number, a Boolean or null."""
    found = parse_yaml(f"- {text}", "f").value[0]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "place", "code", "message"),
    [
        ("", (1, 1), "empty", "the file is empty; expected a YAML document"),
        ("# only\n", (1, 1), "empty", "the file is empty; expected a YAML document"),
        (
            "\ufeffa: 1",
            (1, 1),
            "bom",
            "the file starts with a byte order mark (BOM); save it as UTF-8 without BOM",
        ),
        (b"a: \xff", (1, 4), "encoding", "this is not UTF-8 text; save the file as UTF-8"),
        (
            "#" * (MAX_BYTES + 1),
            (1, 1),
            "size",
            "the file has more than 1,048,576 bytes; nothing longer is read",
        ),
        (
            "a: \x01",
            (1, 4),
            "control-character",
            "YAML allows no control character U+0001; delete it",
        ),
        (
            "a: 1\nb: 2\na: 3",
            (3, 1),
            "duplicate-key",
            'the key "a" appears twice (see line 1); keep one of them',
        ),
        (
            "a: !!python/object/apply:os.system [ls]",
            (1, 4),
            "tag",
            "tags are not allowed (tag:yaml.org,2002:python/object/apply:os.system); write "
            "the value without it",
        ),
        (
            "a: !!str 1",
            (1, 4),
            "tag",
            "tags are not allowed (tag:yaml.org,2002:str); write the value without it",
        ),
        ("a: ! 1", (1, 4), "tag", "tags are not allowed (!); write the value without it"),
        ("!x a: 1", (1, 1), "tag", "tags are not allowed (!x); write the value without it"),
        ("a: *b", (1, 4), "alias", "the alias *b has no anchor before it"),
        ("a: &b [*b]", (1, 8), "alias", "the alias *b has no anchor before it"),
        ("<<: {a: 1}", (1, 1), "merge", "merge keys (<<) are not allowed; write the members out"),
        ("a: 1\n2: b", (2, 1), "key", "the key 2 is not text; put it in quotes"),
        ("true: b", (1, 1), "key", "the key true is not text; put it in quotes"),
        ("~: b", (1, 1), "key", "the key ~ is not text; put it in quotes"),
        ("? [a]\n: b", (1, 3), "key", "expected a key of plain or quoted text here"),
        ("a: .nan", (1, 4), "constant", ".nan is not a finite number; put text in quotes"),
        ("a: -.inf", (1, 4), "constant", "-.inf is not a finite number; put text in quotes"),
        ("a: 1e999", (1, 4), "number", "the number is too large; put it in quotes"),
        ("a: " + "1" * 500, (1, 4), "number", "the number is too large; put it in quotes"),
        (
            "--- 1\n--- 2",
            (2, 1),
            "documents",
            "a second document starts here; expected one document per file",
        ),
        (
            "%YAML 1.1\n---\na: yes",
            (1, 1),
            "directive",
            "YAML directives are not allowed; delete the line that starts with %",
        ),
        (
            "%TAG ! tag:x,2000:\n---\na: 1",
            (1, 1),
            "directive",
            "YAML directives are not allowed; delete the line that starts with %",
        ),
        (
            "- " * 70 + "x",
            (1, 129),
            "depth",
            "nested more than 64 levels deep; nothing deeper is read",
        ),
        (
            "[" * 300_000,
            (1, 65),
            "depth",
            "nested more than 64 levels deep; nothing deeper is read",
        ),
        (
            "a: [1]\nb: " + "[" * 3_000,
            (2, 67),
            "depth",
            "nested more than 64 levels deep; nothing deeper is read",
        ),
        (
            "{a: " * 100_000,
            (1, 257),
            "depth",
            "nested more than 64 levels deep; nothing deeper is read",
        ),
    ],
)
def test_each_fault_has_its_own_error(
    text: str | bytes, place: tuple[int, int], code: str, message: str
) -> None:
    """A text that is not strict is refused where the fault is, in words for it."""
    with pytest.raises(ParseError) as raised:
        parse_yaml(text, "f.yaml")
    assert raised.value.code == f"yaml-{code}"
    assert str(raised.value) == f"f.yaml:{place[0]}:{place[1]}: {message}"


@pytest.mark.parametrize(
    "text", ["a: b: c", "\ta: 1", "[a, b", 'a: "\\q"', "a:\n  b: 1\n c: 2", "@a", "a: 'b"]
)
def test_a_syntax_error_is_one_line(text: str) -> None:
    """What libyaml says of a fault becomes one line with a place."""
    with pytest.raises(ParseError) as raised:
        parse_yaml(text, "f.yaml")
    assert raised.value.code == "yaml-syntax"
    assert str(raised.value).startswith("f.yaml:")
    assert str(raised.value).isprintable()


@pytest.mark.parametrize(("text", "place"), [("\ta: 1", "1:1"), ("a:\n\t- b\n", "2:1")])
def test_a_tab_is_named(text: str, place: str) -> None:
    """The reader of YAML speaks of a character that cannot start a token; an editor shows none."""
    with pytest.raises(ParseError) as raised:
        parse_yaml(text, "f.yaml")
    assert str(raised.value) == f"f.yaml:{place}: a tab stands here; YAML is indented with spaces"


def test_a_syntax_error_may_come_at_any_time() -> None:
    """A fault behind much that is right is found at its line."""
    with pytest.raises(ParseError) as raised:
        parse_yaml("x:\n  - y\n  - z: 'open\n", "f.yaml")
    assert raised.value.position.line == 4


def test_values_and_keys_have_their_places() -> None:
    """Every value and key has its line and column, in block and flow style."""
    positions = parse_yaml("# c\na:\n  - b: {c: 1}\n    'd': >-\n      text\n  - é\n", "f").positions
    assert positions.at(("a",)) == (3, 3)
    assert positions.key(("a",)) == (2, 1)
    assert positions.at(("a", 0)) == (3, 5)
    assert positions.at(("a", 0, "b", "c")) == (3, 12)
    assert positions.key(("a", 0, "b", "c")) == (3, 9)
    assert positions.key(("a", 0, "d")) == (4, 5)
    assert positions.at(("a", 0, "d")) == (4, 10)
    assert positions.at(("a", 1)) == (6, 5)


def test_an_alias_stands_where_it_is_written() -> None:
    """An alias gives the value of its anchor; what is inside it has the alias's place."""
    located = parse_yaml("a: &x {b: [1]}\nc: *x\n&k d: *k\n", "f")
    assert located.value == {"a": {"b": [1]}, "c": {"b": [1]}, "d": "d"}
    assert located.positions.at(("c", "b", 0)) == (2, 4)


def test_aliases_that_grow_are_refused() -> None:
    """A billion laughs stop at the first line that is too much."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    with pytest.raises(ParseError, match="f:5:8: aliases make this document grow too much"):
        parse_yaml("\n".join(lines), "f")


def test_aliases_that_deepen_are_refused() -> None:
    """Aliases count towards the depth of the nesting."""
    text = f"a: &a {'[' * 30}{']' * 30}\nb: &b {'[' * 30}*a{']' * 30}\nc: "
    assert parse_yaml(f"{text}[[[*b]]]", "f").value["c"]
    with pytest.raises(ParseError, match="f:3:8: aliases make this document grow too much"):
        parse_yaml(f"{text}[[[[*b]]]]", "f")


def test_reading_goes_on_past_duplicate_keys() -> None:
    """`read_yaml` gives the last value of a key and every duplicate with its path."""
    located, duplicates = read_yaml("a:\n  b: 1\n  b: 2\n'a': 3\n", "f")
    assert located.value == {"a": 3}
    assert [(error.position, error.path) for error in duplicates] == [
        ((3, 3), ("a", "b")),
        ((4, 1), ("a",)),
    ]


def test_it_reads_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's own parser gives the same where libyaml is missing."""
    text = "a: &x [1, 'é', {b: yes}]\nc: *x\n"
    expected = parse_yaml(text, "f")
    monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    found = parse_yaml(text, "f")
    assert found.value == expected.value
    assert found.positions.values == expected.positions.values
    with pytest.raises(ParseError, match="f:1:1: "):
        parse_yaml("@a", "f")


WORDS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(value=VALUES)
def test_plain_json_is_yaml_too(value: Json) -> None:
    """JSON of short, plain words reads the same through both readers."""
    assert parse_yaml(json.dumps(value), "f").value == value
