"""`mfagate simulate` on bad input: each line is answered in its place, and the others are decided."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.evaluation.simulation import MAX_LINE
from support.simulate_cases import ALL, GUARD, answers, case, document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from support.commands import Run

DENY_ALL_RCP = document({"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"})
SIMULATE = ("simulate", "cases.ndjson", "--engine", "embedded")

BAD_LINES: list[tuple[str, object, str, str]] = [
    ("{", None, 'cannot be read: column 2: the line ends inside the "{" of line 1, column 1; close it', ""),
    ("nonsense", None, 'cannot be read: column 1: expected a value here, found "n"', ""),
    ("[]", None, 'a case is an object: {"id", "policies", "request"}', ""),
    ('"text"', None, 'a case is an object: {"id", "policies", "request"}', ""),
    ("null", None, 'a case is an object: {"id", "policies", "request"}', ""),
    ("{}", None, "id must be a string", "/id"),
    ('{"id": 5}', 5, "id must be a string", "/id"),
    ('{"id": "a"}', "a", "policies must be an object with the policy types as keys", "/policies"),
    (
        '{"id": "a", "policies": []}',
        "a",
        "policies must be an object with the policy types as keys",
        "/policies",
    ),
    ('{"id": "a", "policies": {}}', "a", "request must be an object", "/request"),
    ('{"id": "a", "policies": {}, "request": []}', "a", "request must be an object", "/request"),
    (
        '{"id": "a", "policies": {}, "request": {"context": "x"}}',
        "a",
        "context must be an object",
        "/request/context",
    ),
    (
        '{"id": "a", "policy": {}, "request": {}}',
        "a",
        "unknown key policy; did you mean policies?",
        "/policy",
    ),
    (
        '{"id": "a", "a/b~": {}, "request": {}}',
        "a",
        "unknown key a/b~; expected one of id, policies, request",
        "/a~1b~0",
    ),
    (
        '{"id": "a", "policies": {"identity": [{"Version": "1", "Version": "2"}]}, "request": {}}',
        "a",
        'cannot be read: column 56: the key "Version" appears twice (see line 1); keep one of them',
        "/policies/identity/0/Version",
    ),
    (
        '{"id": "a", "id": "b", "policies": {}, "request": {}}',
        None,
        'cannot be read: column 13: the key "id" appears twice (see line 1); keep one of them',
        "/id",
    ),
    (
        '{"id": "a", "policies": NaN}',
        "a",
        "cannot be read: column 25: NaN is not a JSON number; write a finite number or text",
        "",
    ),
    (
        '{"id": "a", "policies": 1e999}',
        "a",
        "cannot be read: column 25: the number is too large; write it as text",
        "",
    ),
    (
        f'{{"id": "a", "policies": {"9" * 5000}}}',
        "a",
        "cannot be read: column 25: the number has more than 400 characters; write it as text",
        "",
    ),
    (
        '{"id": "a", "policies": {"\\ud800": {}}}',
        "a",
        "cannot be read: column 26: the string contains half of a surrogate pair "
        "(\\ud800-\\udfff): not a character",
        "",
    ),
    (
        '{"id": "\\udc00", "policies": {}}',
        None,
        "cannot be read: column 8: the string contains half of a surrogate pair "
        "(\\ud800-\\udfff): not a character",
        "",
    ),
    (
        f'{{"id": "a", "policies": {"[" * 100}{"]" * 100}}}',
        "a",
        "cannot be read: column 88: nested more than 64 levels deep; nothing deeper is read",
        "",
    ),
    (
        f'{{"id": "a", "policies": {"[" * 100_000}{"]" * 100_000}}}',
        "a",
        "cannot be read: column 88: nested more than 64 levels deep; nothing deeper is read",
        "",
    ),
    (
        '\ufeff{"id": "a", "policies": {}, "request": {}}',
        None,
        "cannot be read: column 1: the line starts with a byte order mark (BOM); "
        "save it as UTF-8 without BOM",
        "",
    ),
]


def test_bad_lines_are_answered_in_their_place(simulated: Callable[..., Run]) -> None:
    """Each bad line gets its id where it can be told, a message and a JSON pointer; the rest go on; 2."""
    cases: list[object] = [case("first")]
    wanted: list[dict[str, Any]] = []
    for text, name, message, where in BAD_LINES:
        cases += [text, case("good")]
        wanted += [{"id": name, "error": {"message": message, "where": where}}, {"id": "good"}]

    ended = simulated(*cases)

    found = answers(ended.out)
    assert (ended.code, ended.err) == (2, "")
    assert [{"id": one["id"]} if "decision" in one else one for one in found] == [{"id": "first"}, *wanted]
    assert {one["decision"] for one in found if "decision" in one} == {"Allowed"}


BAD_CASES: list[tuple[dict[str, Any], str, str]] = [
    (
        case("a", {"identiy": [ALL]}),
        "/policies/identiy",
        "identiy is not a policy type; expected one of boundary, identity, rcp, resource, scp, session",
    ),
    (
        case("a", {"a/b": [ALL]}),
        "/policies/a~1b",
        "a/b is not a policy type; expected one of boundary, identity, rcp, resource, scp, session",
    ),
    (case("a", {"identity": ALL}), "/policies/identity", "identity must be an array of documents or null"),
    (
        case("a", {"scp": [ALL]}),
        "/policies/scp",
        "scp must be an array of levels, each an array of documents, or null",
    ),
    (case("a", {"identity": [[]]}), "/policies/identity/0", "a policy document must be an object"),
    (case("a", {"scp": [[ALL, "text"]]}), "/policies/scp/0/1", "a policy document must be an object"),
    (
        case("a", {"identity": [document()]}),
        "/policies/identity/0",
        "Syntax errors in policy: the document has no Statement",
    ),
    (
        case("a", {"identity": [ALL, document({**GUARD, "Effect": "deny"})]}),
        "/policies/identity/1/Statement/0/Effect",
        'Effect must be "Allow" or "Deny" (case-sensitive)',
    ),
    (
        case("a", {"identity": [document({**GUARD, "Condition": {"Boool": {"aws:x": "y"}}})]}),
        "/policies/identity/0/Statement/0/Condition/Boool",
        "Boool is not a condition operator; did you mean Bool?",
    ),
    (case("a", principal=5), "/request/principal", "principal must be a non-empty string"),
    (case("a", principal=None), "/request/principal", "principal must be a non-empty string"),
    (case("a", action="s3"), "/request/action", "an action must be service:Name, such as s3:GetObject"),
    (case("a", acton="s3:x"), "/request/acton", "acton is not a field of a request; did you mean action?"),
    (
        case("a", context={"aws:RequestTag/x": None}),
        "/request/context/aws:RequestTag~1x",
        "a context value must be a string, a number, a boolean, or an array of these",
    ),
    (
        case("a", context={"aws:x": "1", "AWS:X": "2"}),
        "/request/context",
        "the key aws:x appears in two spellings",
    ),
]


def test_what_the_rules_refuse_is_answered_in_place(simulated: Callable[..., Run]) -> None:
    """A case that cannot be judged is refused with the place of the fault, never guessed."""
    ended = simulated(*(one for one, _, _ in BAD_CASES))

    assert (ended.code, ended.err) == (2, "")
    assert answers(ended.out) == [
        {"id": "a", "error": {"message": message, "where": where}} for _, where, message in BAD_CASES
    ]


def test_one_bad_request_does_not_spoil_those_beside_it(simulated: Callable[..., Run]) -> None:
    """Neighbours with the same policies are asked together, and still answered each for itself."""
    ended = simulated(case("a"), case("b", action="nonsense"), case("c"))

    assert ended.code == 2
    assert [(one["id"], "error" in one) for one in answers(ended.out)] == [
        ("a", False),
        ("b", True),
        ("c", False),
    ]


FULL = {
    "policies": {
        "identity": [document({**GUARD, "NotResource": "*"}, {**GUARD, "Action": ["*"]})],
        "resource": document(
            {
                "Effect": "Allow",
                "Principal": {"AWS": ["111122223333", "*"], "Service": "x.amazonaws.com"},
                "Action": "*",
                "Resource": "*",
            }
        ),
        "boundary": [ALL],
        "session": [ALL],
        "scp": [[ALL]],
        "rcp": [[DENY_ALL_RCP]],
    },
    "request": case("")["request"] | {"context": {"aws:username": "alice", "x:y": ["a", "b"]}},
}
VALUES: tuple[object, ...] = (None, True, 5, "", "${", [], [[]], [None], {}, {"": ""}, {"a/b": {"~": []}})


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of every part of a value, itself left out."""
    if path:
        yield path
    parts: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    for name, part in parts:
        yield from places(part, (*path, name))


