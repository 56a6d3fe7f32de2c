"""The rules and data that this package ships: where they are, and how an engine gets them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError, EngineError, UnreadableFileError
from mfagate.metadata import rule_metadata
from mfagate.positions import ParseError, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mfagate.engines import Engine
    from mfagate.positions import Json

_HERE = Path(__file__).parent


def root() -> Path:
    """Return the folder that holds `rego/`, `scenarios/` and `policies/recommended/`.

    In a wheel they are inside the package; an editable install reads them from the repository.
    """
    inside = _HERE / "_suite"
    return inside if inside.is_dir() else _HERE.parents[1]


def shipped_scenarios() -> Path:
    """Return the folder of the scenarios that come with the package."""
    return root() / "scenarios"


def load_suite(engine: Engine, extra_rules: Iterable[Path] = ()) -> None:
    """Load the package's Rego and data, and an organisation's own rules, into `engine`.

    Raises:
        ConfigError: a folder of own rules holds no Rego.
        EngineError: the engine refuses the modules, or the package is incomplete.

    """
    modules, data = shipped_suite()
    own = _all_own(extra_rules)
    extended = {**data, "mfa": {**data["mfa"], "metadata": rule_metadata({**modules, **own})}}
    engine.load({**modules, **own}, extended)


def rules_known(extra_rules: Iterable[Path] = ()) -> dict[str, dict[str, Any]]:
    """Return the metadata of the package's rules and of an organisation's own, by rule id.

    Raises:
        ConfigError: a folder of own rules holds no Rego.
        EngineError: a METADATA comment cannot be read.

    """
    return rule_metadata({**shipped_suite()[0], **_all_own(extra_rules)})


@lru_cache(maxsize=1)
def shipped_suite() -> tuple[Mapping[str, str], Mapping[str, Any]]:
    """Return the shipped modules (id → Rego) and the data document beside them.

    Raises:
        EngineError: the package holds no rules: a broken installation.

    """
    folder = root() / "rego"
    modules = _modules(folder, "")
    if not modules:
        raise EngineError(f"{folder}: no Rego found; the installation is broken: reinstall mfagate")
    return modules, _data(folder)


def _modules(folder: Path, prefix: str) -> dict[str, str]:
    return {
        prefix + path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.rego"))
        if not path.name.endswith("_test.rego")
    }


def _all_own(folders: Iterable[Path]) -> dict[str, str]:
    return {name: text for folder in folders for name, text in _own_modules(folder).items()}


def _own_modules(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise ConfigError(f"{folder}: rules must name a folder of Rego files; there is no such folder")
    found = _modules(folder, f"own/{folder.name}/")
    if not found:
        raise ConfigError(f"{folder}: no .rego file in the folder that rules names")
    return found


def _data(folder: Path) -> dict[str, Any]:
    """Give the data files as OPA would: each mounted at the path of its folder."""
    document: dict[str, Any] = {}
    for path in sorted([*folder.rglob("data.yaml"), *folder.rglob("data.json")]):
        node = document
        *parents, last = path.relative_to(folder).parent.parts
        for name in parents:
            node = node.setdefault(name, {})
        node[last] = _parsed(path)
    return document


def _parsed(path: Path) -> Json:
    """Read shipped data; JSON is generated and large, so the reader that also finds positions is spared."""
    try:
        if path.suffix == ".json":
            return json.loads(path.read_bytes())
        return parse_yaml(path.read_bytes(), str(path)).value
    except (OSError, ValueError, ParseError) as error:
        raise UnreadableFileError(f"{path}: the package's own data cannot be read: {error}") from error
