"""Cases as lines of JSON: cut from a stream, and read one by one."""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from mfagate.evaluation.simulation import MAX_LINE, BadLine, Line, read_line, read_lines
from mfagate.parsing import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = b'{"id": "a", "policies": {"identity": []}, "request": {"action": "s3:GetObject"}}'


def of_file(path: Path, content: bytes) -> list[bytes]:
    """Return the lines of a file of this content."""
    path.write_bytes(content)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return [line for batch in read_lines(descriptor) for line in batch]
    finally:
        os.close(descriptor)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"\n \n\t\r\n", []),
        (b"a", [b"a"]),
        (b"a\n", [b"a"]),
        (b"a\nb", [b"a", b"b"]),
        (b"\na\r\n\n b \n", [b"a\r", b" b "]),
        (b"x" * 200_000 + b"\n" + b"y" * 70_000, [b"x" * 200_000, b"y" * 70_000]),
    ],
)
def test_lines_are_cut_where_they_end(tmp_path: Path, content: bytes, lines: list[bytes]) -> None:
    """Lines come whole, however many reads they take, and those that are empty do not come."""
    assert of_file(tmp_path / "f", content) == lines


def test_a_line_that_is_too_long_is_cut_just_beyond_the_bound(tmp_path: Path) -> None:
    """It is refused for its length, and was never held whole; the next line comes as it is."""
    found = of_file(tmp_path / "f", b"x" * (3 * MAX_LINE) + b"\nb\n")

    assert len(found) == 2
    assert MAX_LINE < len(found[0]) < 2 * MAX_LINE
    assert found[1] == b"b"


def test_a_last_line_that_is_too_long_is_cut_too(tmp_path: Path) -> None:
    """The end of the file is no way around the bound."""
    (found,) = of_file(tmp_path / "f", b"x" * (3 * MAX_LINE))

    assert len(found) == MAX_LINE + 1


def piped(write: Callable[[int], None]) -> tuple[int, threading.Thread]:
    """Return the end of a pipe that a thread writes into."""
    outer, inner = os.pipe()

    def feed() -> None:
        with suppress(BrokenPipeError):
            write(inner)
        os.close(inner)

    thread = threading.Thread(target=feed, daemon=True)
    thread.start()
    return outer, thread


def test_what_is_there_is_given_before_the_end() -> None:
    """A pipe that stays open gives each line when it comes: nothing waits for more."""
    outer, inner = os.pipe()
    batches = read_lines(outer)
    os.write(inner, b"a\nb")
    assert next(batches) == [b"a"]
    os.write(inner, b"c\nd\n")
    assert next(batches) == [b"bc", b"d"]
    os.close(inner)
    assert list(batches) == []
    os.close(outer)


def test_an_endless_pipe_is_read_in_batches_of_bounded_size() -> None:
    """However much there is to come, what is held at a time is one read."""

    def write(inner: int) -> None:
        while True:
            os.write(inner, GOOD + b"\n")

    outer, thread = piped(write)
    batches = list(islice(read_lines(outer), 200))
    os.close(outer)
    thread.join(60)

    assert not thread.is_alive()
    assert {line for batch in batches for line in batch} == {GOOD}
    assert max(sum(map(len, batch)) for batch in batches) <= 64 * 1024 + len(GOOD)


def test_a_good_line_is_a_case() -> None:
    """Id, policies and request come through as they are."""
    found = read_line(GOOD)

    assert found == Line("a", {"identity": []}, {"action": "s3:GetObject"}, '{"identity": []}')


def test_equal_policies_have_equal_keys() -> None:
    """The order of keys and the white space of a line do not matter."""
    one = read_line(b'{"id": "a", "policies": {"identity": [], "scp": null}, "request": {}}')
    two = read_line(b'{"request": {}, "policies": {"scp" :null, "identity":[ ]}, "id": "b"}\r')
    three = read_line(b'{"request": {}, "policies": {"scp": [], "identity": []}, "id": "b"}')

    assert isinstance(one, Line)
    assert isinstance(two, Line)
    assert isinstance(three, Line)
    assert one.key == two.key != three.key


def test_what_is_inside_is_left_to_the_rules() -> None:
    """Documents and requests are not looked into: the rules know what can be judged."""
    line = b'{"id": "", "policies": {"nonsense": 5}, "request": {"action": null, "context": {"n": 1.5}}}'

    found = read_line(line)

    assert isinstance(found, Line)
    assert (found.id, found.policies) == ("", {"nonsense": 5})
    assert found.request == {"action": None, "context": {"n": 1.5}}


def test_the_answer_of_a_bad_line_is_in_the_contracts_shape() -> None:
    """The id comes back as it was, with a message and a pointer."""
    assert BadLine(5, "no", "/id").answer() == {"id": 5, "error": {"message": "no", "where": "/id"}}


def bad(line: bytes) -> tuple[Any, str, str]:
    """Return the id, the message and the pointer of a line that is refused."""
    found = read_line(line)
    assert isinstance(found, BadLine)
    return found.id, found.message, found.where


