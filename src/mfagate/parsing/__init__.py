"""Text to a value, with the line and column of every part of it.

`parse_json` and `parse_yaml` read a whole text strictly and give a `Located`: the value, and
`Positions` that know where each value and each key stands. Both refuse what readers disagree about
(duplicate keys, byte order marks, comments in JSON, tags and merge keys in YAML, …) with a
`ParseError` of one line.

`read_json` and `read_yaml` do the same, but go on past duplicate keys and hand their errors back
beside the value.
"""

from mfagate.parsing._json import parse_json, read_json, read_json_at
from mfagate.parsing._model import (
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
from mfagate.parsing._show import shown
from mfagate.parsing._text import MAX_BYTES, MAX_DEPTH, decode, unmarked
from mfagate.parsing._yaml import parse_yaml, read_yaml

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
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
    "shown",
    "unmarked",
]
