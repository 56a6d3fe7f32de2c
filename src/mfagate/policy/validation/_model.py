"""The words that the structure check speaks: kinds of policy, faults and problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from mfagate.parsing import Path

Kind: TypeAlias = Literal["identity", "resource", "trust", "scp", "rcp", "boundary", "session"]
"""Where a policy document is attached; each kind has its own grammar and limits."""

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a value: where, in words, and as a code.

    `on_key` says that the key itself is meant (a misspelt element, an operator), not its value;
    `offset` says that a character of the text is meant.
    """

    path: Path
    code: str
    message: str
    on_key: bool = False
    offset: int | None = None
