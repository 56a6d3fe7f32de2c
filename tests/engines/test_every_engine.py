"""What holds for every engine."""

from __future__ import annotations

import threading

import pytest

from mfagate.engines import Engine, EngineInfo
from mfagate.exceptions import EngineError, UndefinedResultError
from support.availability import ENGINES
from support.sample_rules import ANSWERS, BROKEN, DATA, REQUESTS, RULES


def one_line(error: BaseException) -> str:
    """Return the message of an error, which has one line."""
    message = str(error)
    assert "\n" not in message
    assert "Traceback" not in message
    assert "backtrace" not in message
    return message


def test_answers_are_the_same_everywhere(engine: Engine) -> None:
    """Every engine gives the same answers to the same question."""
    engine.load(RULES, DATA)

    assert engine.query("iam/answers", REQUESTS) == ANSWERS


def test_queries_do_not_leak_into_each_other(engine: Engine) -> None:
    """An answer depends on its own input only, also after a failed query."""
    engine.load(RULES, DATA)
    first = engine.query("iam/answers", {"requests": ["a"]})
    with pytest.raises(EngineError):
        engine.query("iam/number", {"text": "x"})
    second = engine.query("iam/answers", {"requests": ["c"]})

    assert [ANSWERS[0]] == first
    assert [ANSWERS[2]] == second
    assert engine.query("iam/number", {"text": "7"}) == 7
    assert [ANSWERS[0]] == engine.query("iam/answers", {"requests": ["a"]})


def test_undefined_raises(engine: Engine) -> None:
    """A rule that is undefined for its input is an error, in one line that names it."""
    engine.load(RULES, DATA)

    with pytest.raises(UndefinedResultError) as caught:
        engine.query("iam/maybe", {})

    name = engine.info().name
    assert one_line(caught.value).startswith(f"{name}: data.iam.maybe is undefined for this input;")
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("path", ["iam/nosuch", "no/such/package", "nosuch"])
def test_unknown_names_are_undefined(engine: Engine, path: str) -> None:
    """A rule or package that is not there is undefined, not empty."""
    engine.load(RULES, DATA)

    with pytest.raises(UndefinedResultError):
        engine.query(path, {})


def test_a_value_that_says_undefined_is_a_value(engine: Engine) -> None:
    """The text by which one interpreter shows "undefined" is a text like any other."""
    engine.load(RULES, DATA)

    assert engine.query("iam/says_undefined", {}) == "<undefined>"


def test_null_is_a_value(engine: Engine) -> None:
    """A rule whose value is null is defined."""
    engine.load(RULES, DATA)

    assert engine.query("iam/nothing", None) is None


def test_failing_builtin_raises_with_its_place(engine: Engine) -> None:
    """A built-in that fails is an error with file, line and column in one line."""
    engine.load(RULES, DATA)

    with pytest.raises(EngineError) as caught:
        engine.query("iam/number", {"text": "x"})

    assert not isinstance(caught.value, UndefinedResultError)
    assert f"{engine.info().name}: iam/answers.rego:7:" in one_line(caught.value)


def test_division_by_zero_raises(engine: Engine) -> None:
    """Division by zero is an error, not undefined."""
    engine.load(RULES, DATA)

    with pytest.raises(EngineError, match=r"iam/answers\.rego:9:\d+: .*divide by zero"):
        engine.query("iam/quotient", {"divisor": 0})


def test_numbers_have_one_form(engine: Engine) -> None:
    """A whole number is an int however it was written, another a float."""
    engine.load(RULES, DATA)

    values = engine.query("iam/whole", {"text": "[1e3, 3.0, -0.0, 1.5, 1700000000000000001]"})

    assert [repr(value) for value in values] == ["1000", "3", "0", "1.5", "1700000000000000001"]
    assert engine.query("iam/half", {}) == 0.5


