"""What holds for files and subjects that the config says nothing else about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.parsing import Json

DEFAULT_ACCOUNT = "123456789012"
"""The account where none is named: the one of the examples in AWS's documentation."""

DEFAULT_PROFILE = "console-only"
"""The profile where none is named."""


@dataclass(frozen=True)
class Defaults:
    """What the config says for subjects that it does not name; `parameters` are those of templates."""

    profile: str = DEFAULT_PROFILE
    account: str = ""
    user: str = ""
    account_facts: Mapping[str, str] = field(default_factory=dict)
    context: Mapping[str, Json] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
