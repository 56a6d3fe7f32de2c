"""One locked-down container that serves a suite, and the removal of what a crash left behind."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING

import requests
from docker.errors import (
    APIError,
    DockerException,
    NotFound,
)

from mfagate.engines import _owner, _text
from mfagate.engines._cleanup import at_end
from mfagate.engines._opa import stopped
from mfagate.engines._protocol import EngineUnavailableError
from mfagate.engines.bundle import tar

if TYPE_CHECKING:
    from mfagate.engines._protocol import Untyped
    from mfagate.exceptions import EngineError

LABEL = "org.mfagate.engine"
STALE_SECONDS = 24 * 3600
FAILURES = (DockerException, requests.RequestException, OSError)
_FOLDER = "/mfagate"
_PORT = "8181/tcp"
_ALIVE = frozenset({"created", "running"})
_COMMAND = [
    "run",
    "--server",
    "--addr=0.0.0.0:8181",  # inside the container; outside it is on the loopback interface only
    "--log-level=error",
    "--skip-version-check",  # no report to anybody
    "--bundle",
    f"{_FOLDER}/bundle.tar.gz",
]
# What a container may do: read the rules, and answer on one port.
_LIMITS: dict[str, Untyped] = {
    "read_only": True,
    "cap_drop": ["ALL"],
    "security_opt": ["no-new-privileges:true"],
    "user": "65532:65532",
    "mem_limit": "1g",
    "memswap_limit": "1g",
    "pids_limit": 128,
    "ipc_mode": "none",
    "environment": {},
    "use_config_proxy": False,
    "ports": {_PORT: ("127.0.0.1", None)},
    "volumes": [_FOLDER],
    "healthcheck": {"test": ["NONE"]},
    "log_config": {"Type": "json-file", "Config": {"max-size": "1m"}},
}


class Container:
    """One container, removed at the latest when this process ends."""

    def __init__(self, daemon: Untyped, image: Untyped) -> None:
        """Prepare a container of the SDK's `image` on its client `daemon`; nothing runs yet."""
        self._daemon = daemon
        self._image = image
        self._container: Untyped = None
        self._forget = at_end(self.remove)

    @property
    def id(self) -> str | None:
        """The container's id, None before it is created and after it is removed."""
        return None if self._container is None else str(self._container.id)

    def start(self, bundle: bytes) -> str:
        """Create and start it; return the URL where it will listen.

        The rules go in as an archive over the daemon's API, into a volume of the container's own:
        that needs neither a folder that both sides see nor a root file system that can be written.

        Raises:
            EngineError: the daemon refuses, or the container stopped at once.

        """
        try:
            self._container = self._daemon.containers.create(
                self._image, _COMMAND, labels={LABEL: str(_owner.here())}, **_LIMITS
            )
            self._container.put_archive(_FOLDER, tar({"bundle.tar.gz": bundle}))
            self._container.start()
            return self._url()
        except FAILURES as error:
            raise EngineUnavailableError(
                f"docker: the OPA container does not start: {reason(error)}; "
                f"check that `docker run` works, or use --engine embedded"
            ) from error

    def _url(self) -> str:
        """Return where the port is published; the daemon may take a moment to say."""
        for _ in range(100):
            self._container.reload()
            if published := self._container.ports.get(_PORT):
                return f"http://127.0.0.1:{published[0]['HostPort']}"
            if self._container.status not in _ALIVE:
                break
            time.sleep(0.02)
        if error := self.ended():
            raise error
        raise DockerException("Docker published no port for it")

    def ended(self) -> EngineError | None:
        """Return the error for a container that is no longer running, with what it logged."""
        try:
            self._container.reload()
            if self._container.status in _ALIVE:
                return None
            state = self._container.attrs["State"]
            killed = ", out of memory" if state["OOMKilled"] else ""
            log = self._container.logs(tail=50).decode("utf-8", "replace")
        except NotFound:
            return stopped("docker", "unknown", "the container was removed")
        except FAILURES as error:
            return stopped("docker", "unknown", reason(error))
        return stopped("docker", f"{state['ExitCode']}{killed}", log)

    def remove(self) -> None:
        """Remove the container and its volume; a second call does nothing."""
        self._forget()
        if self._container is not None:
            with suppress(*FAILURES):
                self._container.remove(force=True, v=True)
            self._container = None


def sweep(daemon: Untyped) -> list[str]:
    """Remove containers that a crash left behind; return their ids.

    Left behind is one whose owner was a process of this host and is gone, or one of another host
    that is older than a day.
    """
    removed = []
    with suppress(*FAILURES):
        for found in daemon.api.containers(all=True, filters={"label": LABEL}):
            if _stale(found["Labels"][LABEL], found["Created"]):
                with suppress(*FAILURES):
                    daemon.api.remove_container(found["Id"], force=True, v=True)
                    removed.append(found["Id"])
    return removed


def reason(error: BaseException) -> str:
    """Return the innermost message of an error of the SDK, which wraps one in another."""
    if isinstance(error, APIError) and error.explanation:
        return _text.one_line(str(error.explanation), longest=300)
    seen: list[BaseException] = []
    todo: list[object] = [error]
    while todo:
        item = todo.pop(0)
        if isinstance(item, BaseException) and item not in seen:
            seen.append(item)
            todo += [*item.args, item.__cause__, item.__context__]
    for inner in seen:
        if isinstance(inner, OSError) and inner.strerror:
            return inner.strerror
    return _text.one_line(str(seen[-1]), longest=300)


def _stale(label: str, created: float) -> bool:
    owner = _owner.parse(label)
    if owner is not None and owner.gone():
        return True
    elsewhere = owner is None or owner.host != _owner.here().host
    return elsewhere and time.time() - created > STALE_SECONDS
