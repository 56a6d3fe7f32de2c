"""The errors that mfagate raises: each is one line that a person can act on, with its exit code."""

from __future__ import annotations

from typing import ClassVar


class MfagateError(Exception):
    """Base of every error of this package; `str(error)` is the one line to print.

    `exit_code` is what the command line answers for it (design, "Exit codes").
    """

    exit_code: ClassVar[int] = 2


class UsageError(MfagateError):
    """The command line asks for something that cannot be done (exit code 2)."""


class NothingToCheckError(MfagateError):
    """No policy, or no scenario, was found: never a pass (exit code 2)."""


class UnreadableFileError(MfagateError):
    """A file or folder that was named cannot be read (exit code 2)."""


class ConfigError(MfagateError):
    """The configuration file is not valid (exit code 2)."""


class ScenarioError(MfagateError):
    """A scenario file is not valid (exit code 2)."""


class EngineError(MfagateError):
    """The engine could not be started, or did not give a usable answer (exit code 3)."""

    exit_code: ClassVar[int] = 3


class UndefinedResultError(EngineError):
    """A query came back undefined: that is a failure of the rules, never a pass (exit code 3)."""
