"""An OPA that runs already: who may load what into it, and what is said when it is not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mfagate.engines import open_engine, probe_engines
from mfagate.engines._rest import RestClient
from mfagate.engines._suite import suite_of
from mfagate.engines.bundle import bundled
from mfagate.exceptions import EngineError
from support.http_server import Reply, Server
from support.opa_server import opa_server
from support.sample_rules import ANSWERS, DATA, REQUESTS, RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

needs_opa = pytest.mark.needs("http")
OTHER = {"other.rego": "package other\n\np := 1\n"}


@pytest.fixture(name="url")
def _url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with opa_server() as url:
        monkeypatch.setenv("OPA_URL", url)
        yield url


def policies(url: str) -> list[str]:
    """Return the ids of the modules that an OPA holds."""
    client = RestClient("test", url)
    found = client.call("GET", "/v1/policies")["result"]
    client.close()
    return sorted(policy["id"] for policy in found)


@needs_opa
def test_suite_is_put_under_its_own_prefix(url: str) -> None:
    """The modules go in under ids that say whose they are, and stay after close."""
    with open_engine("http") as engine:
        engine.load(RULES, DATA)

    assert policies(url) == ["mfagate/iam/answers.rego", "mfagate/mfa/lib.rego"]


@needs_opa
def test_what_others_have_there_stays(url: str) -> None:
    """Modules and data of others are neither removed nor changed."""
    client = RestClient("test", url)
    client.call("PUT", "/v1/policies/theirs", "package theirs\n\np := 1\n")
    client.call("PUT", "/v1/data/mfa/theirs", {"kept": True})
    with open_engine("http") as engine:
        engine.load(RULES, DATA)

        assert engine.query("theirs/p", {}) == 1
        assert engine.query("mfa/theirs/kept", {}) is True
    client.close()


@needs_opa
def test_same_suite_is_not_put_twice(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An OPA that holds the suite is used as it is."""
    with open_engine("http") as engine:
        engine.load(RULES, DATA)
    monkeypatch.setattr("mfagate.engines.http._push", lambda *_: pytest.fail("put twice"))
    with open_engine("http") as engine:
        engine.load(RULES, DATA)

        assert engine.query("iam/answers", REQUESTS) == ANSWERS
    assert url


@needs_opa
def test_another_suite_is_an_error_with_the_fix(url: str) -> None:
    """An OPA that holds another suite is not overwritten."""
    with open_engine("http") as engine:
        engine.load(RULES, DATA)
    with open_engine("http") as engine, pytest.raises(EngineError) as caught:
        engine.load(OTHER, {})

    assert str(caught.value) == (
        f"http: the OPA at {url} has another suite loaded (digest {suite_of(RULES, DATA).digest[:12]}, "
        f"expected {suite_of(OTHER, {}).digest[:12]}); restart it empty, or use another OPA"
    )


@needs_opa
def test_half_a_suite_is_replaced(url: str) -> None:
    """What an interrupted load left there is removed by the next one."""
    client = RestClient("test", url)
    client.call("PUT", "/v1/policies/mfagate/old/a.rego", "package old\n\nf(x) := x\n")
    client.call("PUT", "/v1/policies/mfagate/old/b.rego", "package b\n\np := data.old.f(1)\n")
    client.close()
    with open_engine("http") as engine:
        engine.load(RULES, DATA)

    assert policies(url) == ["mfagate/iam/answers.rego", "mfagate/mfa/lib.rego"]


@needs_opa
def test_opa_that_has_the_bundle_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An OPA that was started with our bundle holds the suite already."""
    bundle = tmp_path / "bundle.tar.gz"
    bundle.write_bytes(bundled(suite_of(RULES, DATA)))
    with opa_server("--bundle", str(bundle)) as url:
        monkeypatch.setenv("OPA_URL", url)
        with open_engine("http") as engine:
            engine.load(RULES, DATA)

            assert engine.query("iam/answers", REQUESTS) == ANSWERS


@needs_opa
@pytest.mark.usefixtures("url")
def test_modules_are_put_in_an_order_that_compiles() -> None:
    """Modules that call each other's functions go in one at a time, whatever their names."""
    rules = {
        "a/one.rego": "package a\n\nimport data.z\n\np := z.f(q)\n\nq := g(2)\n",
        "a/two.rego": "package a\n\ng(x) := data.m.h(x) + 1\n",
        "m/m.rego": "package m\n\nh(x) := x * 10\n",
        "z/z.rego": 'package z\n\nf(x) := sprintf("%d", [data.a.g(x)])\n',
    }
    with open_engine("http") as engine:
        engine.load(rules, {})

        assert engine.query("a/p", {}) == "211"


