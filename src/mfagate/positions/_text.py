"""What holds for every text before it is parsed: size, encoding, byte order mark."""

from __future__ import annotations

import re

from mfagate.positions._model import Lines, ParseError, Position

MAX_BYTES = 1024 * 1024
"""The longest text that is read: AWS takes no policy of more than a few dozen kilobytes."""

MAX_DEPTH = 64
"""The deepest nesting that is read: a policy document needs seven levels."""

_START = Position(1, 1)
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


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
    surrogate = _SURROGATE.search(decoded)
    if surrogate:
        raise _not_utf8(file, Lines(decoded).at(surrogate.start()), language)
    return decoded


def _bound(text: str | bytes, file: str, language: str, limit: int) -> None:
    size = len(text) if isinstance(text, bytes) or len(text) > limit else _bytes_of(text)
    if size > limit:
        message = f"the file has more than {limit:,} bytes; nothing longer is read"
        raise ParseError(file, _START, message, code=f"{language}-size")


def _bytes_of(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _from_bytes(text: bytes, file: str, language: str) -> str:
    if text.startswith(_WIDE_MARKS):
        message = "the file is UTF-16; save it as UTF-8 without BOM"
        raise ParseError(file, _START, message, code=f"{language}-encoding")
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError as error:
        before = text[: error.start].decode("utf-8")
        raise _not_utf8(file, Lines(before).at(len(before)), language) from None


def _not_utf8(file: str, position: Position, language: str) -> ParseError:
    message = "this is not UTF-8 text; save the file as UTF-8"
    return ParseError(file, position, message, code=f"{language}-encoding")
