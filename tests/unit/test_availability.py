"""What becomes of a test that needs a missing engine or program: skipped, or failed where it is required."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support import availability
from support.availability import ENGINES, MODULES, PROGRAMS, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parents[1]
MODULE = """
import pytest
from support.availability import COMPARED, need, needs, program

@pytest.fixture(scope="module", params=COMPARED)
def engine(request):
    from mfagate.engines import open_engine
    with open_engine(request.param) as engine:
        yield engine

def test_compared(engine):
    pass

@needs("docker")
def test_docker():
    raise AssertionError("runs")

@needs("http")
def test_http():
    raise AssertionError("runs")

def test_program():
    program("regal")

def test_nothing():
    pass
"""
HOOKS = ("-p", "support.plugin", "-p", "no:hypothesispytest")
SKIPPED = "import pytest\n\ndef test_skipped():\n    pytest.skip('for a reason')\n"
SKIPPED_MODULE = "import pytest\npytest.importorskip('no_such_module')\n"


@pytest.fixture
def nothing_here(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """Give a folder for tests, on a machine with Python and nothing else."""
    monkeypatch.setenv("PATH", str(pytester.path / "bin"))
    monkeypatch.setenv("HOME", str(pytester.path))
    monkeypatch.setenv("DOCKER_HOST", "unix:///nonexistent.sock")
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    for name in ("MFAGATE_OPA", "MFAGATE_REGAL", "MFAGATE_CONFTEST", "OPA_URL", VARIABLE):
        monkeypatch.delenv(name, raising=False)
    return pytester


def ran(pytester: pytest.Pytester, text: str) -> tuple[dict[str, int], str]:
    """Run a test module under the hooks of this repository; return the outcomes and what is printed."""
    pytester.makepyfile(text)
    ended = pytester.runpytest_subprocess(*HOOKS, "-ra")
    return ended.parseoutcomes(), ended.stdout.str()


def test_missing_and_not_required_is_skipped_with_the_reason(nothing_here: pytest.Pytester) -> None:
    """With nothing there and nothing required, only the embedded engine and plain tests run."""
    outcomes, shown = ran(nothing_here, MODULE)

    assert outcomes == {"passed": 2, "skipped": 4}
    assert "binary: `opa` is not on PATH and MFAGATE_OPA is not set" in shown
    assert "regal is not on PATH, and MFAGATE_REGAL does not name it" in shown


@pytest.mark.parametrize(
    ("required", "failed"),
    [
        ("binary", {"binary"}),
        ("http, regal", {"http", "regal"}),
        ("all", {"docker", "binary", "http", "regal"}),
    ],
)
def test_missing_and_required_fails(
    nothing_here: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, failed: set[str]
) -> None:
    """What the variable names and is not there fails, in its setup or its call, and is never skipped."""
    monkeypatch.setenv(VARIABLE, required)

    outcomes, shown = ran(nothing_here, MODULE)

    bad = outcomes.get("failed", 0) + outcomes.get("errors", 0)
    assert (outcomes["passed"], outcomes.get("skipped", 0), bad) == (2, 4 - len(failed), len(failed))
    for name in failed:
        assert f"{VARIABLE} requires {name}: " in shown


@pytest.mark.parametrize("text", [SKIPPED, SKIPPED_MODULE])
def test_any_skip_fails_where_everything_is_required(
    nothing_here: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A test or a module that skips itself for another reason does not pass quietly."""
    assert ran(nothing_here, text)[0] == {"skipped": 1}

    monkeypatch.setenv(VARIABLE, "all")
    outcomes, shown = ran(nothing_here, text)

    assert outcomes in ({"failed": 1}, {"errors": 1})
    assert f"{VARIABLE}=all allows no skip. " in shown


def test_unknown_requirement_is_a_usage_error(
    nothing_here: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt name would otherwise require nothing."""
    monkeypatch.setenv(VARIABLE, "binery")
    nothing_here.makepyfile(MODULE)

    ended = nothing_here.runpytest_subprocess(*HOOKS)

    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    assert ended.stderr.str().startswith(f"ERROR: {VARIABLE} names binery; choose from all, bash, binary, ")


@pytest.mark.parametrize("name", [*ENGINES, *PROGRAMS, *MODULES])
def test_all_requires_everything(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """`all` names every engine and program that a test can need."""
    monkeypatch.setenv(VARIABLE, "all")

    assert name in availability.required()


@pytest.mark.parametrize("engine", ["binary", "http"])
def test_engine_of_opa_requires_opa(monkeypatch: pytest.MonkeyPatch, engine: str) -> None:
    """A test that runs `opa` itself is required with the engines that run it."""
    monkeypatch.setenv(VARIABLE, engine)

    assert availability.required() == {engine, "opa"}


def test_one_module_decides() -> None:
    """No other test skips itself, or reads what is required; a `skipif` asks for the platform only."""
    other = {
        (str(path.relative_to(TESTS)), found)
        for path in TESTS.rglob("*.py")
        if path.parent.name != "support" and path != Path(__file__)
        for found in _ways_to_skip(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert other == set()


def _ways_to_skip(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        text = ast.unparse(node) if isinstance(node, ast.Attribute | ast.Call | ast.Constant) else ""
        if text in {"pytest.skip", "pytest.importorskip", repr(VARIABLE)}:
            yield text
        if text.startswith("pytest.mark.skipif(") and ("which" in text or "import" in text):
            yield text
