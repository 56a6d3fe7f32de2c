"""Verdicts of earlier runs: a subject that is judged by the same rules again is not asked about.

A verdict is a file, named by the digest of everything that it depends on: the documents and the rest of the
question, the rules and the data, the engine with its version, and the version of mfagate. No rule may call a
built-in whose value changes from call to call (src/mfagate/engines/builtins.json), so the same question has
the same answer. A file that is damaged is never used; nor is a folder that others can write to.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines import EngineInfo
    from mfagate.parsing import Json
    from mfagate.suite.suite import Suite

VARIABLE = "MFAGATE_CACHE"
MAX_BYTES = 256 * 1024 * 1024
"""More than this is not kept; what was used least recently goes first."""

_OFF = "off"
_FORMAT = 1
_DIGEST = hashlib.sha256().digest_size
_KEPT = 0.75  # what is kept of MAX_BYTES once it is exceeded, so that not every run has to look
_SUFFIX = ".verdict"


def open_cache(info: EngineInfo, suite: Suite, assumptions: Mapping[str, str]) -> Verdicts | None:
    """Return the verdicts of this engine, suite and assumptions; None where none can be kept."""
    folder = cache_folder()
    if folder is None or not _is_own(folder):
        return None
    return Verdicts(
        folder,
        json.dumps(
            {
                "format": _FORMAT,
                "mfagate": __version__,
                "engine": [info.name, info.version],
                "suite": suite.digest(),
                "assumptions": dict(assumptions),
            },
            sort_keys=True,
        ),
    )


def cache_folder() -> Path | None:
    """Return the folder of the verdicts: MFAGATE_CACHE, or one in the user's caches; None if it is `off`."""
    given = os.environ.get(VARIABLE, "")
    if given == _OFF:
        return None
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return Path(base or Path.home() / ".cache") / "mfagate"
    except RuntimeError:  # a user without a home
        return None


class Verdicts:
    """The verdicts in a folder that depend on the same engine, rules and assumptions."""

    def __init__(self, folder: Path, fixed: str) -> None:
        """Take the folder, and what all questions have in common."""
        self._folder = folder
        self._fixed = fixed
        self._has_more = False

    def get(self, question: str) -> Any | None:  # noqa: ANN401 - whatever was put
        """Return the answer to a question, or None if it is not known or the file is damaged."""
        file = self._file(question)
        try:
            content = file.read_bytes()
            digest, packed = content[:_DIGEST], content[_DIGEST:]
            if hashlib.sha256(packed).digest() != digest:
                return None
            answer = json.loads(zlib.decompress(packed))
        except (OSError, ValueError, zlib.error):
            return None
        with suppress(OSError):
            os.utime(file)  # it was used just now
        return answer

    def put(self, question: str, answer: Json) -> None:
        """Keep an answer; where the disk is full or read-only, it is not kept."""
        packed = zlib.compress(json.dumps(answer).encode(), 1)
        file = self._file(question)
        draft = file.with_name(f".{os.urandom(8).hex()}.part")
        try:
            draft.write_bytes(hashlib.sha256(packed).digest() + packed)
            draft.replace(file)
        except OSError:
            with suppress(OSError):
                draft.unlink()
        self._has_more = True

    def prune(self, most: int = MAX_BYTES) -> None:
        """Remove what was used least recently, if something was added and all is more than `most` bytes."""
        if not self._has_more:
            return
        files = sorted(_files(self._folder), key=lambda one: one[1].st_mtime_ns)
        total = sum(status.st_size for _, status in files)
        if total <= most:
            return
        for file, status in files:
            if total <= most * _KEPT:
                return
            with suppress(OSError):
                file.unlink()
            total -= status.st_size

    def _file(self, question: str) -> Path:
        text = json.dumps([self._fixed, question])
        return self._folder / f"{hashlib.sha256(text.encode()).hexdigest()}{_SUFFIX}"


def _files(folder: Path) -> list[tuple[Path, os.stat_result]]:
    """Return the verdicts and what an interrupted run left of one, with their sizes and times."""
    found = []
    with suppress(OSError):
        for one in os.scandir(folder):
            if one.name.endswith((_SUFFIX, ".part")):
                with suppress(OSError):
                    found.append((Path(one.path), one.stat(follow_symlinks=False)))
    return found


def _is_own(folder: Path) -> bool:
    """Make the folder, and tell whether nobody else can write to it: a false verdict would pass a check."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
