"""Text to a value, with the line and column of every part of it.

`parse_json` and `parse_yaml` read a whole text strictly and give a `Located`: the value, and
`Positions` that know where each value and each key stands. Both refuse what readers disagree about
(duplicate keys, byte order marks, comments in JSON, tags and merge keys in YAML, …) with a
`ParseError` of one line.

`read_json` and `read_yaml` do the same, but go on past duplicate keys and hand their errors back
beside the value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.parsing._json import parse_json, read_json, read_json_at
from mfagate.parsing._model import (
    LINE_BREAK,
    Json,
    Lines,
    Located,
    ParseError,
    Path,
    Position,
    Positions,
    json_path,
    pointer,
)
from mfagate.parsing._show import scalar_text, shown
from mfagate.parsing._text import MAX_BYTES, MAX_DEPTH, SURROGATE, decode, unmarked

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "LINE_BREAK",
    "MAX_BYTES",
    "MAX_DEPTH",
    "SURROGATE",
    "Json",
    "Lines",
    "Located",
    "ParseError",
    "Path",
    "Position",
    "Positions",
    "decode",
    "json_path",
    "parse_json",
    "parse_yaml",
    "pointer",
    "read_json",
    "read_json_at",
    "read_yaml",
    "scalar_text",
    "shown",
    "unmarked",
]


def parse_yaml(text: str | bytes, file: str) -> Located:
    """Read a YAML text of one document.

    Raises:
        ParseError: the first thing that is wrong with it.

    """
    from mfagate.parsing import _yaml  # noqa: PLC0415 - loads PyYAML, and many runs read no YAML

    return _yaml.parse_yaml(text, file)


def read_yaml(
    text: str | bytes, file: str, tags: Mapping[str, str] | None = None
) -> tuple[Located, tuple[ParseError, ...]]:
    """Read a YAML text, and return the errors of its duplicate keys beside it (the last value stays).

    Raises:
        ParseError: the first other thing that is wrong with it.

    """
    from mfagate.parsing import _yaml  # noqa: PLC0415 - loads PyYAML, and many runs read no YAML

    return _yaml.read_yaml(text, file, tags)
