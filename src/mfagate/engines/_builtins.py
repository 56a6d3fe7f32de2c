"""Refuses Rego that calls a built-in which some engine lacks, or which reads more than its input.

One engine answers "undefined" where it lacks a built-in, and a rule that is undefined may look like one
that found nothing. So the names are checked here, the same way for every engine, before any engine sees a
module.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mfagate.engines import _rego

_UNKNOWN = "is neither a function of these rules nor a built-in"


@dataclass(frozen=True)
class Builtins:
    """The built-ins that rules may call, and those that they may not, each with the reason."""

    allowed: frozenset[str]
    refused: Mapping[str, str]


@cache
def builtins() -> Builtins:
    """Return the list of built-ins in `builtins.json`."""
    known = json.loads(Path(__file__).with_name("builtins.json").read_text("utf-8"))
    return Builtins(frozenset(known["allowed"]), known["refused"])


def check(
    modules: Mapping[str, _rego.Module], known: Mapping[str, _rego.Module] = MappingProxyType({})
) -> None:
    """Check every call in `modules` (id → module) against the list; `known` modules are checked already.

    Raises:
        EngineError: a module calls something that is neither a function of the modules nor an allowed
            built-in; the message names the place.

    """
    scopes = scopes_of({**known, **modules})
    defined = {path for scope in scopes.values() for path in scope.defines()}
    faults = [
        f"{name}:{line}: {what}"
        for name in sorted(modules)
        for line, what in sorted(_faults(scopes[name], defined))
    ]
    if faults:
        more = f" (and {len(faults) - 1} more like it)" if len(faults) > 1 else ""
        raise EngineError(faults[0] + more)


@dataclass(frozen=True)
class Scope:
    """A module, with the first names of every rule in its package."""

    module: _rego.Module
    siblings: frozenset[str]

    def defines(self) -> set[_rego.Name]:
        """Return the full paths under `data` of the module's rules and functions."""
        return {(*self.module.package, *head.name) for head in self.module.heads}

    def refers_to(self) -> set[_rego.Name]:
        """Return the full paths of the functions it calls and of the rules of its package it names.

        A variable of the same name as a rule in another file is taken for that rule.
        """
        called = {path for use in self.module.uses if (path := self.resolve(use))}
        return called | {(*self.module.package, name) for name in self.module.names & self.siblings}

    def resolve(self, use: _rego.Use) -> _rego.Name | None:
        """Return the full path under `data` of a function of the modules; None for a built-in."""
        first, rest = use.name[0], use.name[1:]
        if first == "data":
            return rest
        if first in self.module.imports:
            return (*self.module.imports[first][1:], *rest)
        if first in self.siblings:
            return (*self.module.package, *use.name)
        return None


def scopes_of(modules: Mapping[str, _rego.Module]) -> dict[str, Scope]:
    """Return each of `modules` with what its package defines."""
    heads: dict[_rego.Name, set[str]] = {}
    for module in modules.values():
        heads.setdefault(module.package, set()).update(head.name[0] for head in module.heads)
    return {name: Scope(module, frozenset(heads[module.package])) for name, module in modules.items()}


def _faults(scope: Scope, defined: set[_rego.Name]) -> Iterator[tuple[int, str]]:
    yield from _packages_alone(scope.module, defined)
    for use in scope.module.uses:
        name, path = ".".join(use.name), scope.resolve(use)
        if path is None:
            what = _fault(name, mocked=use.mocked)
        else:
            what = None if use.mocked or path in defined else f"{name} {_UNKNOWN}"
        if what:
            yield use.line, what


def _packages_alone(module: _rego.Module, defined: set[_rego.Name]) -> Iterator[tuple[int, str]]:
    """Find imported packages used without a part, or variables of their names: engines differ there."""
    for name, line in module.alone.items():
        path = module.imports[name][1:]
        if any(rule[: len(path)] == path and len(rule) > len(path) for rule in defined):
            package = ".".join(module.imports[name])
            yield (
                line,
                f"{name} is the package {package} and not a value; name a rule in it, or rename the variable",
            )


def _fault(name: str, *, mocked: bool) -> str | None:
    known = builtins()
    if name in known.refused:
        return f"{name} is not allowed in rules: {known.refused[name]} (see docs/reference/engines.md)"
    if mocked or name in known.allowed:
        return None
    return f"{name} {_UNKNOWN}"
