"""The interpreter from PyPI (regorus): made, called, and its failures put on one line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import regorus  # type: ignore[import-untyped]

from mfagate.engines import _text
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.engines._protocol import Untyped

_T = TypeVar("_T")
_PLACE = re.compile(r"^--> (\S+):(\d+):(\d+)$", re.MULTILINE)
# regorus limits untrusted modules: a line may have 1,024 columns. OPA has no such limit.
_LIMITS = {"max_col": 1_000_000, "max_file_bytes": 50_000_000, "max_lines": 1_000_000}


def version() -> str:
    """Return the version of the interpreter's package."""
    folders = Path(regorus.__file__).parents[1].glob("gordon_to_regorus-*.dist-info")
    found = [folder.name.removesuffix(".dist-info").rpartition("-")[2] for folder in folders]
    if len(found) == 1:
        return found[0]
    from importlib import metadata  # noqa: PLC0415 - takes 50 ms, and the name of one folder has the same

    return metadata.version("gordon-to-regorus")


def new_interpreter() -> Untyped:
    """Return an interpreter that holds nothing."""
    interpreter = regorus.Engine()
    interpreter.set_policy_length_config(**_LIMITS)
    return interpreter


def guarded(act: Callable[[], _T]) -> _T:
    """Do `act`; a failure of the interpreter becomes an error of one line.

    Raises:
        EngineError: it failed or panicked.

    """
    try:
        return act()
    except RuntimeError as error:
        raise EngineError(message_of(str(error))) from None
    except BaseException as error:
        # The interpreter's panics are no Exceptions, and their class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise EngineError(f"embedded: the interpreter crashed: {_text.one_line(str(error))}") from None


def message_of(report: str) -> str:
    """Return one line for a report of regorus, which shows place, source, message and a stack."""
    place, what = place_and_message(report)
    where = ":".join(place) + ": " if place else ""
    return f"embedded: {where}{what}"


def place_and_message(report: str) -> tuple[tuple[str, ...], str]:
    """Return the file, line and column that a report names, if any, and its message on one line."""
    text = report.partition("Stack backtrace:")[0]
    place = _PLACE.search(text)
    _, _, what = text.rpartition("error: ")
    return (place.groups() if place else (), _text.one_line(what))
