"""A label that names the process that started a container, and a way to tell whether it is gone."""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Owner:
    """A process: its id, where that is counted (host, on Linux also namespace), its start time."""

    pid: int
    host: str
    started: str

    def __str__(self) -> str:
        """Return it as the text of a label."""
        return f"{self.pid}/{self.host}/{self.started}"

    def gone(self) -> bool:
        """Tell whether this was a process of this host and lives no more; False when in doubt."""
        if self.host != _host():
            return False
        started = _started(self.pid)
        if started is None:
            return _dead(self.pid)
        return started != self.started


def here() -> Owner:
    """Return this process as an owner."""
    return Owner(os.getpid(), _host(), _started(os.getpid()) or "0")


def parse(label: str) -> Owner | None:
    """Return the owner that `label` names, or None when the label is not one of ours."""
    parts = label.split("/")
    if len(parts) != 3 or not parts[0].isdigit():
        return None
    return Owner(int(parts[0]), parts[1], parts[2])


def _host() -> str:
    """Return a name for where process ids are counted: containers may share a host name only."""
    name = socket.gethostname()
    try:
        namespace = Path("/proc/self/ns/pid").readlink()
    except OSError:
        return name
    return f"{name}:{str(namespace).strip('pid:[]')}"


def _started(pid: int) -> str | None:
    """Return when a process started, in ticks after boot; None when unknown, "" for a zombie."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text("ascii", "replace")
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]


def _dead(pid: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
