"""The shipped suite prepared for engines: one file, made when the wheel is built.

Its first line is a header, every further one the JSON text of one section, so that a run parses only the
sections that it needs. The header has the version of mfagate and the digest of all that follows: a file of
another version, or a damaged one, is never used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate import __version__
from mfagate.engines import (
    CheckedModules,
    EncodedData,
    checked_modules,
    encoded_data,
    rego_module_from_json,
    rego_module_to_json,
)
from mfagate.exceptions import MfagateError
from mfagate.suite._sources import read_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mfagate.parsing import Json, Located

FORMAT = 1
_DATA = "data/"
_METADATA = ("mfa", "metadata")


@dataclass(frozen=True)
class Prepared:
    """The shipped suite.

    `metadata` is that of the rules as an engine gets it, `rules` the same by rule id; `scenarios` are the
    shipped files by their paths, without those that are not valid.
    """

    modules: CheckedModules
    data: EncodedData
    metadata: EncodedData
    rules: Mapping[str, Mapping[str, Any]]
    scenarios: Mapping[str, Located]


def prepare(root: Path, source: str = "") -> bytes:
    """Return the prepared suite of the files below `root`; `source` is their signature.

    Raises:
        EngineError: there are no rules, one cannot be parsed, or it calls a built-in that is not allowed.
        UnreadableFileError: a data file cannot be read.

    """
    from mfagate.suite.rule_metadata import inherited_severities, rule_metadata  # noqa: PLC0415 - reads YAML

    sources = read_sources(root)
    modules = checked_modules(sources.modules)
    data = encoded_data(sources.data)
    profiles = sources.data.get("mfa", {}).get("profiles", {}).get("by_name", {})
    rules = inherited_severities(rule_metadata(sources.modules), profiles)
    metadata = encoded_data({"mfa": {"metadata": rules}})
    sections: dict[str, str] = {
        "modules": _encoded(dict(modules)),
        "expanded": _encoded(dict(modules.expanded)),
        "read": _encoded({name: rego_module_to_json(one) for name, one in modules.read.items()}),
        "digests": _encoded(dict(modules.digests)),
        "scenarios": _encoded(dict(_scenarios(sources.scenarios))),
    }
    digests = []
    for path, digest in [*data.digests.items(), *metadata.digests.items()]:
        sections[_DATA + "/".join(path)] = {**data.texts, **metadata.texts}[path]
        digests.append([path, digest])
    body = "\n".join(sections.values()).encode()
    header = {
        "format": FORMAT,
        "mfagate": __version__,
        "source": source,
        "sha256": hashlib.sha256(body).hexdigest(),
        "sections": list(sections),
        "data": digests,
    }
    return _encoded(header).encode() + b"\n" + body


def load(content: bytes, source: str | None = None) -> Prepared | None:
    """Return the suite that `prepare` wrote; None for a damaged file, or one of another version.

    With `source`, it must have been made of files of that signature.
    """
    first, _, body = content.partition(b"\n")
    try:
        header = json.loads(first)
        wanted = (FORMAT, __version__, hashlib.sha256(body).hexdigest())
        if (header["format"], header["mfagate"], header["sha256"]) != wanted:
            return None
        if source is not None and header["source"] != source:
            return None
        return _loaded(header, dict(zip(header["sections"], body.split(b"\n"), strict=True)))
    except (ValueError, KeyError, TypeError):
        return None


def _loaded(header: Json, sections: Mapping[str, bytes]) -> Prepared:
    texts = {tuple(path): sections[_DATA + "/".join(path)].decode() for path, _ in header["data"]}
    digests = {tuple(path): digest for path, digest in header["data"]}
    metadata = EncodedData({_METADATA: texts.pop(_METADATA)}, {_METADATA: digests.pop(_METADATA)})
    return Prepared(
        CheckedModules(
            _Section(sections["modules"]),
            _Section(sections["expanded"]),
            _Section(sections["read"], rego_module_from_json),
            _Section(sections["digests"]),
        ),
        EncodedData(texts, digests),
        metadata,
        _Section(sections[_DATA + "/".join(_METADATA)]),
        _Section(sections["scenarios"], _located),
    )


class _Section(Mapping[str, Any]):
    """A section that is an object: parsed at first use; `made` makes its values from JSON, one by one."""

    def __init__(self, text: bytes, made: Callable[[Json], Any] | None = None) -> None:
        self._text = text
        self._made = made
        self._parsed: dict[str, Any] | None = None
        self._values: dict[str, Any] = {}

    def _whole(self) -> dict[str, Any]:
        if self._parsed is None:
            self._parsed = json.loads(self._text)
        return self._parsed

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - whatever the section holds
        if self._made is None:
            return self._whole()[name]
        if name not in self._values:
            self._values[name] = self._made(self._whole()[name])
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


def _scenarios(files: Mapping[str, Path]) -> Iterator[tuple[str, Json]]:
    """Give the scenario files that are valid, with the places of their entries and of what these hold."""
    from mfagate.exceptions import ScenarioError  # noqa: PLC0415 - for this alone
    from mfagate.parsing.schema import read_checked  # noqa: PLC0415 - a prepared suite needs no reader

    for name, path in files.items():
        try:
            located = read_checked(path, name, "scenario", ScenarioError)
        except MfagateError:
            continue  # whoever reads it says what is wrong
        places = [[path, at] for path, at in located.positions.values.items() if len(path) <= 3]
        yield name, {"value": located.value, "text": path.read_text(encoding="utf-8"), "places": places}


def _located(value: Json) -> Located:
    from mfagate.parsing import Lines, Located, Positions  # noqa: PLC0415 - only who reads scenarios needs it

    places = {tuple(path): at for path, at in value["places"]}
    return Located(value["value"], Positions(Lines(value["text"]), places, {}))


def _encoded(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
