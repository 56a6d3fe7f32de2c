"""Texts of other programs cut down to one line, and JSON the same way for every engine."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from mfagate.engines._protocol import Json

LONGEST = 2000


def one_line(text: str, *, longest: int = LONGEST) -> str:
    """Return `text` with single blanks in it and, when it is too long, without its middle."""
    line = " ".join(text.split())
    half = longest // 2
    return line if len(line) <= longest else f"{line[:half]} … {line[-half:]}"


def encode(value: Json, *, ordered: bool = False) -> str:
    """Return `value` as JSON text, with the keys of every object in order when `ordered`.

    Raises:
        EngineError: the value is not JSON (a set, NaN, half of a surrogate pair, a loop).

    """
    try:
        text = json.dumps(
            value,
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
            sort_keys=ordered,
        )
        text.encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise EngineError(f"the input or data is not JSON: {one_line(str(error))}") from error
    return text


def decode(text: str | bytes) -> Json:
    """Return the value of JSON `text`, whole numbers as `int`: OPA keeps `1e3` as written.

    Raises:
        EngineError: the text is not JSON, or holds a number beyond what a float can carry.

    """
    try:
        return json.loads(text, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise EngineError(f"the engine's answer is not JSON: {one_line(str(error))}") from error


def _number(text: str) -> int | float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"the number {text} is too large")
    return int(value) if value.is_integer() else value
