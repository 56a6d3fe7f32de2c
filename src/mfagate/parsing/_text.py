"""What holds for every text before it is parsed: size, encoding, byte order mark."""

from __future__ import annotations

import codecs
import re

from mfagate.parsing._model import Lines, ParseError, Position

MAX_BYTES = 1024 * 1024
"""The longest text that is read: AWS takes no policy of more than a few dozen kilobytes."""

MAX_DEPTH = 64
"""The deepest nesting that is read: a policy document needs seven levels."""

_START = Position(1, 1)
SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which is not a character."""
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it starts with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


def decode(text: str | bytes, file: str, language: str, limit: int = MAX_BYTES) -> str:
    """Give the text as `str`, when it is small enough, UTF-8 and without a byte order mark.

    `language` is `json` or `yaml`, and starts the code of the error; `limit` is in bytes.

    Raises:
        ParseError: too long, not UTF-8, or with a byte order mark.

    """
    _bound(text, file, language, limit)
    decoded = _from_bytes(text, file, language) if isinstance(text, bytes) else text
    if decoded.startswith("\ufeff"):
        message = "the file starts with a byte order mark (BOM); save it as UTF-8 without BOM"
        raise ParseError(file, _START, message, code=f"{language}-bom")
    surrogate = SURROGATE.search(decoded)
    if surrogate:
        raise _not_utf8(file, Lines(decoded).at(surrogate.start()), language)
    return decoded


def unmarked(text: bytes) -> bytes:
    """Give a text as UTF-8 without a mark, where a byte order mark tells what it is; else as it is.

    PowerShell writes what a command prints as UTF-16. That is no fault of a file which AWS is never given.
    """
    for mark, encoding in _MARKS.items():
        if text.startswith(mark):
            try:
                return text[len(mark) :].decode(encoding).encode()
            except UnicodeError:
                return text
    return text


def _bound(text: str | bytes, file: str, language: str, limit: int) -> None:
    size = len(text) if isinstance(text, bytes) or len(text) > limit else _bytes_of(text)
    if size > limit:
        message = f"the file has more than {limit:,} bytes; nothing longer is read"
        raise ParseError(file, _START, message, code=f"{language}-size")


def _bytes_of(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _from_bytes(text: bytes, file: str, language: str) -> str:
    if text.startswith(_WIDE_MARKS):
        message = f"the file is {_wide(text)}; save it as UTF-8 without BOM"
        raise ParseError(file, _START, message, code=f"{language}-encoding")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        before = text[: error.start].decode("utf-8")
        raise _not_utf8(file, Lines(before).at(len(before)), language) from None


def _wide(text: bytes) -> str:
    return "UTF-32" if text.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) else "UTF-16"


def _not_utf8(file: str, position: Position, language: str) -> ParseError:
    message = "this is not UTF-8 text; save the file as UTF-8"
    return ParseError(file, position, message, code=f"{language}-encoding")
