"""What a waiver is, and which findings it is about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.suppressions._globs import matches

if TYPE_CHECKING:
    import datetime as dt

    from mfagate.findings.deciding_statements import DecidingStatement
    from mfagate.findings.model import Finding
    from mfagate.parsing import Position


@dataclass(frozen=True)
class Waiver:
    """One waiver: what it names, who answers for it, and where it is written (`source`, `position`)."""

    rule: str
    file: str | None
    subject: str | None
    sid: tuple[str, ...] | None
    reason: str
    owner: str
    expires: dt.date
    source: str
    position: Position

    def names(self, subject: str, finding: Finding, base: Path) -> bool:
        """Tell whether it names this finding of this subject; `file` is relative to `base`.

        With `sid` it names a finding that rests on these statements alone: nobody waived another statement
        that takes part in it.
        """
        return self.points_to(subject, finding, base) and not self.unnamed(finding, base)

    def points_to(self, subject: str, finding: Finding, base: Path) -> bool:
        """Tell whether it names the finding by its place, whatever else the finding rests on."""
        return (
            self.rule == finding.rule
            and self.subject in {None, subject}
            and (self.sid is None or finding.sid in self.sid)
            and self.is_of_file(finding.file, base)
        )

    def unnamed(self, finding: Finding, base: Path) -> list[DecidingStatement]:
        """Return the statements that the finding rests on and that a waiver with `sid` does not name."""
        if self.sid is None:
            return []
        return [
            one for one in finding.rests_on if one.sid not in self.sid or not self.is_of_file(one.file, base)
        ]

    def is_of_file(self, file: str, base: Path) -> bool:
        """Tell whether it is about a file, whose name is relative to the working directory."""
        return self.file is None or matches(self.file, below(file, base))

    def as_json(self) -> dict[str, str]:
        """Return what a finding has under `waived`."""
        return {"reason": self.reason, "owner": self.owner, "expires": self.expires.isoformat()}

    def description(self) -> str:
        """Return what the waiver names, in words."""
        sids = ", ".join(self.sid or ())
        parts = [("in", self.file), ("of", self.subject), ("with the Sid", sids)]
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
