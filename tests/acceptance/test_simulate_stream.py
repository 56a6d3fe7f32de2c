"""`mfagate simulate -`: an answer for each line as it comes, however many there are."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest

from support.commands import MFAGATE, environment, mfagate
from support.simulate_cases import GUARDED, WITHOUT_MFA, answers, case, lines

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 120  # seconds until a run that hangs is given up; nothing here waits that long
STATUS = Path("/proc/self/status")


@contextmanager
def simulating(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the command with pipes for its input and output; end it in any case."""
    process = subprocess.Popen(
        [*MFAGATE, "simulate", "-", "--engine", "embedded", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    with process:
        try:
            yield process
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # what was still to be written
                assert process.stdin
                process.stdin.close()


class Reader:
    """The lines of a pipe, read in a thread of its own, so that waiting for one has an end."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        """Start to read."""
        assert pipe is not None
        self._lines: queue.Queue[bytes] = queue.Queue(maxsize=100)
        self._pipe = pipe
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with suppress(ValueError):  # the pipe is closed when the test is done
            for line in self._pipe:
                self._lines.put(line)

    def line(self) -> str:
        """Give the next line; an answer that does not come fails the test."""
        return self._lines.get(timeout=PATIENCE).decode()


def say(pipe: IO[bytes] | None, text: str) -> None:
    """Write into a pipe at once."""
    assert pipe is not None
    pipe.write(text.encode())
    pipe.flush()


def test_a_pipe_that_stays_open_gets_each_answer_before_the_next_line() -> None:
    """The next line is written only when the answer to the last one is there; a bad line waits for none."""
    asked = [
        (case("a", {"identity": [GUARDED]}), "Allowed"),
        (case("b", {"identity": [GUARDED]}, context=WITHOUT_MFA), "ExplicitlyDenied"),
        ("nonsense", None),
        (case("c"), "Allowed"),
    ]
    with simulating() as process:
        reader = Reader(process.stdout)
        for one, decision in asked:
            say(process.stdin, lines(one))
            answer = json.loads(reader.line())
            assert answer.get("decision") == decision
            assert process.poll() is None
        assert process.stdin
        process.stdin.close()
        assert process.wait(PATIENCE) == 2  # one of the lines was bad


def test_an_explanation_is_streamed_too() -> None:
    """With `--explain` the text of an answer comes before the next line is written."""
    with simulating("--explain") as process:
        reader = Reader(process.stdout)
        for name in ("a", "b"):
            say(process.stdin, lines(case(name)))
            assert reader.line() == f"{name}: allow\n"
            assert reader.line() == "    allowed by identity[0] statement 0 (All)\n"


def test_half_a_line_is_waited_for() -> None:
    """A line that comes in pieces is one case: it is answered when its end is there."""
    text = lines(case("a"), case("b"))
    with simulating() as process:
        reader = Reader(process.stdout)
        say(process.stdin, text[:10])
        say(process.stdin, text[10:-1])
        assert json.loads(reader.line())["id"] == "a"
        say(process.stdin, text[-1:])
        assert json.loads(reader.line())["id"] == "b"


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    """What stands before the end of the input is a case too."""
    ended = mfagate(
        "simulate", "-", "--engine", "embedded", cwd=tmp_path, stdin=lines(case("a"))[:-1].encode()
    )

    assert (ended.code, ended.err) == (0, "")
    assert [one["id"] for one in answers(ended.out)] == ["a"]


def test_an_empty_pipe_is_2(tmp_path: Path) -> None:
    """A pipe that is closed without a line is nothing to decide."""
    ended = mfagate("simulate", "-", "--engine", "embedded", cwd=tmp_path, stdin=b"")

    assert (ended.code, ended.out, ended.message) == (
        2,
        "",
        "mfagate: -: no case found; expected one JSON object a line",
    )


def test_whoever_stops_reading_ends_the_run_quietly() -> None:
    """A reader that goes away, as `head` does, is no error to tell."""
    with simulating() as process:
        assert process.stdout
        assert process.stderr
        say(process.stdin, lines(case("a")))
        assert process.stdout.readline()
        process.stdout.close()
        with suppress(BrokenPipeError):
            say(process.stdin, lines(case("b")))
            assert process.stdin
            process.stdin.close()
        assert process.wait(PATIENCE) == 141
        assert process.stderr.read() == b""


def peak(process: subprocess.Popen[bytes]) -> int:
    """Return the most memory that a process has had, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found.group(1)) * 1024


@pytest.mark.skipif(not STATUS.exists(), reason="a process cannot be looked at here")
def test_an_endless_input_takes_constant_memory() -> None:
    """After forty megabytes more the process has needed hardly more memory than after the first five."""
    pad = "x" * 50_000
    period = lines(f'{{"id": "long", "pad": "{pad}"}}', case("short"))

    def feed(pipe: IO[bytes]) -> None:
        with suppress(BrokenPipeError, ValueError):  # the process has ended, or the pipe is closed already
            while True:
                pipe.write(period.encode())

    with simulating() as process:
        assert process.stdin
        reader = Reader(process.stdout)
        feeder = threading.Thread(target=feed, args=(process.stdin,), daemon=True)
        feeder.start()
        peaks = []
        for answered in (100, 800):
            for _ in range(answered):
                assert json.loads(reader.line())["error"]["where"] == "/pad"
                assert json.loads(reader.line())["decision"] == "Allowed"
            peaks.append(peak(process))
        assert peaks[1] - peaks[0] < 20_000_000
        process.kill()
        feeder.join(PATIENCE)  # it must not write into what is closed next
        assert not feeder.is_alive()


@pytest.mark.skipif(sys.platform == "win32", reason="sys.stdin has no file descriptor of a pipe there")
def test_a_file_and_a_pipe_give_the_same(tmp_path: Path) -> None:
    """The cases of a file are answered as those of standard input are."""
    text = lines(case("a"), "nonsense", case("b", {}))
    (tmp_path / "cases.ndjson").write_text(text, encoding="utf-8")

    named = mfagate("simulate", "cases.ndjson", "--engine", "embedded", cwd=tmp_path)
    piped = mfagate("simulate", "-", "--engine", "embedded", cwd=tmp_path, stdin=text.encode())

    assert named == piped
    assert named.code == 2
    assert len(answers(named.out)) == 3


def test_read_sizes_do_not_matter(tmp_path: Path) -> None:
    """Lines longer than a pipe's buffer, and many of them, come out one for one and in order."""
    count = 40
    text = lines(*(case(str(number), context={"aws:x": "x" * (number * 5000)}) for number in range(count)))
    assert len(text) > 2 * os.sysconf("SC_PAGE_SIZE") * 16

    ended = mfagate("simulate", "-", "--engine", "embedded", cwd=tmp_path, stdin=text.encode())

    assert (ended.code, ended.err) == (0, "")
    assert [one["id"] for one in answers(ended.out)] == [str(number) for number in range(count)]
