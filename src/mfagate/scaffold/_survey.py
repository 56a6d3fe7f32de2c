"""All that was found in a repository."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate.scaffold._recognition import Container, Found, recognised
from mfagate.scaffold._walk import Walk, beside
from mfagate.suite.suite import shipped_suite

if TYPE_CHECKING:
    from pathlib import Path

    from mfagate.scaffold._mfa_requirement import Asks


@dataclass(frozen=True)
class Survey:
    """The policy documents and containers of a repository.

    `cut_off` where the walk did not reach the end, `is_terraform` where it came by `*.tf` files.
    """

    documents: tuple[Found, ...] = ()
    containers: tuple[Container, ...] = ()
    unnamed: tuple[str, ...] = ()
    cut_off: bool = False
    is_terraform: bool = False

    @property
    def asks(self) -> list[Asks]:
        """What each policy that was found seems to ask for."""
        return [one.asks for one in self.documents] + [asks for one in self.containers for asks in one.asks]

    @property
    def account(self) -> str | None:
        """The one account that ARNs name; None where there are several, or only samples of documentation."""
        samples = set(shipped_suite()[1]["mfa"]["catalogue"]["notes"]["sample_accounts"])
        named = {account for one in self.documents for account in one.accounts} - samples
        return named.pop() if len(named) == 1 else None


def policies_beside(folder: Path, root: Path) -> list[tuple[Path, Found | Container]]:
    """Return the files of a folder that are policies or hold some; none of a folder that is not there.

    What each seems to be goes by its path from `root`, as in a survey of that folder.
    """
    try:
        found = [(path, recognised(path, _from(root, path))) for path in beside(folder)]
    except OSError:
        return []
    return [(path, one) for path, one in found if one is not None]


def _from(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def survey(root: Path) -> Survey:
    """Look for policies under a folder."""
    walk = Walk(root)
    found: list[Found | Container] = []
    unnamed: list[str] = []
    for path in walk:
        file = path.relative_to(root).as_posix()
        one = recognised(path, file)
        if one is None:
            continue
        if file.isprintable():
            found.append(one)
        else:
            unnamed.append(ascii(file))
    return Survey(
        documents=tuple(one for one in found if isinstance(one, Found)),
        containers=tuple(one for one in found if isinstance(one, Container)),
        unnamed=tuple(unnamed),
        cut_off=walk.cut_off,
        is_terraform=walk.is_terraform,
    )
