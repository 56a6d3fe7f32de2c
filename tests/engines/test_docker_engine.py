"""The container: what it may do, what it leaves behind, what it says when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

import mfagate.engines.docker
from mfagate.engines import EngineUnavailableError, _owner, open_engine, probe_engines
from mfagate.engines import _container as container
from mfagate.engines._suite import suite_of
from mfagate.engines.bundle import bundled
from mfagate.exceptions import EngineError
from support.sample_rules import ANSWERS, DATA, REQUESTS, RULES, UNSAFE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.engines._protocol import Json, Untyped
    from mfagate.engines.docker import DockerEngine

pytestmark = pytest.mark.needs("docker")


@pytest.fixture(name="docker")
def _docker() -> Iterator[DockerEngine]:
    with open_engine("docker") as engine:
        assert isinstance(engine, mfagate.engines.docker.DockerEngine)
        yield engine


@pytest.fixture(name="daemon")
def _daemon() -> Iterator[Untyped]:
    daemon = mfagate.engines.docker._daemon()
    yield daemon
    daemon.close()


def ours(daemon: Untyped, owner: str | None = None) -> list[str]:
    """Return the ids of the containers of `owner` (this process), whatever their state."""
    label = f"{container.LABEL}={owner or _owner.here()}"
    return [found["Id"] for found in daemon.api.containers(all=True, filters={"label": label})]


def test_container_is_locked_down(docker: DockerEngine, daemon: Untyped) -> None:
    """The running container has a read-only root, no capabilities, no new ones, and bounds."""
    docker.load(RULES, DATA)

    facts = daemon.api.inspect_container(docker.container_id)
    host, config = facts["HostConfig"], facts["Config"]

    assert host["ReadonlyRootfs"] is True
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert host["Privileged"] is False
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert host["Memory"] == host["MemorySwap"] == 1024**3
    assert host["PidsLimit"] == 128
    assert host["IpcMode"] == "none"
    assert config["User"] == "65532:65532"
    assert "--addr=0.0.0.0:8181" in config["Cmd"]


def test_port_is_random_and_on_the_loopback_interface_only(docker: DockerEngine, daemon: Untyped) -> None:
    """The one port is published on 127.0.0.1, and two containers get different ones."""
    docker.load(RULES, DATA)
    with open_engine("docker") as other:
        other.load(RULES, DATA)
        found = [
            daemon.api.inspect_container(one)["NetworkSettings"]["Ports"]["8181/tcp"] for one in ours(daemon)
        ]

    assert [len(published) for published in found] == [1, 1]
    assert {published[0]["HostIp"] for published in found} == {"127.0.0.1"}
    assert len({published[0]["HostPort"] for published in found}) == 2


def test_container_has_label_and_no_name_of_ours(docker: DockerEngine, daemon: Untyped) -> None:
    """The label names this process; the name is the daemon's choice."""
    docker.load(RULES, DATA)

    facts = daemon.api.inspect_container(docker.container_id)
    owner = _owner.parse(facts["Config"]["Labels"]["org.mfagate.engine"])

    assert owner == _owner.here()
    assert owner.pid == os.getpid()
    assert "mfagate" not in facts["Name"]


