"""Refuses Rego that calls a built-in which not every engine has, or which looks beyond its input.

One engine answers "undefined" where it lacks a built-in, and a rule that is undefined may look like
one that found nothing. So the names are checked here, the same way for every engine, before any of
them sees a module.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mfagate.engines import _rego
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNKNOWN = "is neither a function of these rules nor a built-in"
_NO_TEMPLATES = "string templates are not in every engine; use sprintf or concat"


@dataclass(frozen=True)
class Builtins:
    """The built-ins that rules may call, and those that they may not, each with the reason."""

    allowed: frozenset[str]
    refused: Mapping[str, str]


@cache
def builtins() -> Builtins:
    """Return the list of built-ins in `builtins.json`."""
    text = files("mfagate.engines").joinpath("builtins.json").read_text("utf-8")
    known = json.loads(text)
    return Builtins(frozenset(known["allowed"]), known["refused"])


def check(modules: Mapping[str, str]) -> None:
    """Check every call in `modules` (id → Rego text) against the list.

    Raises:
        EngineError: a module calls something that is neither a function of the modules nor an
            allowed built-in; the message names the place.

    """
    scanned = scan(modules)
    defined = {path for found in scanned.values() for path in found.defines()}
    faults = [
        f"{name}:{line}: {what}"
        for name, found in sorted(scanned.items())
        for line, what in sorted(_faults(found, defined))
    ]
    if faults:
        more = f" (and {len(faults) - 1} more like it)" if len(faults) > 1 else ""
        raise EngineError(faults[0] + more)


@dataclass(frozen=True)
class Scanned:
    """A module's names, with the first names of every rule in its package."""

    module: _rego.Module
    siblings: frozenset[str]

    def defines(self) -> set[tuple[str, ...]]:
        """Return the full paths under `data` of the module's rules and functions."""
        return {(*self.module.package, *head) for head in self.module.heads}

    def refers_to(self) -> set[tuple[str, ...]]:
        """Return the full paths of the functions it calls and of the rules of its package it names.

        A variable of the same name as a rule in another file is taken for that rule.
        """
        called = {path for use in self.module.uses if (path := self.resolve(use))}
        return called | {(*self.module.package, name) for name in self.module.names & self.siblings}

    def resolve(self, use: _rego.Use) -> tuple[str, ...] | None:
        """Return the full path under `data` of a function of the modules; None for a built-in."""
        first, rest = use.name[0], use.name[1:]
        if first == "data":
            return rest
        if first in self.module.imports:
            return (*self.module.imports[first][1:], *rest)
        if first in self.siblings:
            return (*self.module.package, *use.name)
        return None


def scan(modules: Mapping[str, str]) -> dict[str, Scanned]:
    """Return what each of `modules` defines and uses."""
    read = {name: _rego.read(text) for name, text in modules.items()}
    heads: dict[tuple[str, ...], set[str]] = {}
    for module in read.values():
        heads.setdefault(module.package, set()).update(head[0] for head in module.heads)
    return {name: Scanned(module, frozenset(heads[module.package])) for name, module in read.items()}


def _faults(scanned: Scanned, defined: set[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    for line in scanned.module.templates:
        yield line, _NO_TEMPLATES
    yield from _packages_alone(scanned.module, defined)
    for use in scanned.module.uses:
        name, path = ".".join(use.name), scanned.resolve(use)
        if path is None:
            what = _fault(name, mocked=use.mocked)
        else:
            what = None if use.mocked or path in defined else f"{name} {_UNKNOWN}"
        if what:
            yield use.line, what


def _packages_alone(module: _rego.Module, defined: set[tuple[str, ...]]) -> Iterator[tuple[int, str]]:
    """Find imported packages used without a part, or variables that hide them: engines differ."""
    for name, line in module.alone.items():
        path = module.imports[name][1:]
        if any(rule[: len(path)] == path and len(rule) > len(path) for rule in defined):
            package = ".".join(module.imports[name])
            yield (
                line,
                f"{name} is the package {package} and stands alone; name a rule of it, "
                f"or give the variable another name",
            )


def _fault(name: str, *, mocked: bool) -> str | None:
    known = builtins()
    if name in known.refused:
        return f"{name} is not allowed in rules: {known.refused[name]} (see docs/reference/engines.md)"
    if mocked or name in known.allowed:
        return None
    return f"{name} {_UNKNOWN}"
