"""All that was found in a repository."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mfagate.scaffold._recognition import Container, Found, interpreted
from mfagate.sources.recognition import folder_contents
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from mfagate.scaffold._mfa_requirement import MfaRequirement
    from mfagate.sources.recognition import PolicyFile


class NotRead(NamedTuple):
    """A file or folder that is not read; `form` says what it is, and `remedy` what to do, where known."""

    name: str
    form: str = "a policy in a form that mfagate does not read, or a folder that cannot be listed"
    remedy: str = ""


@dataclass(frozen=True)
class Survey:
    """The policy documents and containers of a repository.

    `unnamed` are those that a config cannot name, `not_read` the files with a policy inside that is not read
    and the folders that cannot be listed. `cut_off` where the walk did not reach the end, `is_terraform`
    where it came by `*.tf` files.
    """

    documents: tuple[Found, ...] = ()
    containers: tuple[Container, ...] = ()
    unnamed: tuple[str, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    cut_off: bool = False
    is_terraform: bool = False

    @property
    def mfa_requirements(self) -> list[MfaRequirement]:
        """What each policy that was found seems to ask for."""
        of_documents = [one.mfa_requirement for one in self.documents]
        return of_documents + [found for one in self.containers for found in one.mfa_requirements]

    @property
    def account(self) -> str | None:
        """The one account that ARNs name; None where there are several, or only samples of documentation."""
        samples = set(shipped_suite()[1]["mfa"]["catalogue"]["notes"]["sample_accounts"])
        named = {account for one in self.documents for account in one.accounts} - samples
        return named.pop() if len(named) == 1 else None


def survey(root: Path) -> Survey:
    """Look for policies under a folder."""
    contents = folder_contents(root)
    found: list[Found | Container] = []
    unnamed: list[str] = []
    for one in contents.policies:
        meaning = interpreted(one)
        if meaning is None:
            continue
        if one.file.isprintable():
            found.append(meaning)
        else:
            unnamed.append(ascii(one.file))
    return Survey(
        documents=tuple(one for one in found if isinstance(one, Found)),
        containers=tuple(one for one in found if isinstance(one, Container)),
        unnamed=tuple(unnamed),
        not_read=(
            *(_not_read(one) for one in contents.others),
            *(NotRead(_unlisted(error, root)) for error in contents.unreadable),
        ),
        cut_off=contents.cut_off,
        is_terraform=contents.has_terraform,
    )


def _not_read(one: PolicyFile) -> NotRead:
    return NotRead(one.file, *one.tool) if one.tool is not None else NotRead(one.file)


def _unlisted(error: OSError, root: Path) -> str:
    """Return the path of a folder that cannot be listed."""
    folder = Path(str(error.filename))
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else folder.as_posix()
