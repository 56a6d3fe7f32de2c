"""Whatever stands anywhere in a file, reading it ends in documents or in one line: never in a traceback."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mfagate.exceptions import MfagateError
from mfagate.parsing import read_yaml
from mfagate.sources.defaults import Defaults
from mfagate.sources.formats.cloudformation import TAGS
from mfagate.subjects.files import document_of_file, errors_of, warnings_of

from .reading import FIXTURES, documents, fixture, subjects, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mfagate.parsing import Json

pytestmark = pytest.mark.slow

_WRONG: list[Any] = [
    5,
    None,
    True,
    "text",
    "\ue0000\ue001",
    [],
    {},
    [5],
    [None],
    {"Ref": 5},
    {"Fn::If": 5},
    {"Fn::Sub": []},
    1e300,
]


def _template(name: str) -> Json:
    return read_yaml((FIXTURES / name).read_text(encoding="utf-8"), name, TAGS)[0].value


_FILES = {
    "account": fixture("account.json"),
    "plan": fixture("plan.json"),
    "template": _template("template.yaml"),
    "open": _template("open.yaml"),
}


def _paths(value: Json, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    if isinstance(value, (dict, list)):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _paths(item, (*path, key))


def _replaced(value: Json, path: tuple[Any, ...], wrong: Json) -> Json:
    changed = copy.deepcopy(value)
    if not path:
        return wrong
    inner = changed
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = wrong
    return changed


def _read(path: Path) -> None:
    """Read a file every way there is, and ask its subjects for what the rules and reports ask."""
    for document in documents(path).values():
        assert document.errors or document.value is not None or document.unknowns
        for problem in (*errors_of(document), *warnings_of(document)):
            assert problem.line >= 1
            assert problem.column >= 1
            problem.message.encode()
    for name, subject in subjects(path).items():
        name.encode()
        json.dumps([subject.kind, subject.files, subject.all_unknowns], default=str)
        reported: list[Any] = [name, [unknown.message for unknown in subject.all_unknowns]]
        if subject.judgeable:
            reported.append(subject.as_input())
        assert "\ue000" not in json.dumps(reported, ensure_ascii=False) or "\\ue000" in path.read_text(
            "utf-8"
        )


@pytest.mark.parametrize("name", _FILES)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_in_any_place(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """Numbers where objects belong, objects where texts belong, twice over."""
    value = _FILES[name]
    for _ in range(2):
        path = data.draw(st.sampled_from(list(_paths(value))))
        value = _replaced(value, path, data.draw(st.sampled_from(_WRONG)))
    _read(written(tmp_path, value))


@pytest.mark.parametrize("name", ["account.json", "plan.json", "template.yaml", "open.yaml"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_cut_of_a_file(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """A file that ends anywhere is a document with an error, or what is left of it is whole."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    _read(written(tmp_path, text[: data.draw(st.integers(0, len(text)))], name))


@pytest.mark.parametrize("name", ["account.json", "plan.json"])
def test_every_single_value_replaced_by_a_number(tmp_path: Path, name: str) -> None:
    """One wrong value in each place of the outer shape, none left out."""
    value = fixture(name)
    shallow = [path for path in _paths(value) if "Statement" not in path]
    for path in shallow:
        _read(written(tmp_path, _replaced(value, path, 5)))


@pytest.mark.parametrize("depth", [100, 5_000, 100_000])
def test_deep_nesting_is_refused(tmp_path: Path, depth: int) -> None:
    """Brackets in brackets end in an error of structure."""
    (document,) = documents(written(tmp_path, "[" * depth)).values()
    assert document.errors != ()
    text = '{"RoleDetailList": ' + "[" * depth + "]" * depth + "}"
    assert all(one.errors for one in documents(written(tmp_path, text)).values())


def test_a_long_file_that_is_cut_off_says_so(tmp_path: Path) -> None:
    """Past the bound of policy documents, a file that is no JSON is told as cut off, with the place."""
    text = '{"RoleDetailList": [' + ", ".join(['{"RoleName": "r"}'] * 70_000)
    (document,) = documents(written(tmp_path, text)).values()
    (error,) = document.errors
    assert "the file may be cut off" in error.message
    assert error.column == len(text) + 1


def test_a_file_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    """The bound is 64 MB, and the message says so."""
    path = tmp_path / "long.json"
    with path.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024 + 1)
    (document,) = documents(path).values()
    assert "more than 67,108,864 bytes" in document.errors[0].message


def test_names_that_cannot_be_printed_are_escaped(tmp_path: Path) -> None:
    """Half a surrogate pair or an escape sequence in a name does not reach the terminal."""
    text = '{"RoleDetailList": [{"RoleName": "a\\ud800\\u001b[31m", "AssumeRolePolicyDocument": {}}]}'
    assert list(documents(written(tmp_path, text))) == ["role/a\\ud800\\u001b[31m/trust"]
    with pytest.raises(MfagateError, match="contains no document named x"):
        document_of_file(tmp_path / "input.json", "input.json", "x", "trust", Defaults())
