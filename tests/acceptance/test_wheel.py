"""The wheel: built from the source distribution, installed away from the checkout, and used there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import pytest

from mfagate.suite.shipped import prepared_for_wheel
from support.commands import CHECKOUT, GUARD, NAIVE, TWO_SCENARIOS, TWO_SUBJECTS, environment, write

pytestmark = pytest.mark.slow


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program where nothing of the checkout can be found."""
    env = {key: value for key, value in environment().items() if not key.startswith(("PYTHON", "VIRTUAL"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def must(*command: str | Path, cwd: Path) -> None:
    """Run a program that has to succeed."""
    done = ran(*command, cwd=cwd)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the source distribution, and the wheel from it."""
    folder = tmp_path_factory.mktemp("dist")
    isolation = ["--no-isolation"] if find_spec("hatchling") else []
    must(sys.executable, "-m", "build", *isolation, "--outdir", folder, CHECKOUT, cwd=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[PurePosixPath]:
    """Give the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {PurePosixPath(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel and what it depends on into a bare venv; give the folder of its programs."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    must(programs / "python", "-m", "pip", "install", "-q", wheel, cwd=folder)
    return programs


def shipped(folder: str, suffix: str) -> set[PurePosixPath]:
    """Give the files of a folder of the checkout that end so, as the suite names them."""
    return {
        PurePosixPath("mfagate/_suite", path.relative_to(CHECKOUT).as_posix())
        for path in (CHECKOUT / folder).rglob(f"*{suffix}")
    }


@pytest.mark.parametrize(
    ("folder", "suffix"),
    [
        ("rego", ".rego"),
        ("rego", "data.yaml"),
        ("scenarios", ".yaml"),
        ("policies/recommended", ".json"),
        ("policies/recommended", ".yaml"),
    ],
)
def test_the_wheel_holds_the_shared_suite(names: set[PurePosixPath], folder: str, suffix: str) -> None:
    """Rules, their data, scenarios and recommended policies come with the package."""
    wanted = {name for name in shipped(folder, suffix) if not name.name.endswith("_test.rego")}

    assert wanted
    assert wanted <= names


def test_the_wheel_holds_the_prepared_suite(wheel: Path) -> None:
    """It is what the checkout prepares, so a run of an installed mfagate works nothing out again."""
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read("mfagate/_suite/prepared.ndjson")

    assert content == prepared_for_wheel(CHECKOUT)


def test_the_installed_package_uses_the_prepared_suite(installed: Path, tmp_path: Path) -> None:
    """Nothing is prepared again, and nothing is written beside the package."""
    code = (
        "from mfagate.suite import _prepared, shipped\n"
        "_prepared.prepare = None\n"
        "shipped.prepared_suite()\n"
        "print(sorted(path.name for path in shipped.root().iterdir()))\n"
    )
    done = ran(installed / "python", "-c", code, cwd=tmp_path)

    assert (done.stdout, done.stderr) == ("['policies', 'prepared.ndjson', 'rego', 'scenarios']\n", "")


def test_the_wheel_holds_the_package(names: set[PurePosixPath]) -> None:
    """Every module, schema and style sheet is in it, and the marker that says that it is typed."""
    source = CHECKOUT / "src"
    wanted = {
        PurePosixPath(path.relative_to(source).as_posix())
        for pattern in ("*.py", "*.json", "*.css", "py.typed")
        for path in source.rglob(pattern)
    }

    assert PurePosixPath("mfagate/py.typed") in wanted
    assert PurePosixPath("mfagate/schemas/config.json") in wanted
    assert wanted <= names


def test_the_wheel_holds_nothing_else(names: set[PurePosixPath]) -> None:
    """No tests, no policies that are here to fail, and nothing outside the package but its metadata."""
    assert {name.parts[0].partition("-")[0] for name in names} == {"mfagate"}
    assert not [
        name
        for name in names
        if name.match("*test_*.py")
        or name.match("*_test.rego")
        or "tests" in name.parts
        or "seed" in name.parts
    ]


def test_the_image_is_built_from_the_same(names: set[PurePosixPath], tmp_path: Path) -> None:
    """What `.dockerignore` lets in gives the wheel that the checkout gives."""
    lines = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    left_out = shutil.ignore_patterns(*(line[3:] for line in lines if line.startswith("**/")))
    for name in (line[1:] for line in lines if line.startswith("!")):
        source, copy = CHECKOUT / name, tmp_path / "context" / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree(source, copy, ignore=left_out) if source.is_dir() else shutil.copy2(source, copy))
    isolation = ["--no-isolation"] if find_spec("hatchling") else []
    must(
        sys.executable,
        "-m",
        "build",
        "--wheel",
        *isolation,
        "--outdir",
        tmp_path,
        tmp_path / "context",
        cwd=tmp_path,
    )

    (found,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(found) as archive:
        assert {PurePosixPath(name) for name in archive.namelist()} == names


def test_the_source_distribution_holds_what_others_use(wheel: Path) -> None:
    """The action, the hooks, the image and the template are in it, beside the tests of the rules."""
    (source,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    wanted = {"action.yml", ".pre-commit-hooks.yaml", "Dockerfile", ".dockerignore", "ci/gitlab.yml"}
    assert {*wanted, "rego/iam/answers_test.rego"} <= names


def test_the_installed_command_judges_the_seed(installed: Path, tmp_path: Path) -> None:
    """Away from the checkout and without a config, a copy of the seed's policies is caught."""
    shutil.copytree(CHECKOUT / "policies/seed", tmp_path / "seed")

    done = ran(installed / "mfagate", "check", "seed", "--engine", "embedded", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[2:10:2]] == [
        "seed/bool.json",
        "seed/boolifexists.json",
        "seed/naive.json",
        "seed/narrower.json",
    ]
    assert lines[-1].startswith("FAILED: 4 subjects, ")


def test_the_installed_command_passes_what_it_recommends(installed: Path, tmp_path: Path) -> None:
    """The recommended policy in the package meets the profile that it is for."""
    script = (
        "from mfagate.suite.shipped import root; print(root() / 'policies/recommended/console-only.json')"
    )
    policy = ran(installed / "python", "-c", script, cwd=tmp_path).stdout.strip()
    assert not Path(policy).is_relative_to(CHECKOUT)

    done = ran(installed / "mfagate", "check", policy, "--engine", "embedded", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("PASSED: 1 subject, ")


def test_the_installed_plugin_runs_a_repositorys_scenarios(installed: Path, tmp_path: Path) -> None:
    """`pip install mfagate` is enough: pytest finds mfagate.yaml and runs its cases."""
    files = {
        "mfagate.yaml": TWO_SUBJECTS,
        "policies/naive.json": NAIVE,
        "policies/guard.json": GUARD,
        "scenarios/api_key.yaml": TWO_SCENARIOS,
    }
    write(tmp_path, files)

    done = ran(installed / "python", "-m", "pytest", "--opa-engine", "embedded", cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert "mfagate: decided by embedded " in done.stdout
    assert done.stdout.splitlines()[-1].strip("= ").startswith("8 passed in ")


BOOL = (CHECKOUT / "policies/seed/bool.json").read_text(encoding="utf-8")
HELD = (CHECKOUT / "policies/recommended/console-only.json").read_text(encoding="utf-8")
GRANT = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'


@pytest.mark.parametrize(
    ("files", "code", "said"),
    [
        ({"a b.json": BOOL, "c.json": NAIVE, "d.json": GRANT}, 1, "FAILED: 3 subjects, "),
        ({"p/guard.json": HELD, "p/dev.json": GRANT, "p/ops.yaml": GRANT}, 0, "PASSED: 3 subjects, "),
    ],
    ids=["naive", "good"],
)
def test_a_new_user_gets_a_verdict(
    installed: Path, tmp_path: Path, files: dict[str, str], code: int, said: str
) -> None:
    """Three policy files, `pip install`, `mfagate init`, `tox`: the wheel that was installed judges them."""
    write(tmp_path, files)
    must(installed / "python", "-m", "pip", "install", "-q", "tox>=4.22", cwd=tmp_path)

    begun = ran(installed / "mfagate", "init", cwd=tmp_path)
    done = ran(installed / "tox", "--", "--engine", "embedded", cwd=tmp_path)

    assert (begun.returncode, begun.stderr) == (0, "")
    assert "next: mfagate check\n" in begun.stdout
    assert done.returncode == code, done.stdout + done.stderr
    assert any(line.startswith(said) for line in done.stdout.splitlines())
