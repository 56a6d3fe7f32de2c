"""Files without a policy: what they are, and whether a run of only such files passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mfagate.config import Config, Selection
    from mfagate.subjects.files import FileContents

_NAMES = 5  # files or resources that a message names
_ALLOW = "if that is expected, use --allow-empty, or set allow_empty: true in mfagate.yaml"


@dataclass(frozen=True)
class WithoutPolicy:
    """The files of a run that have no policy; `allowed_by` names what says that this is expected."""

    files: tuple[FileContents, ...] = ()
    allowed_by: str = ""

    @property
    def passes(self) -> bool:
        """Whether a run passes that has only these files: a plan that takes IAM resources away does not."""
        return bool(self.allowed_by and self.files) and not self._removed

    @property
    def text(self) -> str:
        """What the files are."""
        if len(self.files) == 1:
            return f"{self.files[0].file} is {self.files[0].form} without a policy"
        named = ", ".join(f"{one.file} ({one.form})" for one in self.files[:_NAMES])
        more = f" and {len(self.files) - _NAMES} more" if len(self.files) > _NAMES else ""
        return f"{len(self.files)} files have no policy: {named}{more}"

    @property
    def reason(self) -> str:
        """Why there is nothing to check, and what allows or would allow that."""
        found = "; ".join([self.text, *(note.message for one in self.files for note in one.left_out)])
        if self._removed:
            more = ", …" if len(self._removed) > _NAMES else ""
            return f"{found}, but it removes or changes {', '.join(self._removed[:_NAMES])}{more}"
        return f"{found}; {self.allowed_by} allows that" if self.allowed_by else f"{found}; {_ALLOW}"

    @property
    def _removed(self) -> list[str]:
        return [address for one in self.files for address in one.removed]


def files_without_policy(config: Config, selection: Selection, *, allow: bool) -> WithoutPolicy:
    """Return the files of a selection that have no policy; `allow` is the option `--allow-empty`.

    Raises:
        UsageError: the option allows what the config locks.

    """
    by_config = "allow_empty" if config.allow_empty else ""
    if allow and not by_config:
        config.require_unlocked("allow_empty", "--allow-empty")
    return WithoutPolicy(tuple(selection.empty), by_config or "--allow-empty" * allow)
