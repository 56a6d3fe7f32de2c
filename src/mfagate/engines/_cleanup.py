"""Stops what the engines started when the process ends, also when SIGTERM or SIGHUP ends it."""

from __future__ import annotations

import atexit
import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_pending: dict[int, tuple[int, Callable[[], None]]] = {}
_caught: list[signal.Signals] = []


def at_end(close: Callable[[], None]) -> Callable[[], None]:
    """Have `close` called when this process ends, unless the function returned is called before.

    A child made by `fork` does not call it. The signals are taken over only while something is
    pending, only in the main thread, and only where nobody else handles them.
    """
    key = max(_pending, default=0) + 1
    if not _pending:
        atexit.register(_close_all)
        _catch_signals()
    _pending[key] = (os.getpid(), close)

    def done() -> None:
        if _pending.pop(key, None) and not _pending:
            atexit.unregister(_close_all)
            _release_signals()

    return done


def _close_all() -> None:
    for owner, close in list(_pending.values()):
        if owner == os.getpid():
            with suppress(Exception):
                close()


def _catch_signals() -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in _SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _on_signal)
            _caught.append(number)


def _release_signals() -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    while _caught:
        number = _caught.pop()
        if signal.getsignal(number) is _on_signal:
            signal.signal(number, signal.SIG_DFL)


def _on_signal(number: int, _frame: FrameType | None) -> None:
    """Close everything, then end the way the signal would have ended the process."""
    _close_all()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
