"""An OPA that another process started: where it is, and an engine that attaches to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate.engines._opa import OpaEngine, digest_in
from mfagate.engines._rest import RestClient
from mfagate.engines._suite import suite_of
from mfagate.engines.http import client_for, other_suite
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines._protocol import Engine, Json


@dataclass(frozen=True)
class Shared:
    """Where a running engine is: three strings, so that they can be sent to another process."""

    name: str
    version: str
    url: str


def share(engine: Engine) -> Shared | None:
    """Return where `engine` can be attached to, or None when it lives inside this process."""
    inner = getattr(engine, "chosen", engine)
    client = getattr(inner, "client", None)
    if not isinstance(client, RestClient):
        return None
    info = engine.info()
    return Shared(info.name, info.version, client.url)


class AttachedEngine(OpaEngine):
    """An OPA that another process started: `load` only makes sure that it holds the same rules."""

    def __init__(self, name: str, version: str, url: str) -> None:
        """Take the OPA at `url` for the engine `name`."""
        super().__init__(version)
        self.name = name
        self.client = client_for(url, name) if name == "http" else RestClient(name, url)

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Check that the OPA holds these modules and this data.

        Raises:
            EngineError: it holds others, or does not answer.

        """
        if self.client is None:
            raise EngineError(f"{self.name}: the engine is closed")
        suite = suite_of(modules, data)
        found = digest_in(self.client)
        if found != suite.digest:
            raise EngineError(other_suite(self.name, self.client.url, found, suite.digest))