def test_container_gets_no_environment_of_ours(
    docker: DockerEngine, daemon: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No variable and no folder of this machine reaches the container."""
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-for-opa")
    docker.load(RULES, DATA)

    facts = daemon.api.inspect_container(docker.container_id)

    assert [name.partition("=")[0] for name in facts["Config"]["Env"]] == ["PATH"]
    assert [(mount["Type"], mount["Destination"]) for mount in facts["Mounts"]] == [("volume", "/mfagate")]


def test_rules_cannot_be_changed_over_the_port(docker: DockerEngine) -> None:
    """Nobody who reaches the port can change the rules or the data."""
    docker.load(RULES, DATA)
    assert docker.client
    held = [found["id"] for found in docker.client.call("GET", "/v1/policies")["result"]]
    changes: list[tuple[str, str, Json]] = [
        ("PUT", "/v1/policies/evil", "package evil\n\np := 1\n"),
        ("PUT", "/v1/data/evil", 1),
        ("PATCH", "/v1/data", [{"op": "add", "path": "/evil", "value": 1}]),
        ("DELETE", "/v1/data/mfa", None),
        *(("DELETE", "/v1/policies/" + quote(one, safe=""), None) for one in held),
    ]

    assert len(held) == len(RULES)
    for change in changes:
        with pytest.raises(EngineError):
            docker.client.call(*change)
    assert docker.query("iam/answers", REQUESTS) == ANSWERS


def test_version_is_that_of_the_server(docker: DockerEngine) -> None:
    """The version after load is what the server itself says."""
    docker.load(RULES, DATA)
    assert docker.client

    assert docker.info().version == docker.client.version()


def test_nothing_is_left_after_close(daemon: Untyped) -> None:
    """Closing removes the container and its volume."""
    with open_engine("docker") as engine:
        engine.load(RULES, DATA)
        (found,) = ours(daemon)
        (mount,) = daemon.api.inspect_container(found)["Mounts"]

    assert ours(daemon) == []
    assert mount["Name"] not in [one["Name"] for one in daemon.api.volumes()["Volumes"] or []]


def test_second_load_replaces_the_first(docker: DockerEngine, daemon: Untyped) -> None:
    """Loading again leaves one container, with the new rules."""
    docker.load(RULES, DATA)
    docker.load({"other.rego": "package other\n\np := 1\n"}, {})

    assert len(ours(daemon)) == 1
    assert docker.query("other/p", {}) == 1


def test_broken_rules_put_the_log_in_the_error(docker: DockerEngine, daemon: Untyped) -> None:
    """A container that dies of its rules says why, on one line, and is gone."""
    with pytest.raises(EngineError) as caught:
        docker.load(UNSAFE, {})

    message = str(caught.value)
    assert message.startswith(
        "docker: OPA stopped before it was ready (exit code 1); its log: error: initialization error:"
    )
    assert "iam/unsafe.rego:4: rego_unsafe_var_error: var x is unsafe" in message
    assert "\n" not in message
    assert ours(daemon) == []


def test_container_that_is_removed_meanwhile_is_an_error(docker: DockerEngine, daemon: Untyped) -> None:
    """When somebody removes the container, the next query says that nobody answers."""
    docker.load(RULES, DATA)
    daemon.api.remove_container(docker.container_id, force=True, v=True)

    with pytest.raises(EngineError, match=r"^docker: no answer from OPA at http://127\.0\.0\.1:"):
        docker.query("iam/answers", REQUESTS)


def test_container_that_never_answers_shows_in_the_error(
    docker: DockerEngine, daemon: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that runs but does not get ready in time is an error, and is removed."""
    monkeypatch.setattr("mfagate.engines._opa.START_SECONDS", 0.0)

    with pytest.raises(EngineError, match=r"^docker: OPA at http://.* was not ready in 0 s"):
        docker.load(RULES, DATA)

    assert ours(daemon) == []


def test_container_that_stops_at_once_shows_its_log(
    docker: DockerEngine, daemon: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container that ends before it listens is an error with its log, and is removed."""
    monkeypatch.setattr(container, "_COMMAND", ["version"])

    with pytest.raises(EngineUnavailableError) as caught:
        docker.load(RULES, DATA)

    assert str(caught.value).startswith(
        "docker: OPA stopped before it was ready (exit code 0); its log: Version: "
    )
    assert ours(daemon) == []


def test_container_that_the_daemon_refuses_is_an_error(
    docker: DockerEngine, daemon: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the daemon says against a container is in the error."""
    monkeypatch.setitem(container._LIMITS, "network_mode", "no-such-network")

    with pytest.raises(EngineUnavailableError) as caught:
        docker.load(RULES, DATA)

    message = str(caught.value)
    assert message.startswith("docker: the OPA container does not start: ")
    assert "no-such-network" in message
    assert message.endswith("; check that `docker run` works, or use --engine embedded")
    assert ours(daemon) == []


def test_container_that_somebody_removes_has_ended(daemon: Untyped) -> None:
    """A container that is gone is not waited for."""
    one = container.Container(daemon, mfagate.engines.docker.image_name())
    one.start(bundled(suite_of(RULES, DATA)))
    assert one.ended() is None
    daemon.api.remove_container(one.id, force=True, v=True)

    assert str(one.ended()) == (
        "docker: OPA stopped before it was ready (exit code unknown); its log: the container was removed"
    )
    one.remove()


def test_probe_pulls_nothing(daemon: Untyped, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at what can be used asks the registry, but does not pull."""
    monkeypatch.setenv("MFAGATE_OPA_IMAGE", "127.0.0.1:1/no/such-image:1.2.3")

    probe = {one.name: one for one in probe_engines()}["docker"]

    assert probe.usable is False
    assert probe.why_not
    assert probe.why_not.startswith(
        "docker: the image 127.0.0.1:1/no/such-image:1.2.3 is not here and cannot be pulled: "
    )
    assert daemon.images.list("127.0.0.1:1/no/such-image") == []


def test_image_that_cannot_be_had_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """An image that is neither here nor to be pulled is an error with the way out."""
    monkeypatch.setenv("MFAGATE_OPA_IMAGE", "127.0.0.1:1/no/such-image:1.2.3")

    with pytest.raises(EngineError) as caught:
        open_engine("docker")

    message = str(caught.value)
    assert message.startswith(
        "docker: the image 127.0.0.1:1/no/such-image:1.2.3 is not here and cannot be pulled: "
    )
    assert message.endswith(
        "; set MFAGATE_OPA_IMAGE to an OPA image that is here (docs/reference/engines.md says how to build "
        "one), or use --engine embedded"
    )
    assert "\n" not in message


def test_daemon_on_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remote daemon would publish the port out of our reach: the error says what to do."""
    monkeypatch.setenv("DOCKER_HOST", "tcp://docker.example:2375")

    with pytest.raises(EngineError, match=r"is on another machine.*set OPA_URL"):
        open_engine("docker")


def leave(daemon: Untyped, owner: str) -> str:
    """Leave a container behind as a crash of `owner` would; return its id."""
    found = daemon.api.create_container(
        mfagate.engines.docker.image_name(), ["version"], labels={container.LABEL: owner}
    )
    return str(found["Id"])


def dead_process() -> int:
    """Return the id of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_container_of_a_dead_process_is_swept(docker: DockerEngine, daemon: Untyped) -> None:
    """Starting an engine removes what a process of this host left behind."""
    stale = leave(daemon, f"{dead_process()}/{_owner.here().host}/1")

    docker.load(RULES, DATA)

    assert stale not in [found["Id"] for found in daemon.api.containers(all=True)]


def test_containers_of_others_stay(
    docker: DockerEngine, daemon: Untyped, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What belongs to a living process stays; that of another host stays for a day."""
    here = _owner.here()
    alive = leave(daemon, f"{os.getppid()}/{here.host}/{_owner._started(os.getppid())}")
    elsewhere = leave(daemon, "1/elsewhere/1")
    odd = leave(daemon, "not ours")
    docker.load(RULES, DATA)
    try:
        there = {found["Id"] for found in daemon.api.containers(all=True)}
        assert {alive, elsewhere, odd} <= there
        later = time.time() + container.STALE_SECONDS + 60
        monkeypatch.setattr("mfagate.engines._container.time.time", lambda: later)

        assert {elsewhere, odd} == set(container.sweep(daemon))
    finally:
        daemon.api.remove_container(alive, force=True)


END = textwrap.dedent(
    """
    import os, signal, sys
    from mfagate.engines import open_engine
    engine = open_engine("docker")
    engine.load({"x.rego": "package x\\n\\np := 1\\n"}, {})
    print(engine.container_id, flush=True)
    how = sys.argv[1]
    if how == "crash":
        raise RuntimeError
    if how == "SIGTERM":
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    """
)


@pytest.mark.parametrize(("how", "code"), [("exit", 0), ("crash", 1), ("SIGTERM", -signal.SIGTERM)])
def test_nothing_is_left_when_the_process_ends(daemon: Untyped, how: str, code: int) -> None:
    """Without a close the container goes when the process ends, also by SIGTERM."""
    done = subprocess.run([sys.executable, "-c", END, how], capture_output=True, text=True, check=False)

    assert done.returncode == code
    assert done.stdout.strip() not in [found["Id"] for found in daemon.api.containers(all=True)]
