"""Strict JSON: the same values as `json.loads`, in their places, and one error for each fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mfagate.parsing import MAX_BYTES, MAX_DEPTH, ParseError, parse_json, read_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json, Path

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=40
)
STYLES: list[dict[str, Any]] = [
    {},
    {"separators": (",", ":")},
    {"indent": 2},
    {"indent": "\t"},
    {"ensure_ascii": False},
    {"ensure_ascii": False, "separators": (" , ", " : ")},
]

FAULTS: list[tuple[str, str | bytes, int, int, str, str]] = [
    ("nothing", "", 1, 1, "empty", "the file is empty; expected a JSON value"),
    ("white space only", " \n ", 1, 1, "empty", "the file is empty; expected a JSON value"),
    (
        "a byte order mark",
        "\ufeff{}",
        1,
        1,
        "bom",
        "the file starts with a byte order mark (BOM); save it as UTF-8 without BOM",
    ),
    (
        "a byte order mark in bytes",
        b"\xef\xbb\xbf{}",
        1,
        1,
        "bom",
        "the file starts with a byte order mark (BOM); save it as UTF-8 without BOM",
    ),
    (
        "UTF-16",
        "{}".encode("utf-16"),
        1,
        1,
        "encoding",
        "the file is UTF-16; save it as UTF-8 without BOM",
    ),
    (
        "Latin-1",
        b'{"a":\n "caf\xe9"}',
        2,
        6,
        "encoding",
        "this is not UTF-8 text; save the file as UTF-8",
    ),
    (
        "a lone surrogate in a str",
        '{"a": "\udcff"}',
        1,
        8,
        "encoding",
        "this is not UTF-8 text; save the file as UTF-8",
    ),
    (
        "too long",
        " " * MAX_BYTES + "1",
        1,
        1,
        "size",
        "the file has more than 1,048,576 bytes; nothing longer is read",
    ),
    (
        "too long in bytes, not in characters",
        '"' + "é" * (MAX_BYTES // 2) + '"',
        1,
        1,
        "size",
        "the file has more than 1,048,576 bytes; nothing longer is read",
    ),
    (
        "too deep",
        "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1),
        1,
        65,
        "depth",
        "nested more than 64 levels deep; nothing deeper is read",
    ),
    (
        "endlessly deep",
        '{"a":' * 100_000,
        1,
        321,
        "depth",
        "nested more than 64 levels deep; nothing deeper is read",
    ),
    (
        "a comma before }",
        '{"a": 1,\n}',
        1,
        8,
        "trailing-comma",
        'there is a comma before the closing "}"; JSON allows none; delete it',
    ),
    (
        "a comma before ]",
        "[1, 2,]",
        1,
        6,
        "trailing-comma",
        'there is a comma before the closing "]"; JSON allows none; delete it',
    ),
    ("two commas", "[1,,2]", 1, 4, "syntax", 'expected a value here, found ","'),
    ("NaN", '{"a": NaN}', 1, 7, "constant", "NaN is not a JSON number; write a finite number or text"),
    (
        "-Infinity",
        "[-Infinity]",
        1,
        2,
        "constant",
        "-Infinity is not a JSON number; write a finite number or text",
    ),
    ("a // comment", "// x\n{}", 1, 1, "comment", "JSON has no comments; delete it"),
    ("a /* comment", '{"a": /* x */ 1}', 1, 7, "comment", "JSON has no comments; delete it"),
    ("a # comment", "{} # x", 1, 4, "comment", "JSON has no comments; delete it"),
    ("a comment for a key", '{\n// x\n"a": 1}', 2, 1, "comment", "JSON has no comments; delete it"),
    (
        "a tab in text",
        '["a\tb"]',
        1,
        4,
        "control-character",
        "the control character U+0009 is inside a string; write it as an escape",
    ),
    (
        "a line break in text",
        '["a\nb"]',
        1,
        2,
        "control-character",
        "the string does not end on its line; add the quote, or write \\n",
    ),
    (
        "text that ends with the file",
        '["abc',
        1,
        2,
        "syntax",
        "the string that starts here never ends; add the quote",
    ),
    (
        "an unknown escape",
        '["\\x41"]',
        1,
        3,
        "escape",
        "\\x is not a JSON escape; write a backslash as \\\\",
    ),
    (
        "a short escape",
        '["\\u12"]',
        1,
        3,
        "escape",
        "\\u is not a JSON escape; write a backslash as \\\\",
    ),
    (
        "half a surrogate pair",
        '["\\ud83d"]',
        1,
        2,
        "surrogate",
        "the string contains half of a surrogate pair (\\ud800-\\udfff): not a character",
    ),
    (
        "single quotes",
        "{'a': 1}",
        1,
        2,
        "quotes",
        "JSON strings need straight double quotes, not '",
    ),
    (
        "curly quotes",
        "[\u201cx\u201d]",
        1,
        2,
        "quotes",
        "JSON strings need straight double quotes, not \u201c",
    ),
    ("a bare key", "{a: 1}", 1, 2, "syntax", 'expected a key in double quotes here, found "a"'),
    ("True", "[True]", 1, 2, "syntax", "True must be true in JSON"),
    ("None", "[None]", 1, 2, "syntax", "None must be null in JSON"),
    ("a leading zero", "[01]", 1, 2, "number", "01 is not a JSON number"),
    ("a point without digits", "[1.]", 1, 2, "number", "1. is not a JSON number"),
    ("a plus sign", "[+1]", 1, 2, "number", "+1 is not a JSON number"),
    ("a hexadecimal number", "[0x1F]", 1, 2, "number", "0x1F is not a JSON number"),
    ("an endless number", "[1e999]", 1, 2, "number", "the number is too large; write it as text"),
    (
        "a number of many digits",
        "[" + "1" * 5000 + "]",
        1,
        2,
        "number",
        "the number has more than 400 characters; write it as text",
    ),
    (
        "a missing comma",
        '{"a": 1\n "b": 2}',
        2,
        2,
        "syntax",
        'expected "," or "}" here, found a quote',
    ),
    (
        "a missing colon",
        '{"a" 1}',
        1,
        6,
        "syntax",
        'expected a colon after the key "a" here, found "1"',
    ),
    (
        "an object that is not closed",
        '{"a": {\n"b": 1\n',
        3,
        1,
        "syntax",
        'the file ends inside the "{" of line 1, column 7; close it',
    ),
    ("no value at the end", '{"a":', 1, 6, "syntax", "expected a value here, the file ends"),
    ("a second value", "{} {}", 1, 4, "syntax", 'expected the end of the file here, found "{"'),
    ("a bracket too many", "[1]]", 1, 4, "syntax", 'expected the end of the file here, found "]"'),
    ("a no-break space", "\u00a0{}", 1, 1, "syntax", "expected a value here, found U+00A0"),
    (
        "a key twice",
        '{"a": 1,\n "a": 2}',
        2,
        2,
        "duplicate-key",
        'the key "a" appears twice (see line 1); keep one of them',
    ),
    (
        "a key twice, once escaped",
        '{"a": 1, "\\u0061": 2}',
        1,
        10,
        "duplicate-key",
        'the key "a" appears twice (see line 1); keep one of them',
    ),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "message"),
    [row[1:] for row in FAULTS],
    ids=[row[0] for row in FAULTS],
)
def test_each_fault_has_its_own_error(
    text: str | bytes, line: int, column: int, code: str, message: str
) -> None:
    """A text that is no strict JSON is refused where the fault is, in words for it."""
    with pytest.raises(ParseError) as raised:
        parse_json(text, "p.json")
    assert raised.value.code == f"json-{code}"
    assert str(raised.value) == f"p.json:{line}:{column}: {message}"


def test_reading_goes_on_past_duplicate_keys() -> None:
    """`read_json` gives the last value of a key, its place, and every duplicate with its path."""
    text = '{"a": {"b": 1, "b": 2}, "c": 3,\n "a": {"b": 4}}'
    located, duplicates = read_json(text, "f")
    assert located.value == {"a": {"b": 4}, "c": 3}
    assert located.positions.at(("a", "b")) == (2, 13)
    assert [(error.position, error.path) for error in duplicates] == [
        ((1, 16), ("a", "b")),
        ((2, 2), ("a",)),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"\\ud83d\\ude00 \\/ \\b\\f\\n\\r\\t\\u0000"', "😀 / \b\f\n\r\t\0"),
        ('{"' + "k" * 5000 + '":1}', {"k" * 5000: 1}),
        ('{"a":{},"b":[],"c":""}', {"a": {}, "b": [], "c": ""}),
        ("\t{\t}\t", {}),
        ("-0", 0),
        ("-0.0", -0.0),
        ("1E+2", 100.0),
        ("12345678901234567890123", 12345678901234567890123),
        ('"\u2028\u007f\u0085"', "\u2028\u007f\u0085"),
        ("[" * MAX_DEPTH + "]" * MAX_DEPTH, None),
    ],
)
def test_valid_json_is_read(text: str, value: Json) -> None:
    """What YAML readers trip over is read as JSON means it."""
    found = parse_json(text, "f").value
    assert found == (json.loads(text) if value is None else value)
    assert type(found) is type(json.loads(text))


@given(value=VALUES, style=st.sampled_from(STYLES))
@example(value={"a": "\x7f\u2028\U0001f600", "": [[], {}]}, style={"ensure_ascii": False})
def test_what_json_writes_is_read_back_in_its_places(value: Json, style: dict[str, Any]) -> None:
    """Any value that `json.dumps` writes comes back, and each part starts at its place."""
    text = json.dumps(value, **style)
    located = parse_json(text, "f")
    assert located.value == json.loads(text)
    lines = text.split("\n")
    for path, part in _parts(located.value, ()):
        line, column = located.positions.at(path)
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder(strict=False).raw_decode(rest)[0] == part
        if path and isinstance(path[-1], str):
            line, column = located.positions.key(path)
            assert json.JSONDecoder().raw_decode(lines[line - 1][column - 1 :])[0] == path[-1]


def _parts(value: Json, path: Path) -> Iterator[tuple[Path, Json]]:
    yield path, value
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _parts(item, (*path, key))


ALPHABET = st.sampled_from([*'{}[]:,"\\ \n-.019eEutfn/#', "true", "null", '"a"', '"b":', "NaN"])


@given(text=st.lists(ALPHABET, max_size=14).map("".join))
def test_it_agrees_with_the_standard_reader(text: str) -> None:
    """It reads no text that `json.loads` refuses, and refuses only what is not strict."""
    try:
        located, duplicates = read_json(text, "f")
    except ParseError as error:
        strict = {"json-constant", "json-surrogate", "json-number"}
        if error.code not in strict:
            with pytest.raises(json.JSONDecodeError):
                json.loads(text)
        return
    assert located.value == json.loads(text)
    assert bool(duplicates) == _has_duplicates(text)


def _has_duplicates(text: str) -> bool:
    found: list[bool] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.append(len(pairs) != len(dict(pairs)))
        return dict(pairs)

    json.loads(text, object_pairs_hook=note)
    return any(found)
