"""All checks together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.policy.validation import (
    _actions,
    _conditions,
    _federation,
    _principals,
    _resources,
    _sids,
    _size,
)
from mfagate.policy.validation import _messages as _explain
from mfagate.policy.validation._elements import Policy
from mfagate.policy.validation.warnings import LINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.validation._model import Fault, Kind

_REFUSING: tuple[Callable[[Policy], Iterator[Fault]], ...] = (
    _explain.faults,
    _sids.faults,
    _actions.faults,
    _resources.faults,
    _principals.faults,
    _federation.faults,
    _conditions.faults,
    _size.faults,
)


def refusals(value: Json, kind: Kind | None, text: str | None = None) -> list[Fault]:
    """Give every reason for which AWS refuses to save a document of this kind; none: it is valid.

    `kind` None stands for what all kinds have in common. `text` is the JSON text that would be
    saved; without it the value is measured in its shortest form.
    """
    return _run(_REFUSING, Policy(value, kind, text))


def warnings(value: Json, kind: Kind | None, text: str | None = None) -> list[Fault]:
    """Give what AWS accepts, but what is hardly meant."""
    return _run(LINTS, Policy(value, kind, text))


def _run(checks: Iterable[Callable[[Policy], Iterator[Fault]]], policy: Policy) -> list[Fault]:
    found: dict[tuple[Path, str, str], Fault] = {}
    for check in checks:
        for fault in check(policy):
            found.setdefault((fault.path, fault.code, fault.message), fault)
    return list(found.values())