def mutated() -> Iterator[dict[str, Any]]:
    """Give the full case with each of its parts replaced by each of the values, and with a strange key."""
    for path in places(FULL):
        for value in VALUES:
            changed: Any = copy.deepcopy(FULL)
            part = changed
            for name in path[:-1]:
                part = part[name]
            part[path[-1]] = value
            yield {"id": json.dumps([path, value]), **changed}


def resolves(pointer: str, value: object) -> bool:
    """Tell whether a JSON pointer (RFC 6901) points into a value, or to what is missing right there."""
    *parents, _ = pointer.split("/")
    for part in parents[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, dict) and name in value:
            value = value[name]
        else:
            return False
    return True


def test_no_line_whatever_it_holds_stops_the_run(simulated: Callable[..., Run]) -> None:
    """Whatever stands in any place of a case, it is decided or refused with a pointer that leads there."""
    cases = list(mutated())

    ended = simulated(*cases)

    found = answers(ended.out)
    assert (ended.code, ended.err) == (2, "")
    assert [one["id"] for one in found] == [one["id"] for one in cases]
    assert {frozenset(one) for one in found} == {
        frozenset({"id", "decision", "by", "reason"}),
        frozenset({"id", "error"}),
    }
    lost = [
        (one["id"], one["error"]["where"])
        for one, asked in zip(found, cases, strict=True)
        if "error" in one and not resolves(one["error"]["where"], asked)
    ]
    assert lost == []


