"""The list of built-ins, and the check that holds every module to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.engines import Engine, checked_modules, open_engine, read_rego
from mfagate.engines._builtins import builtins
from mfagate.exceptions import EngineError
from support.opa_server import opa_path, run

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
REGO = HERE.parents[1] / "rego"
SAMPLES: Mapping[str, list[str]] = json.loads((HERE / "builtin_samples.json").read_text("utf-8"))
RULES = {
    "samples.rego": "package samples\n\n"
    + "".join(
        f"answers[{json.dumps(name)}][{number}] := {expression}\n\n"
        for name, expressions in SAMPLES.items()
        for number, expression in enumerate(expressions)
    )
}


def test_every_allowed_builtin_has_a_sample() -> None:
    """A built-in is allowed only when there is a sample that all engines are held to."""
    assert set(SAMPLES) == builtins().allowed


def test_no_builtin_is_both_allowed_and_refused() -> None:
    """The two lists have nothing in common."""
    assert builtins().allowed.isdisjoint(builtins().refused)


@pytest.mark.needs("binary")
def test_list_covers_every_builtin_of_opa() -> None:
    """What OPA has and what has no sign of its own is either allowed or refused with a reason."""
    known = json.loads(run(opa_path(), "capabilities", "--current"))["builtins"]
    names = {
        found["name"] for found in known if "infix" not in found and not found["name"].startswith("internal.")
    }

    assert names - builtins().allowed - set(builtins().refused) == set()
    assert builtins().allowed - names == set()


@pytest.mark.needs("binary")
def test_allowed_builtins_are_in_the_oldest_opa() -> None:
    """Every built-in that is allowed is there since OPA 1.0."""
    known = json.loads(run(opa_path(), "capabilities", "--version", "v1.0.0"))["builtins"]

    assert builtins().allowed - {found["name"] for found in known} == set()


@pytest.mark.needs("embedded")
def test_engines_agree_on_every_sample(engine: Engine) -> None:
    """Every engine gives the answer of the interpreter for every sample of every built-in."""
    engine.load(RULES, {})
    with open_engine("embedded") as embedded:
        embedded.load(RULES, {})
        expected = embedded.query("samples/answers", {})

    found = engine.query("samples/answers", {})

    assert {name: len(answers) for name, answers in found.items()} == {
        name: len(expressions) for name, expressions in SAMPLES.items()
    }
    assert found == expected


@pytest.mark.parametrize("name", ["http.send", "time.now_ns", "rand.intn", "opa.runtime", "trace"])
def test_dangerous_builtins_are_refused_with_a_reason(name: str) -> None:
    """What reaches out, changes from run to run or is for debugging is refused."""
    with pytest.raises(EngineError) as caught:
        checked_modules({"user.rego": f"package user\n\nfound := {name}(input)\n"})

    assert str(caught.value) == (
        f"user.rego:3: {name} is not allowed in rules: {builtins().refused[name]} "
        "(see docs/reference/engines.md)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "p := http.send({})",
        "p if {\n\thttp.send({})\n}",
        "p := [x | x := http.send({})]",
        'p := http["send"]({})',
        'p := http["\\u0073end"]({})',
        "p := http.send ({})",
        "p if\n\thttp.send({})",
        "p := true if not\nhttp.send({})",
        "p := 1 +\nhttp.send({})",
        "p := x if {\n\tx := data.lib.f(1) with data.lib.f as http.send\n}\n\nq := data.lib",
        "p if input.a with http.send as input.b",
        "import future.keywords.in\n\np := http.send({})",
        "default p := false\n\np if http.send({}).with\n\nq := http.send({})",
        "# http.send := 1\np := http.send({})",
        'p := "\\"" if http.send({})',
        "p := `\n` if http.send({})",
        "httpx.send(x) := x\n\np := http.send({})",
        "p := {http.send({}): 1}",
        "f(x) := http.send(x) if x",
        "p if every x in http.send({}) { x }",
    ],
)
def test_a_call_is_found_however_it_is_written(text: str) -> None:
    """No way of writing the call hides it."""
    with pytest.raises(EngineError, match=r"http\.send is not allowed in rules"):
        checked_modules({"user.rego": f"package user\n\n{text}\n", "lib.rego": "package lib\n\nf(x) := x\n"})


@pytest.mark.parametrize(
    "text",
    [
        "# http.send({})\np := 1",
        'p := "http.send({})"',
        "p := `http.send({})`",
        "p := `\nhttp.send({})\n`",
        'p := "\\"http.send({})"',
        "p := input.http.send",
        'p := input["http.send"]',
        "http.send(x) := x\n\np := http.send(1)",
        "default http.send(_) := 1\n\np := http.send(1)",
        "import data.lib.http\n\np := http.send(1)",
        "import data.lib.http as web\n\np := web.send(1)",
        "p := data.lib.http.send(1)",
        "p := sibling.send(1)",
        "trace := 1\n\np := trace",
        "p := set()",
        "p contains x if some x in input.xs",
        "p := count([1])",
        "print := 1\n\np if print == 1",
        "import data.lib.with.http\n\np := 1\n\nhttp_send(x) := x\n\nq := http_send(1)",
        "p := input.with\n\nf(x) := x\n\nq := f(1)",
    ],
)
def test_what_only_looks_like_a_call_is_accepted(text: str) -> None:
    """Comments, strings, fields and functions of the user's own are no built-ins."""
    checked_modules(
        {
            "user.rego": f"package user\n\n{text}\n",
            "sibling.rego": "package user\n\nsibling.send(x) := x\n",
            "lib.rego": "package lib.http\n\nsend(x) := x\n",
        }
    )


