"""The interpreter in this process."""

from __future__ import annotations

import pytest

from mfagate.engines import open_engine, read_rego
from mfagate.engines._imports import expanded
from mfagate.engines._interpreter import guarded, message_of
from mfagate.exceptions import EngineError

pytestmark = pytest.mark.needs("embedded")


class PanicException(BaseException):
    """What the interpreter raises when it breaks."""


def test_stack_of_the_interpreter_is_not_shown() -> None:
    """A report of many lines becomes one: place and message."""
    report = (
        "\n--> iam/a.rego:7:23\n  |\n7 | bad := to_number(input.x)\n  |   ^\n"
        "error: could not parse\n string as number\n\nStack backtrace:\n   0: <unknown>\n"
    )

    assert message_of(report) == "embedded: iam/a.rego:7:23: could not parse string as number"


def test_panic_is_an_engine_error() -> None:
    """A panic, which is no Exception, becomes an error like any other."""

    def broken() -> None:
        raise PanicException("index out of\nbounds")

    with pytest.raises(EngineError) as caught:
        guarded(broken)

    assert str(caught.value) == "embedded: the interpreter crashed: index out of bounds"


def test_interrupt_is_accepted() -> None:
    """Ctrl-C stays what it is."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(interrupted)


def test_long_lines_and_files_are_no_limit() -> None:
    """What OPA loads, the interpreter loads: it has no limit on lines of its own."""
    text = "package long\n\np := " + '"' + "x" * 5000 + '"\n' + "\n# comment" * 25000 + "\n"
    with open_engine("embedded") as engine:
        engine.load({"long.rego": text}, {})

        assert engine.query("long/p", {}) == "x" * 5000


def test_input_that_is_nested_too_deep_is_an_error() -> None:
    """An input beyond the interpreter's depth is an error in one line."""
    value: list[object] = []
    for _ in range(200):
        value = [value]
    with open_engine("embedded") as engine:
        engine.load({"x.rego": "package x\n\np := input\n"}, {})

        with pytest.raises(EngineError, match=r"^embedded: recursion limit exceeded[^\n]*$"):
            engine.query("x/p", value)


RING = {
    "a.rego": "package a\n\nimport data.m\n\np := m.k\n\nr := 2\n",
    "m.rego": "package m\n\nimport data.a\n\nk := 1\n\nanswer := a.r + a.p\n",
}


def test_import_stands_for_the_rule_that_is_used() -> None:
    """Packages that import each other are no recursion, as long as their rules are none."""
    with open_engine("embedded") as engine:
        engine.load(RING, {})

        assert engine.query("m/answer", {}) == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("p := lib.q", "p := data.a.lib.q"),
        ('p := lib["q"]', 'p := data.a.lib["q"]'),
        ("p := lib[input.x]", "p := data.a.lib[input.x]"),
        ("p := f(1)", "p := data.a.f(1)"),
        ("p := odd.q", 'p := data.a["o-dd"].q'),
        ("p := input.lib.q", "p := input.lib.q"),
        ('p := "lib.q" # lib.q', 'p := "lib.q" # lib.q'),
        ("p := `\nimport data.a.lib\nlib.q`", "p := `\nimport data.a.lib\nlib.q`"),
        ("p := glib.q if x.lib.q", "p := glib.q if x.lib.q"),
        ("p := other.q", "p := other.q"),
        ("p(rule) := rule.q", "p(rule) := rule.q"),
    ],
)
def test_imports_are_written_out(body: str, expected: str) -> None:
    """Only a name that an import of data defines, and that starts a reference, is replaced."""
    start = (
        "package x\n\nimport data.a.f\nimport data.a.lib\nimport data.a.rule\n"
        'import data.a["o-dd"] as odd\nimport input.other\n\n'
    )

    text = start + body + "\n"

    assert expanded(text, read_rego("x.rego", text)) == start + expected + "\n"


def test_rule_with_an_unsafe_variable_is_an_error() -> None:
    """A variable that nothing binds is an error, not undefined."""
    with (
        open_engine("embedded") as engine,
        pytest.raises(EngineError, match=r"^embedded: x\.rego:4:\d+: .*unsafe"),
    ):
        engine.load({"x.rego": "package x\n\np if {\n\tnobody == 1\n}\n"}, {})
