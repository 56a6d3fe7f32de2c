"""The client for OPA's REST API."""

from __future__ import annotations

import pytest

from mfagate.engines._rest import RestClient
from mfagate.exceptions import EngineError, UndefinedResultError
from support.http_server import Reply, Server

ANSWER = Reply(200, b'{"result": 1}')
FAULT = b"""{"code": "internal_error", "message": "while evaluating query", "errors": [
{"code": "eval_builtin_error", "message": "to_number: bad\\n syntax",
 "location": {"file": "mfagate/iam/a.rego", "row": 7, "col": 8}}]}"""


def test_one_connection_is_kept() -> None:
    """Several queries go over one connection."""
    with Server([ANSWER]) as server:
        client = RestClient("opa", server.url)
        answers = [client.query("a/b", {"x": number}) for number in range(5)]
        client.close()

    assert answers == [1] * 5
    assert len({asked.client for asked in server.asked}) == 1
    assert {asked.line for asked in server.asked} == {"POST /v1/data/a/b?strict-builtin-errors=true"}
    assert server.asked[0].body == b'{"input":{"x":0}}'


def test_closed_connection_is_opened_again() -> None:
    """A server that closed an idle connection is no failure."""
    with Server([Reply(200, b'{"result": 1}', hang_up=True), ANSWER]) as server:
        client = RestClient("opa", server.url)
        answers = [client.query("a", None) for _ in range(3)]
        client.close()

    assert answers == [1, 1, 1]
    assert len({asked.client for asked in server.asked}) == 2


def test_server_that_is_gone_is_an_error() -> None:
    """A server that went away is an error with its address, in one line."""
    with Server([Reply(200, b'{"result": 1}', hang_up=True)]) as server:
        client = RestClient("opa", server.url)
        client.query("a", None)

    with pytest.raises(EngineError) as caught:
        client.query("a", None)

    assert str(caught.value) == f"opa: no answer from OPA at {server.url}: Connection refused"


def test_proxy_in_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client goes straight to the server, whatever proxy is set."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with Server([ANSWER]) as server:
        client = RestClient("opa", server.url)
        answer = client.query("a", None)
        client.close()

    assert answer == 1


def test_first_fault_is_shown_with_its_place() -> None:
    """An error of OPA becomes one line: file, line, column, code, message."""
    with Server([Reply(500, FAULT)]) as server:
        client = RestClient("opa", server.url)
        with pytest.raises(EngineError) as caught:
            client.query("a", None)
        client.close()

    assert str(caught.value) == "opa: iam/a.rego:7:8: eval_builtin_error: to_number: bad syntax"


def test_missing_result_is_undefined() -> None:
    """An answer without a result is undefined, whatever else it holds."""
    with Server([Reply(200, b'{"warning": {"code": "x"}}')]) as server:
        client = RestClient("opa", server.url)
        with pytest.raises(UndefinedResultError):
            client.query("a", None)
        client.close()


def test_number_beyond_a_float_is_an_error() -> None:
    """A number that would come out as infinity is an error."""
    with Server([Reply(200, b'{"result": 1e999}')]) as server:
        client = RestClient("opa", server.url)
        with pytest.raises(EngineError, match="the number 1e999 is too large"):
            client.query("a", None)
        client.close()


def test_path_of_the_url_is_kept() -> None:
    """An OPA behind a path is reached behind that path, with the token."""
    with Server([ANSWER]) as server:
        client = RestClient("opa", f"{server.url}/opa/", token="t")  # noqa: S106 - no secret
        client.query("a", None)
        client.close()

    (asked,) = server.asked
    assert asked.line == "POST /opa/v1/data/a?strict-builtin-errors=true"
    assert asked.token == "Bearer t"  # noqa: S105 - no secret
