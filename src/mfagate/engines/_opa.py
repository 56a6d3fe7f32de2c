"""What the engines that speak to an OPA server have in common."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from mfagate.engines import _text
from mfagate.engines._protocol import Closing, EngineInfo, EngineUnavailableError
from mfagate.engines._suite import DIGEST_PATH
from mfagate.exceptions import EngineError, UndefinedResultError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mfagate.engines._protocol import Json
    from mfagate.engines._rest import RestClient

START_SECONDS = 60.0
OLDEST = (1, 0)
_PAUSE = 0.02
_NOISE = re.compile(r'^\{.*"level":"(?:debug|info|warning)".*\}$', re.MULTILINE)
# Every message of OPA about the modules or the data it was given has one of these in it.
_RULES_AT_FAULT = re.compile(r"rego_\w+_error|load error|merge error|conflict")


class OpaEngine(Closing):
    """An engine whose rules are loaded in an OPA server that `client` reaches."""

    name = "opa"

    def __init__(self, version: str) -> None:
        """Remember the version; `client` is set when there is a server."""
        self.client: RestClient | None = None
        self._version = version

    def query(self, path: str, input: Json) -> Json:  # noqa: A002 - Rego's own word for it
        """Return the value of the rule or data at `path` for `input`.

        Raises:
            UndefinedResultError: the value is undefined.
            EngineError: nothing is loaded, the evaluation failed, or OPA is gone.

        """
        if self.client is None:
            raise EngineError(f"{self.name}: nothing is loaded; call load first")
        return self.client.query(path, input)

    def info(self) -> EngineInfo:
        """Return the engine's name and OPA's version."""
        return EngineInfo(self.name, self._version)

    def close(self) -> None:
        """Close the connection."""
        if self.client is not None:
            self.client.close()
            self.client = None


def digest_in(client: RestClient) -> str | None:
    """Return the digest of the suite that the OPA holds, None when it holds none.

    Raises:
        EngineError: nothing answers, or OPA answers with an error.

    """
    try:
        return str(client.query(DIGEST_PATH, None))
    except UndefinedResultError:
        return None


def wait_until_ready(client: RestClient, digest: str, ended: Callable[[], EngineError | None]) -> None:
    """Wait until the OPA is healthy and answers a query with the digest of our rules.

    `ended` returns the error to raise when the server has stopped, None while it runs.

    Raises:
        EngineUnavailableError: it is not ready in time, or it is somebody else's OPA.
        EngineError: it stopped.

    """
    deadline = time.monotonic() + START_SECONDS
    why = "it never answered"
    while time.monotonic() < deadline:
        if end := ended():
            raise end
        try:
            if client.healthy():
                found = digest_in(client)
                if found == digest:
                    return
                why = f"it has other rules loaded (digest {found})"
        except EngineError as error:
            why = str(error)
        time.sleep(_PAUSE)
    raise EngineUnavailableError(
        f"{client.engine}: OPA at {client.url} was not ready in {START_SECONDS:.0f} s: {why}"
    )


def stopped(engine: str, code: int | str, log: str) -> EngineError:
    """Return the error for an OPA that stopped by itself, with what it logged on one line."""
    last_output = _text.one_line(_NOISE.sub("", log)) or "nothing"
    kind = EngineError if _RULES_AT_FAULT.search(last_output) else EngineUnavailableError
    return kind(f"{engine}: OPA stopped before it was ready (exit code {code}); its log: {last_output}")


def check_version(engine: str, version: str) -> None:
    """Check that an OPA is new enough for the rules.

    Raises:
        EngineUnavailableError: it is older than 1.0.

    """
    match = re.match(r"v?(\d+)\.(\d+)", version)
    if match and (int(match[1]), int(match[2])) < OLDEST:
        raise EngineUnavailableError(
            f"{engine}: OPA {version} is too old; the rules are Rego v1; use OPA 1.0 or later"
        )