def test_packages_and_data_can_be_queried(engine: Engine) -> None:
    """A path may name plain data; the suite says which version and digest it is."""
    engine.load(RULES, DATA)

    assert engine.query("mfa/reasons", {}) == DATA["mfa"]["reasons"]
    assert engine.query("mfa/suite/version", {}) == "1"
    assert len(engine.query("mfa/suite/digest", {})) == 64


def test_broken_module_names_its_place(engine: Engine) -> None:
    """A module that does not parse is an error with its place, in one line."""
    with pytest.raises(EngineError) as caught:
        engine.load(BROKEN, {})

    assert one_line(caught.value) == "iam/broken.rego:4:1: cannot be read as Rego: expecting expression"
    assert caught.value.exit_code == 3


def test_network_is_refused_at_load(engine: Engine) -> None:
    """A module that would reach the network is never loaded."""
    rules = {"user/evil.rego": 'package user\n\nfound := http.send({"method": "GET"}).body\n'}

    with pytest.raises(EngineError) as caught:
        engine.load(rules, {})

    assert one_line(caught.value) == (
        "user/evil.rego:3: http.send is not allowed in rules: it reaches the network "
        "(see docs/reference/engines.md)"
    )


def test_input_that_is_no_json_raises(engine: Engine) -> None:
    """An input that JSON cannot say is an error before it is sent."""
    engine.load(RULES, DATA)

    for value in ({1, 2}, float("nan"), "\ud800"):
        with pytest.raises(EngineError, match="the input or data is not JSON"):
            engine.query("iam/answers", value)


@pytest.mark.parametrize("path", ["iam.answers", "", "/iam", "iam/", "iam/a-b", "iam/answers?x=1"])
def test_path_must_be_names(engine: Engine, path: str) -> None:
    """A path that is not names with slashes between them is an error that shows one."""
    engine.load(RULES, DATA)

    with pytest.raises(EngineError, match="is not a query path; expected"):
        engine.query(path, {})


def test_query_before_load_raises(engine: Engine) -> None:
    """An engine without rules has no answers, not even undefined ones."""
    with pytest.raises(EngineError):
        engine.query("iam/answers", REQUESTS)


def test_query_after_close_raises(engine: Engine) -> None:
    """A closed engine says so, and can be closed again."""
    engine.load(RULES, DATA)
    engine.close()
    engine.close()

    with pytest.raises(EngineError, match="nothing is loaded"):
        engine.query("iam/answers", REQUESTS)


def test_threads_can_share_an_engine(engine: Engine) -> None:
    """Several threads may ask one engine."""
    engine.load(RULES, DATA)
    found: list[object] = []

    def ask() -> None:
        found.extend(engine.query("iam/answers", REQUESTS) for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [ANSWERS] * 20


def test_info_names_engine_and_version(engine: Engine) -> None:
    """Every engine says which it is and which version decides."""
    engine.load(RULES, DATA)

    info = engine.info()

    assert isinstance(info, EngineInfo)
    assert info.name in ENGINES
    assert all(part.isdigit() for part in info.version.split(".")[:2])


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({}, "there is no Rego module to load; expected at least one"),
        (
            {"../up.rego": "package x\n"},
            "'../up.rego' cannot be a module's id; expected a relative path that ends in .rego, "
            "such as iam/answers.rego",
        ),
        (
            {"/abs.rego": "package x\n"},
            "'/abs.rego' cannot be a module's id; expected a relative path that ends in .rego, "
            "such as iam/answers.rego",
        ),
        (
            {"x.json": "{}"},
            "'x.json' cannot be a module's id; expected a relative path that ends in .rego, "
            "such as iam/answers.rego",
        ),
    ],
)
def test_modules_must_have_proper_ids(engine: Engine, rules: dict[str, str], message: str) -> None:
    """Modules are needed, and their ids are paths that stay where they are put."""
    with pytest.raises(EngineError) as caught:
        engine.load(rules, {})

    assert str(caught.value) == message
