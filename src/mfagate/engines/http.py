"""The `http` engine: an OPA that already runs, named by `OPA_URL`, perhaps shared with others."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from mfagate.engines import _builtins
from mfagate.engines._opa import OpaEngine, check_version, digest_in
from mfagate.engines._protocol import EngineUnavailableError
from mfagate.engines._rest import LOOPBACK, RefusedError, RestClient
from mfagate.engines._suite import suite_of
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mfagate.engines._protocol import Json
    from mfagate.engines._suite import Suite

VARIABLE, TOKEN = "OPA_URL", "OPA_TOKEN"
_PREFIX = "mfagate/"


def open_here() -> HttpEngine:
    """Return the engine when `OPA_URL` is set and an OPA answers there.

    Raises:
        EngineUnavailableError: it is not set, or nothing usable answers there.

    """
    url = os.environ.get(VARIABLE, "").strip()
    if not url:
        raise EngineUnavailableError(
            f"http: {VARIABLE} is not set; set it to the URL of an OPA that runs, "
            f"such as http://127.0.0.1:8181, or use --engine embedded"
        )
    client = client_for(url)
    try:
        version = client.version()
        check_version("http", version)
        digest_in(client)
    except RefusedError as error:
        client.close()
        raise EngineUnavailableError(str(error)) from error
    except EngineError:
        client.close()
        raise
    return HttpEngine(client, version)


def probe_here() -> str:
    """Return the version of the OPA at `OPA_URL`.

    Raises:
        EngineUnavailableError: there is none that can be used.

    """
    with open_here() as engine:
        return engine.info().version


def client_for(url: str, engine: str = "http") -> RestClient:
    """Return a client for `url`, with the token in `OPA_TOKEN` when there is one.

    Raises:
        EngineUnavailableError: it is no URL, or the token would travel in the clear.

    """
    token = os.environ.get(TOKEN) or None
    try:
        client = RestClient(engine, url, token=token)
        host = urlsplit(url).hostname
    except ValueError as error:
        raise EngineUnavailableError(
            f"{engine}: {VARIABLE} is {url!r}: {error}; expected one like http://127.0.0.1:8181"
        ) from error
    if token and url.startswith("http:") and host not in LOOPBACK:
        raise EngineUnavailableError(
            f"{engine}: {TOKEN} would travel unencrypted to {url}; "
            f"use an https URL, or unset {TOKEN}"
        )
    return client


class HttpEngine(OpaEngine):
    """Puts the suite into an OPA that runs, unless it holds that suite already."""

    name = "http"

    def __init__(self, client: RestClient, version: str) -> None:
        """Take the OPA that `client` reaches, which is of `version`."""
        super().__init__(version)
        self.client = client

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Put the modules and the data into the OPA, or find that it holds them.

        Raises:
            EngineError: it holds another suite, refuses this one, or does not answer.

        """
        if self.client is None:
            raise EngineError("http: the engine is closed")
        suite = suite_of(modules, data)
        found = digest_in(self.client)
        if found is None:
            _push(self.client, suite)
            found = digest_in(self.client)
        if found != suite.digest:
            raise EngineError(other_suite("http", self.client.url, found, suite.digest))


def other_suite(engine: str, url: str, found: str | None, ours: str) -> str:
    """Return the message for an OPA that holds other rules than ours."""
    return (
        f"{engine}: the OPA at {url} holds another suite (digest {str(found)[:12]}, "
        f"ours is {ours[:12]}); restart it empty, or use an OPA of your own"
    )


def _push(client: RestClient, suite: Suite) -> None:
    """Put the suite into an OPA that holds none.

    The digest comes last, so that half a suite is never taken for one.
    """
    ids = [_PREFIX + name for name in _in_order(suite.modules)]
    stale = sorted(set(_ours_in(client)) - set(ids))
    _in_passes(stale, lambda name: client.call("DELETE", _policy(name)))
    texts = {_PREFIX + name: text for name, text in suite.modules.items()}
    _in_passes(ids, lambda name: client.call("PUT", _policy(name), texts[name]))
    for path, value in _documents(suite.data):
        client.call("PUT", "/v1/data/" + "/".join(quote(part, safe="") for part in path), value)


def _policy(name: str) -> str:
    return "/v1/policies/" + quote(name, safe="/")


def _ours_in(client: RestClient) -> list[str]:
    found = client.call("GET", "/v1/policies")
    return [policy["id"] for policy in found["result"] if policy["id"].startswith(_PREFIX)]


def _in_passes(names: list[str], act: Callable[[str], object]) -> None:
    """Do `act` for every name, again for those that OPA refused as long as that gets any further.

    OPA compiles everything anew with each module, and refuses a call of a function that it does not
    have yet.
    """
    refused: RefusedError | None = None
    while names:
        left = []
        for name in names:
            try:
                act(name)
            except RefusedError as error:  # noqa: PERF203 - a request takes far longer
                refused = refused or error
                left.append(name)
        if refused and len(left) == len(names):
            raise refused
        names, refused = left, None


def _in_order(modules: Mapping[str, str]) -> list[str]:
    """Return the ids, those that define functions before those that call them where possible."""
    needs = _needs(modules)
    done: dict[str, None] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        if name in done or name in above:
            return
        for other in sorted(needs[name]):
            visit(other, above | {name})
        done[name] = None

    for name in sorted(modules):
        visit(name, frozenset())
    return list(done)


def _needs(modules: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for every module those that define what it calls."""
    scanned = _builtins.scan(modules)
    definers: dict[tuple[str, ...], set[str]] = {}
    for name, found in scanned.items():
        for path in found.defines():
            definers.setdefault(path, set()).add(name)
    return {
        name: {
            definer
            for use in found.module.uses
            for definer in definers.get(found.resolve(use) or (), ())
        }
        for name, found in scanned.items()
    }


def _documents(data: Mapping[str, Json]) -> Iterable[tuple[tuple[str, ...], Json]]:
    """Return the documents of `data` two levels deep: what is beside them on the server stays.

    The suite's own entry, which holds the digest, is the last one.
    """

    def walk() -> Iterator[tuple[tuple[str, ...], Json]]:
        for first, value in data.items():
            if isinstance(value, dict) and value:
                yield from (((first, second), inner) for second, inner in value.items())
            else:
                yield (first,), value

    return sorted(walk(), key=lambda item: item[0] == ("mfa", "suite"))
