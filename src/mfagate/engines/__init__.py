"""What evaluates the Rego: OPA in a container, as a process or over HTTP, or an interpreter in this process.

with open_engine("auto") as engine:
    engine.load(modules, data)
    engine.query("iam/answers", {"policies": …, "requests": …})
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from mfagate.engines._auto import AutoEngine
from mfagate.engines._modules import CheckedModules, EncodedData, checked_modules, digest_of, encoded_data
from mfagate.engines._protocol import Engine, EngineInfo, EngineUnavailableError, Probe
from mfagate.exceptions import EngineError, UsageError
from mfagate.parsing.suggestions import closest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from mfagate.engines._protocol import Json
    from mfagate.engines._rego import Module

    RegoModule = Module

__all__ = [
    "ENGINE_NAMES",
    "CheckedModules",
    "EncodedData",
    "Engine",
    "EngineInfo",
    "EngineUnavailableError",
    "Probe",
    "checked_modules",
    "digest_of",
    "encoded_data",
    "open_engine",
    "probe_engines",
    "read_rego",
    "rego_module_from_json",
    "rego_module_to_json",
]

_OPA = ("docker", "binary", "http")
_REAL = (*_OPA, "embedded")
ENGINE_NAMES = (*_REAL, "auto")


def open_engine(name: str = "auto", *, require: bool = False) -> Engine:
    """Return the engine `name`, ready to `load`; `require` demands that OPA itself decides.

    An engine that is named never falls back to another. `auto` takes the first that works, in the
    order of `ENGINE_NAMES`; with `require` it stops before `embedded`, which is not OPA.

    Raises:
        UsageError: there is no such engine, or it is `embedded` although OPA is required.
        EngineError: it cannot be used here, or with `auto` none can.

    """
    if name not in ENGINE_NAMES:
        raise UsageError(_unknown(name))
    if name == "auto":
        names = _OPA if require else _REAL
        return AutoEngine({one: _opener(one) for one in names})
    if require and name not in _OPA:
        raise UsageError(
            f"engine {name}: OPA is required here, and {name} is not OPA; choose one of {', '.join(_OPA)}"
        )
    return _opener(name)()


def read_rego(name: str, text: str) -> RegoModule:
    """Return what a module defines and uses; `name` is its id in messages.

    Raises:
        EngineError: it cannot be parsed.

    """
    from mfagate.engines import _rego  # noqa: PLC0415 - the shipped modules are read already

    return _rego.read(name, text)


def rego_module_to_json(module: RegoModule) -> Json:
    """Return a module that was read as JSON."""
    from mfagate.engines import _rego_json  # noqa: PLC0415 - only a build needs it

    return _rego_json.to_json(module)


def rego_module_from_json(value: Json) -> RegoModule:
    """Return the module that `rego_module_to_json` wrote."""
    from mfagate.engines import _rego_json  # noqa: PLC0415 - only own rules need what modules define

    return _rego_json.from_json(value)


def probe_engines() -> list[Probe]:
    """Return for each engine whether it can be used here, in the order in which `auto` tries."""
    return [_probe(name) for name in _REAL]


def _probe(name: str) -> Probe:
    try:
        version: str = _module(name).probe_here()
    except EngineError as error:
        return Probe(name, usable=False, version=None, why_not=str(error))
    return Probe(name, usable=True, version=version, why_not=None)


def _opener(name: str) -> Callable[[], Engine]:
    def open_here() -> Engine:
        engine: Engine = _module(name).open_here()
        return engine

    return open_here


def _module(name: str) -> ModuleType:
    """Import the engine's module; what it needs is imported only then.

    Raises:
        EngineUnavailableError: a package that it needs is not installed.

    """
    try:
        return importlib.import_module(f"mfagate.engines.{name}")
    except ImportError as error:
        raise EngineUnavailableError(
            f"{name}: a package that it needs cannot be imported: {error}; "
            f"install mfagate with all its dependencies, or use another --engine"
        ) from error


def _unknown(name: str) -> str:
    hint = closest(name, ENGINE_NAMES, f"choose one of {', '.join(ENGINE_NAMES)}")
    return f"there is no engine {name!r}; {hint}"