@needs_opa
def test_files_that_need_each_other_are_put(url: str) -> None:
    """Files of one package that name each other's rules, of every form, go in one at a time."""
    rules = {
        "a/a.rego": """package a

complete := 1

default backed := 7

everything contains each if some each in [complete, other, count(others), named.x, f(1, 2)]

parts[key] := value if some key, value in others_by_key

nested[key] contains value if some key, value in others_by_key

dotted.deep.one := later
""",
        "a/b.rego": """package a

other := complete + 1

others contains each if some each in [complete, backed, parts.k, nested.k, dotted.deep.one]

others_by_key.k := 3

named[key] := complete if some key in ["x"]

f(x, {"y": [y, _]}) := x + y + g(x) + h(1, [1, 2])

f(x, y) := x + y + complete if is_number(y)

later := backed
""",
        "a/c.rego": "package a\n\ng(_) := complete\n\nh(_, [_, _]) := later\n",
    }
    with open_engine("http") as engine:
        engine.load(rules, {})

        assert engine.query("a/everything", {}) == [1, 2, 4]
        assert engine.query("a/others", {}) == [1, 3, 7, [3]]
        assert engine.query("a/dotted", {}) == {"deep": {"one": 7}}
    assert policies(url) == ["mfagate/a/a.rego", "mfagate/a/b.rego", "mfagate/a/c.rego"]


@needs_opa
@pytest.mark.usefixtures("url")
def test_module_that_never_compiles_names_its_place() -> None:
    """A module that OPA refuses in any order is an error with file, line and column."""
    rules = {"a.rego": "package a\n\np := f(1)\n\nf(x, y) := x + y\n"}

    with open_engine("http") as engine, pytest.raises(EngineError) as caught:
        engine.load(rules, {})

    assert str(caught.value).startswith("http: a.rego:3:6: rego_type_error: ")


@needs_opa
def test_token_is_sent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the token the server answers; without it the error names the variable."""
    policy = tmp_path / "authz.rego"
    policy.write_text(
        'package system.authz\n\ndefault allow := false\n\nallow if input.identity == "s3cret"\n'
    )
    arguments = ("--authentication=token", "--authorization=basic", str(policy))
    with opa_server(*arguments) as url:
        monkeypatch.setenv("OPA_URL", url)
        with pytest.raises(EngineError, match=r"^http: unauthorized: .*; is OPA_TOKEN right\?$"):
            open_engine("http")
        monkeypatch.setenv("OPA_TOKEN", "s3cret")
        with open_engine("http") as engine:
            engine.load(RULES, DATA)

            assert engine.query("iam/answers", REQUESTS) == ANSWERS


def test_token_never_travels_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    """A token is not sent unencrypted to another machine."""
    monkeypatch.setenv("OPA_URL", "http://opa.example:8181")
    monkeypatch.setenv("OPA_TOKEN", "s3cret")

    with pytest.raises(EngineError) as caught:
        open_engine("http")

    assert str(caught.value) == (
        "http: OPA_TOKEN would travel unencrypted to http://opa.example:8181; "
        "use an https URL, or unset OPA_TOKEN"
    )


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("localhost:8181", "it is not a URL like http://127.0.0.1:8181"),
        ("ftp://host", "it is not a URL like http://127.0.0.1:8181"),
        ("http://", "it is not a URL like http://127.0.0.1:8181"),
        ("http://host:port", "Port could not be cast to integer value as 'port'"),
        ("http://user:pass@host", "it has parts other than scheme, host, port and path"),
        ("http://host/?x=1", "it has parts other than scheme, host, port and path"),
    ],
)
def test_url_must_be_one(monkeypatch: pytest.MonkeyPatch, url: str, why: str) -> None:
    """What is no URL of a server is an error that shows one."""
    monkeypatch.setenv("OPA_URL", url)

    with pytest.raises(EngineError) as caught:
        open_engine("http")

    assert str(caught.value) == (f"http: OPA_URL is {url!r}: {why}; expected one like http://127.0.0.1:8181")


def test_nobody_there_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL where nobody listens is an error with the reason."""
    monkeypatch.setenv("OPA_URL", "http://127.0.0.1:1")

    with pytest.raises(EngineError) as caught:
        open_engine("http")

    assert str(caught.value) == ("http: no answer from OPA at http://127.0.0.1:1: Connection refused")
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "reply",
    [
        Reply(404, b"<html>not here</html>"),
        Reply(200, b"<html>welcome</html>"),
        Reply(200, b'{"hello": "world"}'),
        Reply(302, b""),
    ],
)
def test_server_that_is_no_opa_is_an_error(monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    """Another server at the URL is not taken for an OPA."""
    with Server([reply]) as server:
        monkeypatch.setenv("OPA_URL", server.url)
        with pytest.raises(EngineError) as caught:
            open_engine("http")

    assert str(caught.value) == (
        f"http: the server at {server.url} answered {reply.status}, but not as OPA; check the URL"
    )


def test_old_opa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An OPA before 1.0 is refused when it is opened."""
    answer = json.dumps({"result": [{"version": "0.68.0"}]}).encode()
    with Server([Reply(200, answer)]) as server:
        monkeypatch.setenv("OPA_URL", server.url)

        why_not = {probe.name: probe.why_not for probe in probe_engines()}["http"]

    assert why_not == "http: OPA 0.68.0 is too old; the rules are Rego v1; use OPA 1.0 or later"