@pytest.mark.parametrize("name", ["nosuch", "strings.nosuch", "data.lib.nosuch", "lib.nosuch", "plus", "div"])
def test_unknown_functions_are_refused(name: str) -> None:
    """A function that nobody defines is an error at load in every engine."""
    rules = {
        "user.rego": f"package user\n\nimport data.lib\n\np := {name}(1)\n\nq := lib.f(1)\n",
        "lib.rego": "package lib\n\nf(x) := x\n",
    }

    with pytest.raises(EngineError) as caught:
        checked_modules(rules)

    message = f"user.rego:5: {name} is neither a function of these rules nor a built-in"
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "text",
    ["p := lib", "p := count(lib)", "p(lib) := lib.f(1)", "p if {\n\tsome lib in input.xs\n}"],
)
def test_package_alone_is_refused(text: str) -> None:
    """A package as a whole, or a variable of its name, means different things to engines."""
    rules = {
        "user.rego": f"package user\n\nimport data.lib\n\n{text}\n",
        "lib.rego": "package lib\n\nf(x) := x\n",
    }

    with pytest.raises(EngineError) as caught:
        checked_modules(rules)

    line = 6 if "some" in text else 5
    assert str(caught.value) == (
        f"user.rego:{line}: lib is the package data.lib and not a value; name a rule in it, "
        f"or rename the variable"
    )


def test_imported_rule_may_stand_alone() -> None:
    """A rule that is imported, and what is imported from the input, is used alone."""
    checked_modules(
        {
            "user.rego": "package user\n\nimport data.lib.r\nimport input.x\n\np := [r, x, x.y]\n",
            "lib.rego": "package lib\n\nr := 1\n",
        }
    )


def test_every_further_fault_is_counted() -> None:
    """The first fault is named with its line, and the others are counted."""
    with pytest.raises(EngineError) as caught:
        checked_modules({"b.rego": "package b\n\np := `\n\n`\n\nq := nosuch(trace(1))\n"})

    assert str(caught.value) == (
        "b.rego:7: nosuch is neither a function of these rules nor a built-in (and 1 more like it)"
    )


def test_every_head_on_a_line_is_read() -> None:
    """A second rule that starts on the line where the first ends is a rule like any other."""
    module = read_rego("x.rego", "package x\n\na := 1 b contains 2 c[input.x].d(y) := y\n\ndefault e := 3\n")

    assert [(head.name, head.form, head.line) for head in module.heads] == [
        (("a",), "", 3),
        (("b",), " contains", 3),
        (("c",), "[input](_)", 3),
        (("e",), "", 5),
    ]


def test_what_cannot_be_parsed_is_an_error_with_its_place() -> None:
    """The message has the module, the line and the column, whatever engine is used."""
    with pytest.raises(EngineError) as caught:
        checked_modules({"x.rego": "package x\n\np := {\n"})

    assert str(caught.value) == "x.rego:4:1: cannot be read as Rego: expecting expression"


def test_string_templates_are_refused() -> None:
    """A template, which only the newest OPA reads, is an error that says what to use."""
    with pytest.raises(EngineError) as caught:
        checked_modules({"x.rego": 'package x\n\np := $"{input.a}"\n'})

    assert str(caught.value) == ("x.rego:3: string templates are not in every engine; use sprintf or concat")


@pytest.mark.needs("binary")
@pytest.mark.parametrize("path", sorted(REGO.rglob("*.rego")), ids=lambda path: path.stem)
def test_reader_finds_the_calls_that_opa_finds(path: Path) -> None:
    """In this repository's own rules the reader finds what OPA's parser finds."""
    tree = json.loads(run(opa_path(), "parse", "--format=json", str(path)))
    module = read_rego(path.name, path.read_text("utf-8"))

    assert {".".join(use.name) for use in module.uses if not use.mocked} == _calls(tree["rules"])
    assert module.package == tuple(part["value"] for part in tree["package"]["path"][1:])
    assert {head.name[0] for head in module.heads} == {
        rule["head"].get("ref", [{"value": rule["head"].get("name")}])[0]["value"] for rule in tree["rules"]
    }


_SIGNS = {"and", "assign", "div", "eq", "equal", "gt", "gte", "lt", "lte", "minus", "mul", "neq"}
_SIGNS |= {"or", "plus", "rem", "internal.member_2", "internal.member_3"}


def _calls(node: Any) -> set[str]:  # noqa: ANN401 - a syntax tree
    """Return the names of the functions that a syntax tree of OPA calls."""
    found: set[str] = set()
    if isinstance(node, list):
        for part in node:
            found |= _calls(part)
    elif isinstance(node, dict):
        called = node["value"][0] if node.get("type") == "call" else None
        terms = node.get("terms")
        if isinstance(terms, list) and terms[0]["type"] == "ref":
            called = terms[0]
        if called:
            found.add(".".join(str(part["value"]) for part in called["value"]))
        for part in node.values():
            found |= _calls(part)
    return found - _SIGNS