def test_the_longest_line_is_read_and_one_byte_more_is_not() -> None:
    """The bound is the bound."""
    rest = len(GOOD)
    fits = GOOD[:-1] + b" " * (MAX_LINE - rest) + b"}"

    assert len(fits) == MAX_LINE
    assert isinstance(read_line(fits), Line)
    assert bad(fits + b" ") == ("a", f"the line is longer than {MAX_LINE} bytes; split the case", "")


def test_nesting_is_bounded() -> None:
    """Sixty-four levels are read, as in documents, and one more is not: no engine has to find its own end."""
    head = b'{"id": "a", "request": {}, "policies": {"identity": '

    assert isinstance(read_line(head + b"[" * 62 + b"]" * 62 + b"}}"), Line)
    name, message, where = bad(head + b"[" * 63 + b"]" * 63 + b"}}")
    assert (name, where) == ("a", "")
    assert message == "cannot be read: column 115: nested more than 64 levels deep; nothing deeper is read"


def test_many_brackets_are_not_deep() -> None:
    """A long list of short lists is flat."""
    statements = json.dumps([[] for _ in range(1000)])

    found = read_line(f'{{"id": "a", "policies": {{"identity": {statements}}}, "request": {{}}}}'.encode())

    assert isinstance(found, Line)


def test_brackets_in_text_are_no_nesting() -> None:
    """What stands in quotes is text."""
    found = read_line(GOOD.replace(b'"a"', b'"' + b"[" * 100 + b'"'))

    assert isinstance(found, Line)


@pytest.mark.parametrize("escape", [r"\ud83d\ude00", r"\u00e9", r"\\ud800"])
def test_an_escape_that_is_a_character_is_fine(escape: str) -> None:
    """Pairs of surrogates are characters, and an escaped backslash is one."""
    found = read_line(GOOD.replace(b'"a"', f'"{escape}"'.encode()))

    assert isinstance(found, Line)
    assert found.id == json.loads(f'"{escape}"')


@pytest.mark.parametrize(
    "number", ["9" * 15, "-" + "9" * 15, "-1", "1.5", "3600.0", "0.00000000000000125", "0"]
)
def test_a_number_that_every_reader_takes_is_fine(number: str) -> None:
    """Numbers up to the bound come through."""
    found = read_line(GOOD.replace(b"[]", number.encode()))

    assert isinstance(found, Line)
    assert found.policies == {"identity": json.loads(number)}


@pytest.mark.parametrize("number", ["1e3", "1.5E-7", "9" * 16, "1." + "3" * 15])
def test_a_number_whose_text_readers_disagree_about_is_refused(number: str) -> None:
    """Readers keep different texts of a long number, or of one with an exponent; conditions compare texts."""
    name, message, where = bad(GOOD.replace(b"[]", number.encode()))

    assert (name, where) == ("a", "")
    said = f"readers may round the number {number}; write it as a string, in quotes"
    assert message == f"cannot be read: {said}"


@pytest.mark.parametrize(
    "line",
    ['{"id": "a", ', ' {"id":"a"} x', '{"id": "a", "policies": {"p": "\\x"}}', '{"id": "a", "n": tru}'],
)
def test_a_line_that_is_no_json_keeps_an_id_that_stands_first(line: str) -> None:
    """Whoever reads the answers finds the line that it is about."""
    name, message, _ = bad(line.encode())

    assert name == "a"
    assert message.startswith("cannot be read: column ")


@pytest.mark.parametrize(
    "line", ['{"x": 1, "id": "a", ', '{"id": 7, ', '{"id": "a\\ud800", ', '["id", "a"', "a"]
)
def test_a_line_that_is_no_json_has_no_id_otherwise(line: str) -> None:
    """An id further on, of another type, or with half a character, is none."""
    assert bad(line.encode())[0] is None


@pytest.mark.parametrize(
    "number", ["9" * 401, "1e999", "-1e999", "NaN", "Infinity", "-Infinity", "01", "1.", "+1"]
)
def test_a_number_that_readers_disagree_about_is_refused(number: str) -> None:
    """What one reader takes for infinity and another refuses is no case."""
    _, message, where = bad(GOOD.replace(b"[]", number.encode()))

    assert message.startswith("cannot be read: column ")
    assert where == ""


def test_what_is_wrong_far_into_a_long_line_is_reported() -> None:
    """Beyond what documents may have the message is shorter, and the id is still told."""
    pad = b'"' + b"x" * (MAX_BYTES + 1) + b'"'

    twice = bad(b'{"id": "a", "policies": {"p": ' + pad + b', "p": 1}, "request": {}}')
    nonsense = bad(b'{"id": "a", "policies": {"p": ' + pad + b", nonsense")

    assert twice == ("a", "cannot be read: the key p occurs twice in one object", "")
    assert nonsense[0] == "a"
    assert nonsense[1].startswith(
        "cannot be read: Expecting property name enclosed in double quotes: line 1 column "
    )
