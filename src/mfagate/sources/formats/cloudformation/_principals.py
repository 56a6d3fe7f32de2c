"""Who a list of users, groups or roles names: those of the template, and those that are not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mfagate.sources.formats.containers import items
from mfagate.sources.inventory import Holder, note, printable
from mfagate.sources.unknowns.marks import has_mark

if TYPE_CHECKING:
    from mfagate.sources.formats.cloudformation._resolve import Resolver
    from mfagate.sources.formats.cloudformation._resources import Resource
    from mfagate.sources.formats.containers import LocatedContainer
    from mfagate.sources.inventory import Inventory

_WHOLE = "Judge the account's details (aws iam get-account-authorization-details), which list every policy."
_OF: dict[str, Literal["user", "group", "role"]] = {
    "GroupName": "group",
    "Groups": "group",
    "RoleName": "role",
    "Roles": "role",
    "UserName": "user",
    "Users": "user",
}


class Principals:
    """The users, groups and roles of one template by what it calls them."""

    def __init__(self, container: LocatedContainer, resolver: Resolver, inventory: Inventory) -> None:
        """Take the template, and where to put who is not in it."""
        self._container = container
        self._resolver = resolver
        self._inventory = inventory
        self._known: dict[tuple[str, str], list[Holder]] = {}
        self._outside: set[str] = set()

    def add(self, reference: str, holder: Holder) -> None:
        """Take in one that the template makes, by what refers to it."""
        self._known.setdefault((holder.kind, reference), []).append(holder)

    def called(self, kind: str, name: str) -> list[Holder]:
        """Return those of a kind that have a name."""
        return self._known.get((kind, name), [])

    def named(self, one: Resource, key: str) -> list[Holder]:
        """Return those of the template that a property names; of the others, say that they are not in it."""
        path = (*one.path, "Properties", key)
        found: dict[str, Holder] = {}
        for target in items(self._resolver.value(one.properties.get(key), path)):
            known = self.called(_OF[key], target) if isinstance(target, str) else []
            found.update((holder.name, holder) for holder in known)
            if not known:
                self._outsider(one, key, target if isinstance(target, str) else "")
        return list(found.values())

    def _outsider(self, one: Resource, key: str, name: str) -> None:
        kind = _OF[key]
        is_known = bool(name) and not has_mark(name)
        label = f"{kind}/{printable(name, '?')}" if is_known else f"{key} of {printable(one.logical, '?')}"
        if label in self._outside:
            return
        self._outside.add(label)
        unknown_values = [value.what for value in self._resolver.scope.unknown_values.within(name)]
        what = f"not known ({'; '.join(unknown_values)})" if unknown_values else "not in this file"
        message = f"{label} is {what}, so its other policies are unknown"
        holder = self._inventory.add_holder(Holder(label, kind))
        path = (*one.path, "Properties", key)
        holder.unknowns.append(note(self._container, path, "error", message, _WHOLE))
