"""What a waiver is, and which findings it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.waivers._globs import matches

if TYPE_CHECKING:
    import datetime as dt

    from mfagate.findings import Finding
    from mfagate.positions import Position


@dataclass(frozen=True)
class Waiver:
    """One waiver: what it names, who answers for it, and where it is written (`source`, `position`)."""

    rule: str
    file: str | None
    subject: str | None
    sid: str | None
    reason: str
    owner: str
    expires: dt.date
    source: str
    position: Position

    def names(self, subject: str, finding: Finding, base: Path) -> bool:
        """Tell whether it names this finding of this subject; `file` is relative to `base`."""
        return (
            self.rule == finding.rule
            and self.subject in {None, subject}
            and self.sid in {None, finding.sid}
            and self.is_of_file(finding.file, base)
        )

    def is_of_file(self, file: str, base: Path) -> bool:
        """Tell whether it is about a file, whose name is relative to the working directory."""
        return self.file is None or matches(self.file, below(file, base))

    def as_json(self) -> dict[str, str]:
        """Return what a finding has under `waived`."""
        return {"reason": self.reason, "owner": self.owner, "expires": self.expires.isoformat()}

    def told(self) -> str:
        """Return what it is about, in words."""
        parts = [("in", self.file), ("of", self.subject), ("with the Sid", self.sid)]
        return " ".join([self.rule, *(f"{word} {name}" for word, name in parts if name)])


@dataclass(frozen=True)
class Waivers:
    """The waivers of a config; `base` is the folder that their files are relative to."""

    listed: tuple[Waiver, ...] = ()
    base: Path = field(default_factory=Path)
    not_waivable: frozenset[str] = frozenset()


def below(file: str, base: Path) -> str:
    """Return a file's path relative to `base`, with `/`; the whole path where it is not below it."""
    path = Path(file).resolve()
    try:
        return path.relative_to(base.resolve()).as_posix()
    except ValueError:
        return path.as_posix()
