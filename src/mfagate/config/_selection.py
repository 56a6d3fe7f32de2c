"""What a run is about: the subjects of the config, or those that paths select."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.config._subjects import contents_of_file, defaults_of
from mfagate.exceptions import NothingToCheckError
from mfagate.parsing.files import displayed
from mfagate.sources.recognition import search
from mfagate.subjects.live import PREFIX, live_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mfagate.config._model import Config
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.subjects.files import FileContents
    from mfagate.subjects.model import Subject


@dataclass(frozen=True)
class Selection:
    """The subjects of a run, and what the files contain that were read for them."""

    subjects: tuple[Subject, ...]
    contents: tuple[FileContents, ...] = ()
    of_folders: tuple[Diagnostic, ...] = ()

    @property
    def left_out(self) -> list[Diagnostic]:
        """What the files and folders have that is no subject on purpose."""
        return [*(found for one in self.contents for found in one.left_out), *self.of_folders]

    @property
    def files(self) -> list[str]:
        """The files that were read."""
        return [*(file for one in self.subjects for file in one.files), *(one.file for one in self.contents)]

    @property
    def empty(self) -> list[FileContents]:
        """The files that contain no subject."""
        return [one for one in self.contents if not one.subjects]


def selected(config: Config, paths: Sequence[str] = ()) -> Selection:
    """Return what a config is about, or what paths select; `aws:` is a live account.

    It has no subject only where there are files that can have policies, and none has any.

    Raises:
        NothingToCheckError: there is neither a subject nor such a file.
        UnreadableFileError: a path does not exist, or cannot be read.

    """
    if not paths and (config.subjects or config.contents):
        return Selection(config.subjects, config.contents)
    if not paths:
        raise NothingToCheckError(
            "nothing to check: name policy files or folders, or add subjects to mfagate.yaml"
        )
    live = [one for one in paths if one.startswith(PREFIX) and not Path(one).exists()]
    searched = search(Path(one) for one in paths if one not in live)
    found = _using(config, searched.files) if searched.files or not live else Selection(())
    accounts = [live_contents(one, defaults_of(config)) for one in live]
    more = [subject for one in accounts for subject in one.subjects]
    return Selection((*found.subjects, *more), (*found.contents, *accounts), searched.left_out)


def _using(config: Config, files: Iterable[Path]) -> Selection:
    """Return the subjects that use any of the files, and each file that none uses as a subject."""
    names = list(dict.fromkeys(displayed(path) for path in files))
    if not names:
        raise NothingToCheckError("nothing to check: no policy file in the paths given")
    used = [one for one in config.subjects if set(one.files) & set(names)]
    taken = {name for one in used for name in one.files}
    contents = tuple(contents_of_file(Path(name), config) for name in names if name not in taken)
    found = [subject for one in contents for subject in one.subjects]
    return Selection((*used, *found), contents)
