"""The configuration of a plan: what is written in the modules, before anything is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.sources.formats.containers import members, text_of

if TYPE_CHECKING:
    from mfagate.parsing import Json
    from mfagate.sources.formats.terraform._blocks import Step


class Named(NamedTuple):
    """A resource as the configuration knows it: by its modules without their keys."""

    modules: tuple[str, ...]
    mode: str
    type: str
    name: str


class Configuration:
    """Finds what the modules of a configuration say, each module read once."""

    def __init__(self, configuration: Json) -> None:
        """Take what a plan has as `configuration`."""
        self._root = members(members(configuration).get("root_module"))
        self._resources: dict[tuple[str, ...], dict[Named, dict[str, Any]]] = {}

    def expressions(self, named: Named) -> dict[str, Any]:
        """Return what a resource gives as its arguments."""
        return members(self._of(named).get("expressions"))

    def provider(self, named: Named) -> str:
        """Return the key of a resource's provider; empty where it is not given."""
        return text_of(self._of(named).get("provider_config_key"))

    def repeated(self, named: Named) -> list[str]:
        """Return what the `for_each` of a resource refers to."""
        return references(self._of(named).get("for_each_expression"))

    def variable(self, steps: tuple[Step, ...], name: str) -> tuple[list[str], list[str]]:
        """Return what a variable of a module refers to where it is called, and what its `for_each` does."""
        outer, (call, _) = steps[:-1], steps[-1]
        called = members(members(self._module(_names(outer)).get("module_calls")).get(call))
        given = references(members(called.get("expressions")).get(name))
        return given, references(called.get("for_each_expression"))

    def outputs(self, steps: tuple[Step, ...]) -> list[str]:
        """Return the names of a module's outputs."""
        return list(members(self._module(_names(steps)).get("outputs")))

    def output(self, steps: tuple[Step, ...], name: str) -> list[str]:
        """Return what an output of a module refers to."""
        found = members(members(self._module(_names(steps)).get("outputs")).get(name))
        return references(found.get("expression"))

    def _of(self, named: Named) -> dict[str, Any]:
        if named.modules not in self._resources:
            listed = self._module(named.modules).get("resources")
            self._resources[named.modules] = {
                _own(named.modules, one): one
                for one in map(members, listed if isinstance(listed, list) else [])
            }
        return self._resources[named.modules].get(named, {})

    def _module(self, modules: tuple[str, ...]) -> dict[str, Any]:
        module = self._root
        for name in modules:
            module = members(members(members(module.get("module_calls")).get(name)).get("module"))
        return module


def _own(modules: tuple[str, ...], one: dict[str, Any]) -> Named:
    return Named(
        modules, text_of(one.get("mode")) or "managed", text_of(one.get("type")), text_of(one.get("name"))
    )


def references(expression: Json) -> list[str]:
    """Return what an expression refers to; blocks inside one have expressions of their own."""
    found: list[str] = []
    waiting = [expression]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            listed = one.get("references")
            if isinstance(listed, list):
                found += [text_of(reference) for reference in listed]
            else:
                waiting += one.values()
    return found


def _names(steps: tuple[Step, ...]) -> tuple[str, ...]:
    return tuple(name for name, _ in steps)
