"""The `inputs` of a config: files whose subjects come out ready-made."""

from __future__ import annotations

import glob
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.config._subjects import contents_of_file
from mfagate.exceptions import ConfigError, UnreadableFileError

if TYPE_CHECKING:
    from mfagate.config._layer import Layer
    from mfagate.config._model import Config
    from mfagate.subjects.files import FileContents
    from mfagate.subjects.model import Subject

_MAGIC = "*?["


def with_inputs(config: Config, layer: Layer) -> Config:
    """Return the config with the subjects of its inputs behind those that it names.

    Raises:
        ConfigError: an input is not there, holds nothing, or gives a subject a name that is taken.

    """
    found: dict[str, Subject] = {one.name: one for one in config.subjects}
    contents: list[FileContents] = []
    read: set[Path] = set()
    for index, entry in enumerate(layer.value.get("inputs", [])):
        place = layer.at("inputs", index)
        for path in _paths(entry, config, place):
            if path in read:
                continue
            read.add(path)
            contents.append(_contents(path, config, place))
            for subject in contents[-1].subjects:
                if subject.name in found:
                    raise ConfigError(f"{place}: two subjects are named {subject.name}; rename one of them")
                found[subject.name] = subject
    return replace(config, subjects=tuple(found.values()), contents=tuple(contents))


def _paths(entry: str, config: Config, place: str) -> list[Path]:
    base = config.path.parent if config.path else Path()
    if not any(char in entry for char in _MAGIC):
        return [base / entry]
    named = glob.glob(str(base / entry), recursive=True)  # noqa: PTH207 - the entry may be absolute
    found = [Path(one) for one in sorted(named)]
    files = [one for one in found if one.is_file()]
    if not files:
        raise ConfigError(f"{place}: no file matches {entry}; fix the pattern or delete the line")
    return files


def _contents(path: Path, config: Config, place: str) -> FileContents:
    try:
        return contents_of_file(path, config)
    except UnreadableFileError as error:
        raise ConfigError(f"{place}: {error}") from error
