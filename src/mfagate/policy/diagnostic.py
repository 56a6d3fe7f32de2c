"""What is wrong with a policy document or unknown about it: severity, place and message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Diagnostic:
    """One error, warning or note about a place in a file; lines and columns start at 1.

    `path` is the place as people read it, `$.Statement[0].Effect`. `code` names the kind of error, none
    for an unknown value. `identity` replaces the path in fingerprints where the path may change from run to
    run. `grants` marks a policy that was left out and may allow more than is reported.
    """

    severity: Severity
    message: str
    remedy: str = ""
    file: str = ""
    line: int = 1
    column: int = 1
    path: str = "$"
    code: str = ""
    identity: str = ""
    grants: bool = False

    def __str__(self) -> str:
        """Return it as one line: `file:line:column: path: message`."""
        return f"{self.file}:{self.line}:{self.column}: {self.path}: {self.message}"
