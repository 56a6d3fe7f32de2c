"""Several engines that decide alike: one for each CPU, or one OPA for several processes.

OPA answers several clients at a time. The embedded engine holds Python's lock while it evaluates, so each
further one is a process with an interpreter of its own.

Under pytest-xdist the controller starts and loads an engine and sends `share(engine)` to the workers; a
worker calls `attach` with it, then `load`, which only compares digests. An embedded engine is not shared:
each process has its own.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mfagate.engines._attached import Shared
    from mfagate.engines._protocol import Engine

__all__ = ["attach", "beside", "cpus", "share"]


def cpus() -> int:
    """Return how many CPUs this process may use."""
    with suppress(AttributeError):  # only Linux says
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share(engine: Engine) -> Shared | None:
    """Return where `engine` can be attached to, or None when it lives inside this process."""
    from mfagate.engines import _attached  # noqa: PLC0415 - brings an HTTP client, which most runs do without

    return _attached.share(engine)


def attach(name: str, version: str, url: str) -> Engine:
    """Return an engine on an OPA that another process started; closing it leaves that OPA running.

    Raises:
        EngineError: `url` is not the URL of a server.

    """
    from mfagate.engines import _attached  # noqa: PLC0415 - brings an HTTP client, which most runs do without

    return _attached.AttachedEngine(name, version, url)


def beside(engine: Engine, count: int) -> list[Engine]:
    """Return `count` engines that decide as `engine` does, for `load` and then for a thread each.

    Where there can be none, it is `engine` alone. Closing them leaves `engine` as it is.

    Raises:
        EngineError: one does not start.

    """
    where = share(engine)
    if where is not None:
        return [attach(where.name, where.version, where.url) for _ in range(count)]
    if engine.info().name == "embedded":
        from mfagate.engines._embedded_worker import EmbeddedWorker  # noqa: PLC0415 - for several jobs only

        return [EmbeddedWorker(engine.info()) for _ in range(count)]
    return [engine]
