"""What is stopped when the process ends, and who owns what."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap

import pytest

from mfagate.engines import _cleanup, _owner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc are not Windows'")


def result(code: str) -> tuple[str, int]:
    """Run Python code in a process of its own; return what it printed and how it ended."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False
    )
    return done.stdout, done.returncode


def test_everything_pending_is_closed_once() -> None:
    """What is pending is closed at the end, also after one that fails; what is done is not."""
    code = """
        from mfagate.engines._cleanup import at_end
        def fail():
            raise OSError
        at_end(lambda: print("a"))
        at_end(fail)
        at_end(lambda: print("b"))()
        at_end(lambda: print("c"))
    """

    assert result(code) == ("a\nc\n", 0)


def test_signal_closes_and_then_ends_the_process() -> None:
    """SIGTERM closes what is pending and still ends the process as SIGTERM does."""
    code = """
        import os, signal
        from mfagate.engines._cleanup import at_end
        at_end(lambda: print("closed", flush=True))
        os.kill(os.getpid(), signal.SIGTERM)
        signal.pause()
    """

    assert result(code) == ("closed\n", -signal.SIGTERM)


def test_handler_of_others_stays() -> None:
    """A program that handles SIGTERM itself keeps its handler."""
    code = """
        import os, signal
        from mfagate.engines._cleanup import at_end
        signal.signal(signal.SIGTERM, lambda *_: print("theirs", flush=True))
        at_end(lambda: print("ours", flush=True))
        os.kill(os.getpid(), signal.SIGTERM)
    """

    assert result(code) == ("theirs\nours\n", 0)


def test_child_of_a_fork_closes_nothing() -> None:
    """A child that ends does not close what belongs to its parent."""
    code = """
        import os
        from mfagate.engines._cleanup import at_end
        at_end(lambda: print("closed by", os.getpid() == parent, flush=True))
        parent = os.getpid()
        if os.fork() == 0:
            raise SystemExit
        os.wait()
    """

    assert result(code) == ("closed by True\n", 0)


def test_signals_are_given_back() -> None:
    """When nothing is pending any more, the signals are as they were."""
    before = signal.getsignal(signal.SIGTERM)
    done = _cleanup.at_end(lambda: None)
    done()
    done()

    assert signal.getsignal(signal.SIGTERM) is before


def test_owner_survives_the_label() -> None:
    """The label says who owns a container, and nothing else is taken for one."""
    here = _owner.here()

    assert _owner.parse(str(here)) == here
    assert _owner.parse("1/2") is None
    assert _owner.parse("one/two/three") is None


def test_this_process_is_not_gone() -> None:
    """A process that runs is not gone; one of another host cannot be told."""
    here = _owner.here()

    assert here.gone() is False
    assert _owner.Owner(here.pid, "elsewhere", here.started).gone() is False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only /proc tells start times")
def test_process_with_the_same_number_is_another() -> None:
    """A number that was given to a new process belongs to somebody who is gone."""
    here = _owner.here()

    assert _owner.Owner(os.getpid(), here.host, "1").gone() is True


def test_process_that_ended_is_gone() -> None:
    """A process that ended is gone, reaped or not."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        owner = _owner.Owner(process.pid, _owner.here().host, _owner._started(process.pid) or "0")
        assert owner.gone() is False

    assert owner.gone() is True
