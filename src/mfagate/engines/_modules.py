"""The modules and the data of a suite, in the forms in which engines take them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from mfagate.engines import _text
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from mfagate.engines import _rego
    from mfagate.engines._protocol import Json

Path: TypeAlias = tuple[str, ...]

_NOTHING: Mapping[str, str] = MappingProxyType({})
_ID = re.compile(r"(?:[\w.+-]+/)*[\w.+-]+\.rego\Z")


class CheckedModules(Mapping[str, str]):
    """Modules (id → text) whose calls are checked; engines load them without checking them again.

    `expanded` are their texts for the embedded engine, `read` is what each defines and uses, `digests` are
    those of their texts.
    """

    def __init__(
        self,
        texts: Mapping[str, str],
        expanded: Mapping[str, str],
        read: Mapping[str, _rego.Module],
        digests: Mapping[str, str],
    ) -> None:
        """Take modules that were checked; `checked_modules` and `with_more` make them."""
        self._texts = texts
        self.expanded = expanded
        self.read = read
        self.digests = digests

    def __getitem__(self, name: str) -> str:
        """Return the text of a module."""
        return self._texts[name]

    def __iter__(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._texts)

    def with_more(self, texts: Mapping[str, str]) -> CheckedModules:
        """Return these modules and others, which are checked.

        Raises:
            EngineError: an id is not a relative path that ends in `.rego`, or a module cannot be parsed or
                calls a built-in that is not allowed.

        """
        from mfagate.engines import _builtins, _rego  # noqa: PLC0415 - the shipped modules are checked already
        from mfagate.engines._imports import expanded  # noqa: PLC0415 - the same

        _check_ids(texts)
        read = {name: _rego.read(name, text) for name, text in texts.items()}
        _builtins.check(read, self.read)
        return CheckedModules(
            {**self._texts, **texts},
            {**self.expanded, **{name: expanded(texts[name], module) for name, module in read.items()}},
            {**self.read, **read},
            {**self.digests, **{name: _digest(text) for name, text in texts.items()}},
        )


def checked_modules(modules: Mapping[str, str]) -> CheckedModules:
    """Return `modules` checked, as they are where they were checked before.

    Raises:
        EngineError: there is none, or as `CheckedModules.with_more`.

    """
    if isinstance(modules, CheckedModules):
        return modules
    if not modules:
        raise EngineError("there is no Rego module to load; expected at least one")
    return CheckedModules(_NOTHING, _NOTHING, MappingProxyType({}), _NOTHING).with_more(modules)


class EncodedData(Mapping[str, "Json"]):
    """A data document as the JSON texts of its branches, which are parsed when somebody asks for them.

    A branch stands two levels deep, such as `("mfa", "profiles")`, or one where there is no second level.
    """

    def __init__(self, texts: Mapping[Path, str], digests: Mapping[Path, str]) -> None:
        """Take the texts of the branches and their digests; `encoded_data` makes both."""
        self._texts = texts
        self.digests = digests
        self._parsed: dict[Path, Json] = {}

    def __getitem__(self, name: str) -> Json:
        """Return a member of the document."""
        if (name,) in self._texts:
            return self.branch(name)
        names = [path[1] for path in self._texts if path[0] == name]
        if not names:
            raise KeyError(name)
        return _Branches(self, name, names)

    def __iter__(self) -> Iterator[str]:
        """Give the names of the members."""
        return iter(dict.fromkeys(path[0] for path in self._texts))

    def __len__(self) -> int:
        """Return how many members there are."""
        return len({path[0] for path in self._texts})

    def branch(self, *path: str) -> Json:
        """Return the value of a branch; nothing else is parsed."""
        if path not in self._parsed:
            self._parsed[path] = _text.decode(self._texts[path])
        return self._parsed[path]

    def part(self, branches: Collection[Path]) -> EncodedData:
        """Return the document with these branches alone."""
        return EncodedData(
            {path: self._texts[path] for path in branches}, {path: self.digests[path] for path in branches}
        )

    def joined(self, other: EncodedData) -> EncodedData:
        """Return the document with the branches of another one, which go before its own."""
        return EncodedData({**self._texts, **other._texts}, {**self.digests, **other.digests})

    def replaced(self, branches: Mapping[Path, Json]) -> EncodedData:
        """Return the document with other values of some branches, or with more of them.

        Raises:
            EngineError: a value is not JSON.

        """
        kept = {
            path: text for path, text in self._texts.items() if len(path) > 1 or not _below(path, branches)
        }
        texts = {path: _text.encode(value) for path, value in branches.items()}
        digests = {path: _digest_of_value(value) for path, value in branches.items()}
        return EncodedData({**kept, **texts}, {**{path: self.digests[path] for path in kept}, **digests})

    @property
    def texts(self) -> Mapping[Path, str]:
        """The JSON text of each branch."""
        return self._texts

    @property
    def text(self) -> str:
        """The document as JSON text."""
        members: dict[str, list[str]] = {}
        for path, text in self._texts.items():
            inner = text if len(path) == 1 else f"{_text.encode(path[1])}:{text}"
            members.setdefault(path[0], []).append(inner)
        whole = (
            f"{_text.encode(name)}:" + (parts[0] if (name,) in self._texts else f"{{{','.join(parts)}}}")
            for name, parts in members.items()
        )
        return f"{{{','.join(whole)}}}"


class _Branches(Mapping[str, "Json"]):
    """One member of a document, whose branches are parsed one by one."""

    def __init__(self, data: EncodedData, first: str, names: list[str]) -> None:
        self._data = data
        self._first = first
        self._names = dict.fromkeys(names)

    def __getitem__(self, name: str) -> Json:
        if name not in self._names:
            raise KeyError(name)
        return self._data.branch(self._first, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def encoded_data(data: Mapping[str, Json]) -> EncodedData:
    """Return `data` encoded, as it is where it was encoded before.

    Raises:
        EngineError: it is not JSON.

    """
    if isinstance(data, EncodedData):
        return data
    return EncodedData({}, {}).replaced(dict(_branches(data)))


def digest_of(modules: CheckedModules, data: EncodedData) -> str:
    """Return the digest of modules and data together."""
    branches = {_text.encode(list(path)): digest for path, digest in data.digests.items()}
    return _digest(_text.encode({"modules": dict(modules.digests), "data": branches}, ordered=True))


def _branches(data: Mapping[str, Json]) -> Iterator[tuple[Path, Json]]:
    for first, value in data.items():
        if isinstance(value, Mapping) and value:
            yield from (((first, second), inner) for second, inner in value.items())
        else:
            yield (first,), value


def _below(path: Path, branches: Mapping[Path, Json]) -> bool:
    return any(other[: len(path)] == path for other in branches)


def _digest_of_value(value: Json) -> str:
    return _digest(_text.encode(value, ordered=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _check_ids(modules: Mapping[str, str]) -> None:
    for name in modules:
        if not _ID.match(name) or ".." in name.split("/"):
            raise EngineError(
                f"{name!r} cannot be a module's id; expected a relative path that ends in .rego, "
                f"such as iam/answers.rego"
            )
