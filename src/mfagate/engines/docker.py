"""The `docker` engine: the OPA image in a locked-down container, started through the Docker SDK."""

from __future__ import annotations

import os
import re
import socket
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import docker
from docker.errors import ImageNotFound

from mfagate.engines._container import FAILURES, Container, reason, sweep
from mfagate.engines._opa import OpaEngine, check_version, wait_until_ready
from mfagate.engines._protocol import EngineUnavailableError
from mfagate.engines._rest import LOOPBACK, RestClient
from mfagate.engines._suite import suite_of
from mfagate.engines.bundle import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines._protocol import Json, Untyped

VARIABLE = "MFAGATE_OPA_IMAGE"
DEFAULT_IMAGE = "openpolicyagent/opa:1.21.3-static"
_DEFAULT_HOST = "npipe:////./pipe/docker_engine" if sys.platform == "win32" else "unix:///var/run/docker.sock"
_PING_SECONDS, _WORK_SECONDS = 15, 300


def open_here() -> DockerEngine:
    """Return the engine when a Docker daemon answers and has the image or can pull it.

    Raises:
        EngineUnavailableError: there is no daemon, or no image.

    """
    daemon = _daemon()
    try:
        return DockerEngine(daemon, _image(daemon))
    except BaseException:
        daemon.close()
        raise


def probe_here() -> str:
    """Return the version of OPA in the image that would be used; nothing is pulled to find out.

    Raises:
        EngineUnavailableError: there is no daemon, or no image.

    """
    daemon = _daemon()
    name = image_name()
    try:
        image = _local(daemon, name)
        if image is None:
            daemon.images.get_registry_data(name)
    except FAILURES as error:
        raise EngineUnavailableError(_no_image(name, error)) from error
    finally:
        daemon.close()
    return _version_of(name, {} if image is None else image.labels)


def image_name() -> str:
    """Return the name of the image: what `MFAGATE_OPA_IMAGE` says, else the official one."""
    return os.environ.get(VARIABLE, "").strip() or DEFAULT_IMAGE


class DockerEngine(OpaEngine):
    """Runs one container from `load` to `close`, with the suite in a volume that goes with it."""

    name = "docker"

    def __init__(self, daemon: Untyped, image: Untyped) -> None:
        """Take the SDK's client and image."""
        super().__init__(_version_of(image_name(), image.labels))
        self._daemon = daemon
        self._image = image
        self._container: Container | None = None

    @property
    def container_id(self) -> str | None:
        """The id of the container, when one runs."""
        return None if self._container is None else self._container.id

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Start a container with these modules and this data, and wait until it answers.

        Raises:
            EngineError: a module or the data is at fault, or the container does not start.

        """
        self._stop()
        suite = suite_of(modules, data)
        sweep(self._daemon)
        self._container = Container(self._daemon, self._image)
        try:
            self.client = RestClient(self.name, self._container.start(bundled(suite)))
            wait_until_ready(self.client, suite.digest, self._container.ended)
            self._version = self.client.version()
            check_version(self.name, self._version)
        except BaseException:
            self._stop()
            raise

    def close(self) -> None:
        """Remove the container and close the connections."""
        self._stop()
        self._daemon.close()

    def _stop(self) -> None:
        super().close()
        if self._container is not None:
            self._container.remove()
            self._container = None


def _daemon() -> Untyped:
    """Return the SDK's client of a daemon that answers and runs on this machine.

    Raises:
        EngineUnavailableError: none answers, or it runs elsewhere.

    """
    where = os.environ.get("DOCKER_HOST", "").strip() or _DEFAULT_HOST
    remote = urlsplit(where)
    if remote.scheme in {"tcp", "ssh", "http", "https"} and remote.hostname not in LOOPBACK:
        raise EngineUnavailableError(
            f"docker: the daemon at {where} is on another machine, and OPA's port is published on "
            f"that machine's loopback interface only; run an OPA there and set OPA_URL, "
            f"or use --engine embedded"
        )
    try:
        _knock(where)
        daemon = docker.from_env(timeout=_PING_SECONDS)
    except FAILURES as error:
        raise EngineUnavailableError(
            f"docker: cannot reach the Docker daemon at {where}: {reason(error)}; "
            f"start it, or use --engine embedded"
        ) from error
    daemon.api.timeout = _WORK_SECONDS
    return daemon


def _knock(where: str) -> None:
    """Connect to a Unix socket and leave: the SDK loses its own socket when nobody answers.

    Raises:
        OSError: nobody answers.

    """
    if where.startswith("unix://") and hasattr(socket, "AF_UNIX"):
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(_PING_SECONDS)
            door.connect(where.removeprefix("unix://"))


def _image(daemon: Untyped) -> Untyped:
    """Return the image, pulled when it is not here.

    Raises:
        EngineUnavailableError: it is neither here nor can it be pulled.

    """
    name = image_name()
    try:
        return _local(daemon, name) or daemon.images.pull(name)
    except FAILURES as error:
        raise EngineUnavailableError(_no_image(name, error)) from error


def _local(daemon: Untyped, name: str) -> Untyped:
    try:
        return daemon.images.get(name)
    except ImageNotFound:
        return None


def _no_image(name: str, error: Exception) -> str:
    return (
        f"docker: the image {name} is not here and cannot be pulled: {reason(error)}; "
        f"set {VARIABLE} to an OPA image that is here (docs/reference/engines.md says how to build one), "
        f"or use --engine embedded"
    )


def _version_of(name: str, labels: Mapping[str, str] | None) -> str:
    """Return the version that an image says it holds; the server itself is asked once it runs."""
    found = (labels or {}).get("org.opencontainers.image.version") or name.rpartition(":")[2]
    match = re.match(r"v?(\d+\.\d+\.\d+)", found)
    return match[1] if match else "unknown"
