"""The Rego keeps to what OPA and the embedded engine take alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.rego_tools import REGO

from . import traps
from .syntax import Module, modules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Lint = Callable[[list[Module]], Iterator[str]]

LINTS = [
    traps.shadowing,
    traps.split_functions,
    traps.undefined_heads,
    traps.undefined_negations,
    traps.rules_in_replacements,
]


@pytest.fixture(scope="module")
def shipped() -> list[Module]:
    """Every module that engines load: all but the tests."""
    return modules(path for path in sorted(REGO.rglob("*.rego")) if not path.name.endswith("_test.rego"))


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.__name__)
def test_the_rules_avoid_the_trap(lint: Lint, shipped: list[Module]) -> None:
    """No module has what the engines take differently."""
    assert shipped
    found = list(lint(shipped))
    assert not found, "\n" + "\n".join(found)


def _in_one_file(folder: Path, text: str) -> list[Module]:
    (folder / "sample.rego").write_text(f"package sample\n\n{text}\n", encoding="utf-8")
    return modules([folder / "sample.rego"])


PARTIAL = 'f("a") := 1\nm := {"a": 1}\n'


@pytest.mark.parametrize(
    ("lint", "text", "reported"),
    [
        (traps.shadowing, "a := 1\nb if some a in [1]", "the variable a"),
        (traps.shadowing, "a := 1\nb(a) := a", "the variable a"),
        (traps.shadowing, "a := 1\nb if {\n\ta := 2\n\ta > 1\n}", "the variable a"),
        (traps.shadowing, "a := 1\nb if every a in [1] { a > 0 }", "the variable a"),
        (traps.undefined_heads, PARTIAL + 'p[k] := f(k) if some k in ["b"]', "a call of sample.f"),
        (traps.undefined_heads, PARTIAL + 'p[k] := {"x": m[k]} if some k in ["b"]', "the reference m[…]"),
        (traps.undefined_heads, PARTIAL + 'p[m[k]] := 1 if some k in ["b"]', "the reference m[…]"),
        (traps.undefined_heads, PARTIAL + 'p contains f(k) if some k in ["b"]', "a call of sample.f"),
        (traps.undefined_heads, PARTIAL + "p contains input.x if true", "the reference input.x"),
        (traps.undefined_heads, PARTIAL + 'g(k) := f(k) if {\n\tk != "z"\n} else := 7', "a call of sample.f"),
        (traps.undefined_negations, PARTIAL + "g(k) if not is_string(m[k])", "the reference m[…]"),
        (traps.undefined_negations, PARTIAL + "g(k) if not 1 in m[k]", "the reference m[…]"),
        (traps.undefined_negations, PARTIAL + "g(k) if not f(k) == 1", "a call of sample.f"),
        (traps.undefined_negations, PARTIAL + "g if not is_string(input.x)", "the reference input.x"),
        (traps.rules_in_replacements, PARTIAL + "g := x if x := data.m with input as m", "m stands after"),
        (traps.rules_in_replacements, PARTIAL + 'g := x if x := f("a") with input as {"y": m.a}', "m stands"),
    ],
)
def test_the_lint_finds_the_trap(tmp_path: Path, lint: Lint, text: str, reported: str) -> None:
    """Each lint tells the file, the line and what is wrong."""
    (message,) = lint(_in_one_file(tmp_path, text))
    assert message.startswith(f"{tmp_path}/sample.rego:")
    assert reported in message


@pytest.mark.parametrize(
    ("lint", "text"),
    [
        (traps.shadowing, "a := 1\nb if some c in [a]"),
        (traps.undefined_heads, PARTIAL + 'p[k] := x if {\n\tsome k in ["b"]\n\tx := f(k)\n}'),
        (traps.undefined_heads, PARTIAL + 'p[k] := [m[l] | some l in ["c"]] if some k in ["b"]'),
        (traps.undefined_heads, 'f(x) := {"x": x}\np[k] := f(lower(k)) if some k in ["b"]'),
        (traps.undefined_heads, PARTIAL + 'g(k) := f(k) if k != "z"'),
        (traps.undefined_heads, PARTIAL + 'p := f("a")'),
        (traps.rules_in_replacements, PARTIAL + "g := x if {\n\ty := m\n\tx := data.m with input as y\n}"),
        (traps.rules_in_replacements, PARTIAL + 'g := x if x := data.m with input as {"y": input.y}'),
        (traps.undefined_negations, PARTIAL + "g(k) if not m[k]"),
        (traps.undefined_negations, PARTIAL + "g(k) if not f(k)"),
        (traps.undefined_negations, PARTIAL + "g(k) if {\n\tx := m[k]\n\tnot is_string(x)\n}"),
    ],
)
def test_the_lint_accepts_what_both_engines_accept(tmp_path: Path, lint: Lint, text: str) -> None:
    """What is close to a trap, and none."""
    assert not list(lint(_in_one_file(tmp_path, text)))


def test_the_lint_finds_functions_in_two_files(tmp_path: Path) -> None:
    """A function of one package in two files is told with both."""
    for name, text in {"one": 'f("a") := 1', "two": 'f("b") := 2'}.items():
        (tmp_path / f"{name}.rego").write_text(f"package sample\n\n{text}\n", encoding="utf-8")
    (message,) = traps.split_functions(modules(sorted(tmp_path.glob("*.rego"))))
    assert "sample.f stands in several files" in message
    assert "one.rego" in message
    assert "two.rego" in message
