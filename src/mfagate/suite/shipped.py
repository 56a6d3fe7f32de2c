"""The rules, data and scenarios that this package ships: where they are, and what they hold.

The wheel has them prepared. A checkout prepares them at first use and whenever a source changes, and keeps
the result beside the sources, where they can be written to.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import EngineError, UsageError
from mfagate.suite import _prepared
from mfagate.suite._sources import signature

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines import CheckedModules, EncodedData
    from mfagate.parsing import Located
    from mfagate.suite._prepared import Prepared

_HERE = Path(__file__).parents[1]
PREPARED = "prepared.ndjson"
_CACHE = ".mfagate_cache"


def root() -> Path:
    """Return the folder that holds `rego/`, `scenarios/` and `policies/recommended/`.

    In a wheel they are inside the package; an editable install reads them from the repository.
    """
    inside = _HERE / "_suite"
    return inside if inside.is_dir() else _HERE.parents[1]


def shipped_scenarios() -> Path:
    """Return the folder of the scenarios that come with the package."""
    return root() / "scenarios"


@lru_cache(maxsize=1)
def prepared_suite() -> Prepared:
    """Return the shipped suite, from the prepared file where that is of this version and up to date.

    Raises:
        EngineError: the package holds no rules, or they are broken.

    """
    folder = root()
    built = _load(folder / PREPARED)
    if built is not None:
        return built
    source = signature(folder)
    cache = folder / _CACHE / PREPARED
    kept = _load(cache, source)
    if kept is not None:
        return kept
    content = _prepared.prepare(folder, source)
    _keep(cache, content)
    made = _prepared.load(content, source)
    if made is None:
        raise EngineError(
            "the prepared suite cannot be read back; this is a bug in mfagate, please report it"
        )
    return made


def prepared_for_wheel(folder: Path) -> bytes:
    """Return the prepared suite of a checkout, as the wheel has it.

    Raises:
        EngineError: the checkout holds no rules, or they are broken.

    """
    return _prepared.prepare(folder)


def shipped_suite() -> tuple[CheckedModules, EncodedData]:
    """Return the shipped modules (id → Rego) and the data document beside them.

    Raises:
        EngineError: the package holds no rules, or they are broken.

    """
    prepared = prepared_suite()
    return prepared.modules, prepared.data


def shipped_rules() -> Mapping[str, Mapping[str, Any]]:
    """Return the metadata of the shipped rules, by id.

    Raises:
        EngineError: the package holds no rules, or they are broken.

    """
    return prepared_suite().rules


def shipped_scenario(path: Path) -> Located | None:
    """Return what a shipped scenario file holds; None for one that is not valid.

    Raises:
        EngineError: the package holds no rules, or they are broken.

    """
    return prepared_suite().scenarios.get(path.relative_to(shipped_scenarios()).as_posix())


def _load(path: Path, source: str | None = None) -> Prepared | None:
    with suppress(OSError):
        return _prepared.load(path.read_bytes(), source)
    return None


def _keep(path: Path, content: bytes) -> None:
    """Write the prepared suite where it can be written; a run does without it."""
    from mfagate.parsing.files import write_file  # noqa: PLC0415 - only after a change

    with suppress(OSError, UsageError):
        path.parent.mkdir(exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        write_file(str(path), content)
