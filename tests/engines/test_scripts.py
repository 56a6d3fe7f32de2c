"""The scripts that build the tools and the image: what they say when they cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from support.availability import needs
from support.opa_server import opa_path

SCRIPTS = Path(__file__).parents[2] / "scripts"
pytestmark = needs("bash")


def run(script: str, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run a script; return its exit code and what it says on standard error."""
    done = subprocess.run(
        ["bash", str(SCRIPTS / script), *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def link_programs(folder: Path, *names: str) -> None:
    """Make a folder that serves as a PATH with these programs and no others."""
    for name in names:
        (folder / name).symlink_to(shutil.which(name) or name)


@pytest.mark.parametrize(
    "path", [*SCRIPTS.glob("*.sh"), SCRIPTS.parent / ".ci" / "run"], ids=lambda path: path.name
)
def test_script_is_bash(path: Path) -> None:
    """Every script can be read by bash."""
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_image_needs_a_tag() -> None:
    """Without a tag the script shows how it is used."""
    assert run("build-opa-image.sh") == (
        1,
        "build-opa-image: usage: scripts/build-opa-image.sh TAG [OPA]\n",
    )


def test_image_needs_an_opa() -> None:
    """A binary that is not there is an error that says how to get one."""
    assert run("build-opa-image.sh", "tag", "/nonexistent/opa") == (
        1,
        "build-opa-image: /nonexistent/opa is no file that can be run; "
        "build one with scripts/install-tools.sh opa\n",
    )


def test_a_base_needs_a_tag_and_debootstrap(tmp_path: Path) -> None:
    """What the script for a base of the image lacks is one line."""
    usage = "build-python-base: usage: scripts/build-python-base.sh TAG\n"
    assert run("build-python-base.sh") == (1, usage)
    link_programs(tmp_path, "bash")
    missing = "build-python-base: debootstrap is missing; apt-get install debootstrap\n"
    assert run("build-python-base.sh", "tag", PATH=str(tmp_path)) == (1, missing)


def test_tools_are_three(tmp_path: Path) -> None:
    """A tool that there is not is an error that names those there are."""
    assert run("install-tools.sh", "terraform", MFAGATE_TOOLS=str(tmp_path)) == (
        1,
        "install-tools: there is no tool 'terraform'; choose opa, regal or conftest\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_tools_need_go(tmp_path: Path) -> None:
    """Without Go the error says what is missing."""
    programs, tools = tmp_path / "bin", tmp_path / "tools"
    programs.mkdir()
    link_programs(programs, "bash", "cat", "chmod", "mkdir", "mktemp", "rm")
    code, error = run("install-tools.sh", "opa", MFAGATE_TOOLS=str(tools), PATH=str(programs))

    assert code == 1
    assert "go is not on PATH, and opa v" in error
    assert error.endswith("; install Go, then run this again\n")


@pytest.mark.needs("docker")
@pytest.mark.needs("binary")
def test_image_holds_the_binary() -> None:
    """The image that is built runs the OPA that was put in."""
    tag = f"mfagate-test-{os.getpid()}:built"
    try:
        code, error = run("build-opa-image.sh", tag, opa_path())
        if error.endswith("linked statically (CGO_ENABLED=0)?\n"):  # as the OPA of a developer may be
            assert code == 1
            return

        assert code == 0, error
        assert _version("docker", "run", "--rm", tag, "version") == _version(opa_path(), "version")
    finally:
        subprocess.run(["docker", "rmi", "-f", tag], capture_output=True, check=False)


def _version(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]
