"""A strict YAML reader: the core schema of YAML 1.2, with the place of every value.

It reads libyaml's events, not PyYAML's loaders: no tag is ever acted on, nesting is counted before
it is followed, and an alias is a reference whose size is known before it is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import yaml

from mfagate.parsing._model import Json, Lines, Located, ParseError, Path, Reading, strict
from mfagate.parsing._show import shown
from mfagate.parsing._text import MAX_DEPTH, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Event: TypeAlias = Any  # PyYAML's events have attributes by kind that its stubs do not know

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_ALIASED = 10_000
"""How many values aliases may add to a document."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_NULL = re.compile(r"(?:null|Null|NULL|~)?")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
# CloudFormation reads YAML 1.1, where these are booleans too; elsewhere they are texts, as in YAML 1.2.
_OLD_BOOL = re.compile(r"yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF")
_WHOLE = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_PADDED = re.compile(r"0[0-9]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAX_NUMBER = 400
_NESTING = "maximum nesting depth"


def parse_yaml(text: str | bytes, file: str) -> Located:
    """Read a YAML text of one document.

    Raises:
        ParseError: the first thing that is wrong with it.

    """
    return strict(read_yaml(text, file))


def read_yaml(
    text: str | bytes, file: str, tags: Mapping[str, str] | None = None
) -> tuple[Located, tuple[ParseError, ...]]:
    """Read a YAML text, and give the errors of its duplicate keys (the last value stays).

    `tags` are the only ones that are admitted, each with the key that says the same: with
    `{"!Ref": "Ref"}`, `!Ref Name` is read as `Ref: Name`. With tags, the text is a template, where a
    plain key is text whatever it looks like, and a number with a leading zero is that of an account.

    Raises:
        ParseError: the first other thing that is wrong with it.

    """
    reader = _Reader(decode(text, file, "yaml"), file, tags or {})
    return reader.result(reader.document())


@dataclass(frozen=True, slots=True)
class _Node:
    """A finished value with how many values it holds and how deep it goes."""

    value: Any
    size: int = 1
    height: int = 0


def _events(text: str) -> Iterator[_Event]:
    """Give the events of a text.

    libyaml looks ahead, and may give up at a nesting of its own (1,000 levels, as PyYAML 6.0.4 has it) before
    it reaches ours. Then PyYAML's reader, which has none, goes on from there, and `MAX_DEPTH` stops it.
    """
    count = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            count += 1
            yield event
    except yaml.MarkedYAMLError as error:
        if _NESTING not in str(error.problem):
            raise
        yield from islice(yaml.parse(text, Loader=yaml.SafeLoader), count, None)


class _Reader(Reading):
    """One pass over the events of one text."""

    def __init__(self, text: str, file: str, tags: Mapping[str, str]) -> None:
        super().__init__(file, Lines(text))
        self.text = text
        self.tags = tags
        self.anchors: dict[str, _Node] = {}
        self.aliased = 0
        bad = _UNPRINTABLE.search(text)
        if bad:
            character = f"U+{ord(bad.group()):04X}"
            message = f"YAML allows no control character {character}; delete it"
            self._fail(bad.start(), "control-character", message)
        self.events = _events(text)

    def document(self) -> Json:
        self._next()  # the start of the stream
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            self._fail(0, "empty", "the file is empty; expected a YAML document")
        if start.tags or start.version not in (None, (1, 2)):
            message = "YAML directives are not allowed; delete the line that starts with %"
            self._fail(start.start_mark.index, "directive", message)
        value = self._node(self._next(), (), 0).value
        self._next()  # the end of the document
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            message = "a second document starts here; expected one document per file"
            self._fail(after.start_mark.index, "documents", message)
        return value

    def _next(self) -> _Event:
        try:
            return next(self.events)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            offset = mark.index if mark else 0
            tab = self.text[offset : offset + 1] == "\t"
            message = "a tab stands here; YAML is indented with spaces" if tab else _sentence(error)
            self._fail(offset, "syntax", message)

    def _node(self, event: _Event, path: Path, depth: int) -> _Node:
        offset = event.start_mark.index
        self.values[path] = offset
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, offset, depth)
        node = self._tagged(event, path, depth) if event.tag in self.tags else self._plain(event, path, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _plain(self, event: _Event, path: Path, depth: int) -> _Node:
        self._no_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            return _Node(self._scalar(event))
        self._bound(event.start_mark.index, depth)
        return self._collection(event, path, depth)

    def _tagged(self, event: _Event, path: Path, depth: int) -> _Node:
        """Read a value with an admitted tag as a mapping with the tag's key."""
        offset = event.start_mark.index
        self._bound(offset, depth)
        key = self.tags[event.tag]
        child = (*path, key)
        self.keys[child] = self.values[child] = offset
        event.tag = None
        node = self._plain(event, child, depth + 1)
        return _around({key: node.value}, [node])

    def _no_tag(self, event: _Event) -> None:
        if event.tag is not None:
            message = f"tags are not allowed ({shown(event.tag)}); write the value without it"
            self._fail(event.start_mark.index, "tag", message)

    def _bound(self, offset: int, depth: int) -> None:
        if depth >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep; nothing deeper is read"
            self._fail(offset, "depth", message)

    def _collection(self, event: _Event, path: Path, depth: int) -> _Node:
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> _Node:
        nodes: list[_Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            nodes.append(self._node(event, (*path, len(nodes)), depth + 1))
        return _around([node.value for node in nodes], nodes)

    def _mapping(self, path: Path, depth: int) -> _Node:
        value: dict[str, Any] = {}
        nodes: list[_Node] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, path, value)
            node = self._node(self._next(), (*path, key), depth + 1)
            value[key] = node.value
            nodes.append(node)
        return _around(value, nodes)

    def _key(self, event: _Event, path: Path, siblings: dict[str, Any]) -> str:
        offset = event.start_mark.index
        if not isinstance(event, yaml.ScalarEvent):
            self._fail(offset, "key", "expected a key of plain or quoted text here")
        self._no_tag(event)
        if event.value == "<<" and event.implicit[0]:
            self._fail(offset, "merge", "merge keys (<<) are not allowed; write the members out")
        key = event.value if self.tags else self._scalar(event)
        if not isinstance(key, str):
            written = shown(event.value) or "(empty)"
            self._fail(offset, "key", f"the key {written} is not text; put it in quotes")
        child = (*path, key)
        if key in siblings:
            self.note_duplicate(child, offset, "yaml")
        self.keys[child] = offset
        if event.anchor is not None:
            self.anchors[event.anchor] = _Node(key)
        return key

    def _alias(self, event: _Event, offset: int, depth: int) -> _Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            message = f"the alias *{shown(event.anchor)} has no anchor before it"
            self._fail(offset, "alias", message)
        self.aliased += node.size
        if self.aliased > MAX_ALIASED or depth + node.height > MAX_DEPTH:
            message = "aliases make this document grow too much; write the values out"
            self._fail(offset, "alias", message)
        return node

    def _scalar(self, event: _Event) -> Json:
        text: str = event.value
        if not event.implicit[0]:
            return text
        if _NULL.fullmatch(text):
            return None
        if _BOOL.fullmatch(text):
            return text.lower() == "true"
        if self.tags and _OLD_BOOL.fullmatch(text):
            return text.lower() in {"yes", "on"}
        if _NOT_FINITE.fullmatch(text):
            message = f"{text} is not a finite number; put text in quotes"
            self._fail(event.start_mark.index, "constant", message)
        return self._number(event, text)

    def _number(self, event: _Event, text: str) -> str | int | float:
        based, whole = _BASED.fullmatch(text), _WHOLE.fullmatch(text)
        if not (based or whole or _DECIMAL.fullmatch(text)):
            return text
        if self.tags and _PADDED.fullmatch(text):
            return text
        number: int | float = float("inf")
        if len(text) <= _MAX_NUMBER:
            number = int(text, 0) if based else int(text) if whole else float(text)
        if number in (float("inf"), float("-inf")):
            message = "the number is too large; put it in quotes"
            self._fail(event.start_mark.index, "number", message)
        return number

    def _fail(self, offset: int, code: str, message: str) -> NoReturn:
        raise ParseError(self.file, self.lines.at(offset), message, code=f"yaml-{code}")


def _around(value: Json, nodes: list[_Node]) -> _Node:
    size = 1 + sum(node.size for node in nodes)
    return _Node(value, size, 1 + max((node.height for node in nodes), default=0))


def _sentence(error: yaml.YAMLError) -> str:
    parts = [getattr(error, "context", None), getattr(error, "problem", None)]
    return " ".join("; ".join(part for part in parts if part).split()) or "this is not YAML"
