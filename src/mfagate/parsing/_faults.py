"""Why a JSON text cannot be read at an offset: the code and the sentence of the error."""

from __future__ import annotations

import re
from typing import NamedTuple

from mfagate.parsing._show import shown

_WORD = re.compile(r"-?[A-Za-z_$][A-Za-z0-9_$]*")
_NUMBER_LIKE = re.compile(r"[-+.0-9][-+.0-9A-Za-z_]*")
_OPEN_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*')
_CONSTANTS = frozenset({"NaN", "Infinity", "-Infinity"})
_LITERALS = {"true": "true", "false": "false", "null": "null", "none": "null"}
_OTHER_QUOTES = frozenset("'`\u2018\u2019\u201c\u201d\u00ab\u00bb")
_COMMENTS = ("//", "/*", "#")


class Fault(NamedTuple):
    """What is wrong, in words and as a code, and where."""

    offset: int
    code: str
    message: str


def no_value(text: str, at: int) -> Fault:
    """Say why no value starts here."""
    return _common(text, at) or _word(text, at) or _unexpected(text, at, "a value")


def no_key(text: str, at: int) -> Fault:
    """Say why no key starts here."""
    return _common(text, at) or _unexpected(text, at, "a key in double quotes")


def not_here(text: str, at: int, expected: str) -> Fault:
    """Say why `expected` does not stand here."""
    return _common(text, at) or _unexpected(text, at, expected)


def bad_text(text: str, at: int) -> Fault:
    """Say why the text that opens here does not close."""
    match = _OPEN_TEXT.match(text, at)
    end = match.end() if match else at
    char = text[end + 1 : end + 2] if text[end : end + 1] == "\\" else text[end : end + 1]
    if char in ("\n", "\r"):
        message = "the string does not end on its line; add the quote, or write \\n"
        return Fault(at, "control-character", message)
    if char:
        message = f"the control character {name(char)} is inside a string; write it as an escape"
        return Fault(end, "control-character", message)
    return Fault(at, "syntax", "the string that starts here never ends; add the quote")


def name(char: str) -> str:
    """Write a character so that it can be seen."""
    if char == '"':
        return "a quote"
    return f'"{char}"' if char.isprintable() and char.isascii() else f"U+{ord(char):04X}"


def _common(text: str, at: int) -> Fault | None:
    char = text[at : at + 1]
    if text.startswith(_COMMENTS, at):
        return Fault(at, "comment", "JSON has no comments; delete it")
    if char in _OTHER_QUOTES:
        message = f"JSON strings need straight double quotes, not {char}"
        return Fault(at, "quotes", message)
    return None


def _word(text: str, at: int) -> Fault | None:
    word = _WORD.match(text, at)
    if word and word.group() in _CONSTANTS:
        message = f"{word.group()} is not a JSON number; write a finite number or text"
        return Fault(at, "constant", message)
    if word and word.group().lower() in _LITERALS:
        message = f"{word.group()} must be {_LITERALS[word.group().lower()]} in JSON"
        return Fault(at, "syntax", message)
    like = _NUMBER_LIKE.match(text, at)
    if like:
        return Fault(at, "number", f"{shown(like.group())} is not a JSON number")
    return None


def _unexpected(text: str, at: int, expected: str) -> Fault:
    char = text[at : at + 1]
    found = f"found {name(char)}" if char else "the file ends"
    return Fault(at, "syntax", f"expected {expected} here, {found}")
