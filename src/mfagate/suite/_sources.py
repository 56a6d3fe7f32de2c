"""The shipped rules, data and scenarios as they are written, and a signature of the files."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError, UnreadableFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.parsing import Json

_CODE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Sources:
    """Modules by their ids, the data document beside them, and scenario files by their paths."""

    modules: Mapping[str, str]
    data: Mapping[str, Any]
    scenarios: Mapping[str, Path]


def read_sources(root: Path) -> Sources:
    """Read what is below `root`.

    Raises:
        EngineError: there are no rules: a broken installation.
        UnreadableFileError: a data file cannot be read.

    """
    folder = root / "rego"
    modules = _modules(folder)
    if not modules:
        raise EngineError(f"{folder}: no Rego found; the installation is broken: reinstall mfagate")
    scenarios = root / "scenarios"
    found = {path.relative_to(scenarios).as_posix(): path for path in sorted(scenarios.rglob("*.yaml"))}
    return Sources(modules, _data(folder), found)


def signature(root: Path) -> str:
    """Return what changes whenever a file changes that the prepared suite is made from, or by.

    It is made from names, sizes and times, so that nothing has to be read.
    """
    state = hashlib.sha256()
    for folder in (root / "rego", root / "scenarios", _CODE / "suite", _CODE / "engines", _CODE / "parsing"):
        for path, found in sorted(_stats(str(folder))):
            if not path.endswith(("_test.rego", ".pyc")):
                state.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0{found.st_ctime_ns}\n".encode())
    return state.hexdigest()


def _stats(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    yield from _stats(entry.path)
                else:
                    yield entry.path, entry.stat()
    except FileNotFoundError:
        return


def _modules(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.rego"))
        if not path.name.endswith("_test.rego")
    }


def _data(folder: Path) -> dict[str, Any]:
    """Return the data files as OPA would have them: each mounted at the path of its folder."""
    document: dict[str, Any] = {}
    for path in sorted([*folder.rglob("data.yaml"), *folder.rglob("data.json")]):
        node = document
        *parents, last = path.relative_to(folder).parent.parts
        for name in parents:
            node = node.setdefault(name, {})
        node[last] = _parsed(path)
    return document


def _parsed(path: Path) -> Json:
    from mfagate.parsing import ParseError, parse_yaml  # noqa: PLC0415 - a prepared suite needs no reader

    try:
        if path.suffix == ".json":  # generated and large: no positions are needed
            return json.loads(path.read_bytes())
        return parse_yaml(path.read_bytes(), str(path)).value
    except (OSError, ValueError, ParseError) as error:
        raise UnreadableFileError(f"{path}: the package's own data cannot be read: {error}") from error