def test_a_line_that_is_too_long_is_refused_and_the_next_is_read(simulated: Callable[..., Run]) -> None:
    """A line beyond the bound is answered in its place, and what follows is not lost."""
    long = json.dumps(case("long", context={"aws:x": "x" * MAX_LINE}))

    ended = simulated(case("a"), long, case("b"))

    assert ended.code == 2
    assert [(one["id"], one.get("error")) for one in answers(ended.out)] == [
        ("a", None),
        ("long", {"message": f"the line is longer than {MAX_LINE} bytes; split the case", "where": ""}),
        ("b", None),
    ]


def test_a_long_line_within_the_bound_is_decided(simulated: Callable[..., Run]) -> None:
    """A line of more than one read is one case."""
    ended = simulated(case("long", context={"aws:x": "x" * 300_000}))

    assert (ended.code, [one["decision"] for one in answers(ended.out)]) == (0, ["Allowed"])


def test_a_line_in_another_encoding_is_refused(bare: Path, run: Callable[..., Run]) -> None:
    """A line that is no UTF-8 is answered in its place; text in any script is fine, and comes back."""
    text = json.dumps(case("Zoë 😀"), ensure_ascii=False)
    (bare / "cases.ndjson").write_bytes(
        text.encode() + b"\n" + text[:20].encode("latin-1", "replace") + b"\n"
    )

    ended = run(*SIMULATE)

    assert ended.code == 2
    assert '{"id": "Zoë 😀", ' in ended.out
    assert answers(ended.out)[1] == {
        "id": None,
        "error": {
            "message": "cannot be read: column 11: this is not UTF-8 text; save the line as UTF-8",
            "where": "",
        },
    }


def test_lines_may_end_as_on_windows_and_be_empty(bare: Path, run: Callable[..., Run]) -> None:
    """CRLF ends a line too, blank lines are no cases, and the last line needs no end."""
    one, two = json.dumps(case("a")), json.dumps(case("b"))
    (bare / "cases.ndjson").write_bytes(f"\r\n{one}\r\n\n   \n{two}".encode())

    ended = run(*SIMULATE)

    assert (ended.code, [answer["id"] for answer in answers(ended.out)]) == (0, ["a", "b"])


@pytest.mark.parametrize("content", ["", "\n", "  \r\n\n"])
def test_an_input_without_a_case_is_2(bare: Path, run: Callable[..., Run], content: str) -> None:
    """Nothing to decide is never a pass."""
    (bare / "cases.ndjson").write_text(content, encoding="utf-8")

    ended = run(*SIMULATE)

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        "mfagate: cases.ndjson: no case found; expected one JSON object a line",
    )


@pytest.mark.parametrize(
    ("name", "reason"), [("nope.ndjson", "No such file or directory"), (".", "Is a directory")]
)
@pytest.mark.usefixtures("bare")
def test_a_file_that_cannot_be_read_is_2(run: Callable[..., Run], name: str, reason: str) -> None:
    """A file that is not there, or is none, is one line and exit code 2."""
    ended = run("simulate", name, "--engine", "embedded")

    assert (ended.code, ended.out, ended.message) == (2, "", f"mfagate: {name}: cannot be read: {reason}")


def test_a_case_that_the_engine_cannot_take_is_answered_in_its_place(simulated: Callable[..., Run]) -> None:
    """A pattern that is too much for the embedded engine costs its own line, and no other."""
    statement = {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:s3:::b/" + "?" * 200}
    hard = case("hard", {"identity": [document(statement)]})

    ended = simulated(case("before"), hard, hard, case("after"))

    reported = answers(ended.out)
    assert [one["id"] for one in reported] == ["before", "hard", "hard", "after"]
    assert ["error" in one for one in reported] == [False, True, True, False]
    assert reported[1]["error"]["where"] == ""
    assert reported[1]["error"]["message"].startswith(
        "the embedded engine cannot decide this case: embedded: compiled regex"
    )
    assert reported[1]["error"]["message"].endswith("; OPA accepts more: use --engine binary or docker")
    assert ended.code == 2
