"""Which engine is opened, and what is said when it cannot be."""

from __future__ import annotations

import subprocess
import sys

import pytest

import mfagate.engines
from mfagate.engines import ENGINE_NAMES, EngineUnavailableError, open_engine, probe_engines
from mfagate.exceptions import EngineError, UsageError
from support.opa_server import opa_path, opa_server
from support.sample_rules import ANSWERS, DATA, REQUESTS, RULES, UNSAFE

NO_DOCKER = (
    "docker: cannot reach the Docker daemon at unix:///nonexistent.sock: "
    "No such file or directory; start it, or use --engine embedded"
)
NO_BINARY = (
    "binary: `opa` is not on PATH and MFAGATE_OPA is not set; "
    "install OPA 1.0 or later, or use --engine embedded"
)
NO_URL = (
    "http: OPA_URL is not set; set it to the URL of a running OPA, such as "
    "http://127.0.0.1:8181, or use --engine embedded"
)


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this a machine with no Docker, no OPA and no URL."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    monkeypatch.delenv("MFAGATE_OPA", raising=False)
    monkeypatch.setenv("PATH", "/nonexistent")


def test_names_are_in_the_order_of_auto() -> None:
    """The names are those of docs/reference/engines.md, in the order in which `auto` tries them."""
    assert ENGINE_NAMES == ("docker", "binary", "http", "embedded", "auto")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("dokcer", "did you mean docker?"),
        ("Embedded", "did you mean embedded?"),
        ("zzz", "choose one of docker, binary, http, embedded, auto"),
    ],
)
def test_unknown_name_is_a_usage_error(name: str, hint: str) -> None:
    """A name that is none of an engine is a usage error with the closest one."""
    with pytest.raises(UsageError) as caught:
        open_engine(name)

    assert str(caught.value) == f"there is no engine {name!r}; {hint}"
    assert caught.value.exit_code == 2


@pytest.mark.usefixtures("_bare")
@pytest.mark.parametrize(
    ("name", "message"), [("docker", NO_DOCKER), ("binary", NO_BINARY), ("http", NO_URL)]
)
def test_named_engine_never_falls_back(name: str, message: str) -> None:
    """An engine that is named and missing is an error in one line, and no other is taken."""
    with pytest.raises(EngineError) as caught:
        open_engine(name)

    assert str(caught.value) == message
    assert caught.value.exit_code == 3


@pytest.mark.usefixtures("_bare")
@pytest.mark.needs("embedded")
def test_auto_ends_at_embedded() -> None:
    """On a bare machine `auto` takes the interpreter in the process."""
    with open_engine() as engine:
        engine.load(RULES, DATA)

        assert engine.info().name == "embedded"
        assert engine.query("iam/answers", REQUESTS) == ANSWERS


@pytest.mark.usefixtures("_bare")
def test_auto_with_opa_required_never_takes_embedded() -> None:
    """Where OPA is required, `auto` fails with the reason of each engine."""
    with pytest.raises(EngineError) as caught:
        open_engine("auto", require=True)

    reasons = " | ".join([NO_DOCKER, NO_BINARY, NO_URL])
    assert str(caught.value) == f"no engine can be used here: {reasons}"


def test_embedded_with_opa_required_is_a_usage_error() -> None:
    """The interpreter is not OPA, so asking for both cannot be done."""
    with pytest.raises(UsageError) as caught:
        open_engine("embedded", require=True)

    assert str(caught.value) == (
        "engine embedded: OPA is required here, and embedded is not OPA; choose one of docker, binary, http"
    )


@pytest.mark.needs("docker")
def test_auto_takes_docker_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a Docker daemon answers, `auto` takes it, whatever else there is."""
    monkeypatch.setenv("OPA_URL", "http://127.0.0.1:1")
    with open_engine() as engine:
        assert engine.info().name == "docker"


@pytest.mark.needs("binary")
def test_auto_takes_the_binary_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Docker `auto` takes the binary, also where `OPA_URL` is set."""
    monkeypatch.setenv("MFAGATE_OPA", opa_path())
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    monkeypatch.setenv("OPA_URL", "http://127.0.0.1:1")
    with open_engine() as engine:
        assert engine.info().name == "binary"


@pytest.mark.needs("http")
def test_auto_takes_the_url_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Docker and binary `auto` takes the OPA that runs."""
    with opa_server() as url:
        monkeypatch.setenv("OPA_URL", url)
        monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
        monkeypatch.setenv("MFAGATE_OPA", "/nonexistent/opa")
        with open_engine() as engine:
            assert engine.info().name == "http"


class _Unstartable:
    """An engine that opens, but does not start."""

    def load(self, *_: object) -> None:
        """Fail as a container that cannot be started does."""
        raise EngineUnavailableError("docker: the container does not start")

    def close(self) -> None:
        """Do nothing."""


@pytest.mark.usefixtures("_bare")
@pytest.mark.needs("embedded")
def test_auto_goes_on_when_an_engine_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that turns out to be unusable when it is loaded makes `auto` go on."""
    real = mfagate.engines._opener
    monkeypatch.setattr(
        mfagate.engines, "_opener", lambda name: _Unstartable if name == "docker" else real(name)
    )
    with open_engine() as engine:
        engine.load(RULES, DATA)

        assert engine.info().name == "embedded"


@pytest.mark.needs("binary")
def test_auto_does_not_go_on_for_broken_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules at fault are at fault everywhere: the error is that of the engine that works."""
    monkeypatch.setenv("MFAGATE_OPA", opa_path())
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    with open_engine() as engine:
        with pytest.raises(EngineError, match="binary: OPA stopped"):
            engine.load(UNSAFE, {})

        assert engine.info().name == "binary"


def test_nothing_is_imported_before_it_is_needed() -> None:
    """Neither the Docker SDK nor the interpreter is imported until its engine is opened."""
    code = (
        "import sys, mfagate.engines, mfagate.engines.pool; "
        "print([name for name in ('docker', 'regorus', 'requests') if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


@pytest.mark.usefixtures("_bare")
def test_probe_says_why_not() -> None:
    """The probe has every engine, with its version or the reason."""
    probes = {probe.name: probe for probe in probe_engines()}

    assert list(probes) == ["docker", "binary", "http", "embedded"]
    assert [probes[name].why_not for name in ("docker", "binary", "http")] == [
        NO_DOCKER,
        NO_BINARY,
        NO_URL,
    ]
    assert probes["embedded"].usable
    assert probes["embedded"].version


def test_missing_package_is_an_engine_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine whose package is not installed says which one."""
    for name in ("embedded", "_interpreter"):
        monkeypatch.delitem(sys.modules, f"mfagate.engines.{name}", raising=False)
    monkeypatch.setitem(sys.modules, "regorus", None)

    with pytest.raises(EngineError, match="embedded: a package that it needs cannot be imported"):
        open_engine("embedded")
