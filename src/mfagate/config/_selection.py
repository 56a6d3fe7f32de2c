"""Which subjects a run is about: those of the config, or those that paths select."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.config._subjects import defaults_of, subjects_of_file
from mfagate.exceptions import NothingToCheckError
from mfagate.parsing.files import displayed
from mfagate.sources.recognition import find_policies
from mfagate.subjects.live import PREFIX, live_subjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mfagate.config._model import Config
    from mfagate.subjects.model import Subject


def selected_subjects(config: Config, paths: Sequence[str] = ()) -> list[Subject]:
    """Return the subjects of a config, or those that paths select; `aws:` is a live account.

    Raises:
        NothingToCheckError: there is none.
        UnreadableFileError: a path does not exist, or cannot be read.

    """
    if not paths and config.subjects:
        return list(config.subjects)
    if not paths:
        raise NothingToCheckError(
            "nothing to check: name policy files or folders, or add subjects to mfagate.yaml"
        )
    live = [one for one in paths if one.startswith(PREFIX) and not Path(one).exists()]
    files = find_policies(Path(one) for one in paths if one not in live)
    found = _using(config, files) if files or not live else []
    found += [subject for one in live for subject in live_subjects(one, defaults_of(config))]
    if not found:
        raise NothingToCheckError(f"nothing to check: there is no policy in {', '.join(paths)}")
    return found


def _using(config: Config, files: Iterable[Path]) -> list[Subject]:
    """Return the subjects that use any of the files, and each file that none uses as a subject."""
    names = list(dict.fromkeys(displayed(path) for path in files))
    if not names:
        raise NothingToCheckError("nothing to check: no policy file in the paths given")
    used = [one for one in config.subjects if set(one.files) & set(names)]
    taken = {name for one in used for name in one.files}
    found = [one for name in names if name not in taken for one in subjects_of_file(Path(name), config)]
    return [*used, *found]
