"""How the code is laid out: private modules, loose modules, and sizes. The order of the folders is lint's."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mfagate.cli import COMMANDS
from mfagate.engines import ENGINE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "mfagate"
# Nothing imports these by name: `python -m` runs the first two; the others are named by what the user types.
ENTRY_POINTS = {
    "mfagate.__main__",
    "mfagate.cli.export_cases",
    *(f"mfagate.cli.{name}" for name in COMMANDS),
    *(f"mfagate.engines.{name}" for name in ENGINE_NAMES),
}


def module_name(path: Path) -> str:
    """Return the dotted name of a module or package."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in PACKAGE.rglob("*.py")}


def imported(path: Path) -> Iterator[str]:
    """Give the modules of mfagate that a file imports, also those that it imports for types only."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        yield from (name for name in names if name in MODULES)


def importers() -> dict[str, set[Path]]:
    """Return which folders import each module."""
    found: dict[str, set[Path]] = {name: set() for name in MODULES}
    for path in MODULES.values():
        for name in imported(path):
            found[name].add(path.parent)
    return found


def test_modules_with_an_underscore_are_those_that_no_other_folder_imports() -> None:
    """A reader sees from the name whether a change stays in its folder."""
    wrong = []
    for name, folders in importers().items():
        path = MODULES[name]
        if path.name == "__init__.py" or path.parent == PACKAGE or name in ENTRY_POINTS:
            continue
        private = path.stem.startswith("_")
        elsewhere = {folder for folder in folders if not folder.is_relative_to(path.parent)}
        if private == bool(elsewhere):
            places = ", ".join(sorted(str(folder.relative_to(SOURCE)) for folder in elsewhere))
            wrong.append(f"{name} is imported {f'by {places}' if places else 'by its own folder only'}")

    assert wrong == []


def test_folders_have_no_underscore() -> None:
    """A folder is private by what its __init__ leaves out."""
    assert [str(path) for path in PACKAGE.rglob("*/__init__.py") if path.parent.name.startswith("_")] == []


def test_at_most_four_modules_are_loose() -> None:
    """Everything else has a folder."""
    loose = sorted(path.name for path in PACKAGE.glob("*.py"))

    assert len(loose) <= 4, loose


@pytest.mark.parametrize(
    ("folder", "pattern", "most"),
    [
        ("src", "*.py", 300),
        ("scripts", "*.py", 300),
        ("bench", "*.py", 300),
        ("tests", "*.py", 500),
        ("rego", "*.rego", 250),
        ("tests", "*.rego", 500),
    ],
)
def test_no_file_is_longer_than_its_bound(folder: str, pattern: str, most: int) -> None:
    """A file of one idea fits in the head."""
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / folder).rglob(pattern)
    }

    assert {name: length for name, length in lengths.items() if length > most} == {}


@pytest.mark.parametrize("folder", ["src", "scripts", "bench"])
def test_no_function_is_longer_than_forty_lines(folder: str) -> None:
    """From `def` to the last line, with its docstring, which is for its callers, left out."""
    wrong = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": length
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (length := lines_of(node)) > 40
    }

    assert wrong == {}


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has without its docstring."""
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        length -= (first.end_lineno or first.lineno) - first.lineno + 1
    return length


def test_no_file_takes_the_place_of_the_environment() -> None:
    """README.md makes `.venv` a folder; tox would write a file of that name, which `git add` then takes."""
    assert "venv_redirect = false" in (ROOT / "tox.ini").read_text(encoding="utf-8").splitlines()
    assert ".venv" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
