"""The `http` engine: an OPA that already runs, named by `OPA_URL`, perhaps shared with others."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from mfagate.engines import _builtins, _rego
from mfagate.engines._opa import OpaEngine, check_version, digest_in
from mfagate.engines._protocol import EngineUnavailableError
from mfagate.engines._rest import LOOPBACK, RefusedError, RestClient
from mfagate.engines._suite import suite_of
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mfagate.engines._modules import EncodedData
    from mfagate.engines._protocol import Json
    from mfagate.engines._suite import Suite

VARIABLE, TOKEN = "OPA_URL", "OPA_TOKEN"
_PREFIX = "mfagate/"
_STUBS = _PREFIX + "stubs/"


def open_here() -> HttpEngine:
    """Return the engine when `OPA_URL` is set and an OPA answers there.

    Raises:
        EngineUnavailableError: it is not set, or nothing usable answers there.

    """
    url = os.environ.get(VARIABLE, "").strip()
    if not url:
        raise EngineUnavailableError(
            f"http: {VARIABLE} is not set; set it to the URL of a running OPA, "
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
            f"{engine}: {TOKEN} would travel unencrypted to {url}; use an https URL, or unset {TOKEN}"
        )
    return client


class HttpEngine(OpaEngine):
    """Puts the suite into a running OPA, unless it holds that suite already."""

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
        f"{engine}: the OPA at {url} has another suite loaded (digest {str(found)[:12]}, "
        f"expected {ours[:12]}); restart it empty, or use another OPA"
    )


def _push(client: RestClient, suite: Suite) -> None:
    """Put the suite into an OPA that holds none.

    The digest comes last, so that half a suite is never taken for one.
    """
    held = _held_by(client)
    with _stubs(client, (_rego.read(name, text) for name, text in held.items())):
        for name in held:
            client.call("DELETE", _policy(name))
    order, early = _order(suite.modules.read)
    with _stubs(client, [suite.modules.read[name] for name in early]):
        for name in order:
            client.call("PUT", _policy(_PREFIX + name), suite.modules[name])
    for path, value in _documents(suite.data):
        client.call("PUT", "/v1/data/" + "/".join(quote(part, safe="") for part in path), value)


def _policy(name: str) -> str:
    return "/v1/policies/" + quote(name, safe="/")


def _held_by(client: RestClient) -> dict[str, str]:
    """Return what an earlier load, interrupted halfway, left in the OPA (id → text)."""
    found = client.call("GET", "/v1/policies")["result"]
    return {policy["id"]: policy["raw"] for policy in found if policy["id"].startswith(_PREFIX)}


@contextmanager
def _stubs(client: RestClient, modules: Iterable[_rego.Module]) -> Iterator[None]:
    """Have every rule and function of `modules` in the OPA, in a form that never applies.

    OPA takes one module at a time, and refuses what refers to a function, or to a rule of its own
    package, that is not there, or not yet, or no longer.
    """
    packages: dict[_rego.Name, dict[_rego.Name, str]] = {}
    for module in modules:
        packages.setdefault(module.package, {}).update({head.name: head.form for head in module.heads})
    ids = []
    for number, (package, heads) in enumerate(packages.items()):
        ids.append(f"{_STUBS}{number}.rego")
        client.call("PUT", _policy(ids[-1]), _stub(package, heads))
    yield
    for name in ids:
        client.call("DELETE", _policy(name))


def _stub(package: _rego.Name, heads: Mapping[_rego.Name, str]) -> str:
    lines = [f"package {_rego.written(package)}"]
    for name, form in heads.items():
        value = " input" if form.endswith("contains") else " := input"
        lines.append(f"{_rego.written(name)}{form}{value} if false")
    return "\n\n".join(lines) + "\n"


def _order(modules: Mapping[str, _rego.Module]) -> tuple[list[str], list[str]]:
    """Return the ids in an order in which OPA takes the modules, and those needed too early.

    That is, what a module refers to comes before it; of modules that refer to each other, one has
    to be stood in for. OPA compiles everything anew each time, so few stubs make a short load.
    """
    needs = _needs(modules)
    done: dict[str, None] = {}
    early: dict[str, None] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        if name in above:
            early[name] = None
        elif name not in done:
            for other in sorted(needs[name] - {name}):
                visit(other, above | {name})
            done[name] = None

    for name in sorted(modules):
        visit(name, frozenset())
    return list(done), list(early)


def _needs(modules: Mapping[str, _rego.Module]) -> dict[str, set[str]]:
    """Return for every module those that define what it calls, or what it names in its package."""
    scopes = _builtins.scopes_of(modules)
    definers: dict[_rego.Name, set[str]] = {}
    for name, found in scopes.items():
        for path in found.defines():
            length = len(found.module.package) + 1
            definers.setdefault(path, set()).add(name)
            definers.setdefault(path[:length], set()).add(name)
    return {
        name: {definer for path in found.refers_to() for definer in definers.get(path, ())}
        for name, found in scopes.items()
    }


def _documents(data: EncodedData) -> Iterable[tuple[tuple[str, ...], Json]]:
    """Return the documents of `data` two levels deep: what is beside them on the server stays.

    The suite's own entry, which holds the digest, is the last one.
    """
    found = ((path, data.branch(*path)) for path in data.digests)
    return sorted(found, key=lambda item: item[0] == ("mfa", "suite"))
