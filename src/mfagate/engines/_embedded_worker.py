"""An embedded engine in a process of its own, asked through pipes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from mfagate.engines import _text
from mfagate.engines._cleanup import at_end
from mfagate.engines._protocol import Closing
from mfagate.engines._suite import suite_of
from mfagate.exceptions import EngineError, UndefinedResultError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines._protocol import EngineInfo, Json

_START = "import sys; sys.path[:] = {path!r}; from mfagate.engines._worker_process import main; main()"


class EmbeddedWorker(Closing):
    """An embedded engine in a process of its own, which ends with this one."""

    def __init__(self, info: EngineInfo) -> None:
        """Start the process; `info` is its name and version.

        Raises:
            EngineError: it does not start.

        """
        self._info = info
        self._closed = threading.Event()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - this very Python
                [sys.executable, "-I", "-c", _START.format(path=sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        except OSError as error:
            raise EngineError(
                f"embedded: no process can be started: {error.strerror}; use --jobs 1"
            ) from error
        self._forget = at_end(self.close)

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Have the process compile these modules and take this data.

        Raises:
            EngineError: a module or the data is at fault, or the process has ended.

        """
        suite = suite_of(modules, data)
        self._ask({"modules": dict(suite.modules.expanded), "data": suite.data.text})

    def query(self, path: str, input: Json) -> Json:  # noqa: A002 - Rego's own word for it
        """Return the value of the rule or data at `path` for `input`.

        Raises:
            UndefinedResultError: the value is undefined.
            EngineError: the evaluation failed, or the process has ended.

        """
        return self._ask({"path": path, "input": input})

    def info(self) -> EngineInfo:
        """Return the engine's name and the version of the interpreter."""
        return self._info

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._closed.is_set():
            return
        self._closed.set()
        self._forget()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()

    def _ask(self, question: Json) -> Json:
        answer = self._exchange(_text.encode(question))
        if "error" not in answer:
            return answer["value"]
        raise (UndefinedResultError if answer["undefined"] else EngineError)(answer["error"])

    def _exchange(self, line: str) -> dict[str, Json]:
        asked, answered = self._process.stdin, self._process.stdout
        text = ""
        with suppress(OSError, ValueError):  # the process has ended: no answer says so
            if asked is not None and answered is not None:
                asked.write(line + "\n")
                asked.flush()
                text = answered.readline()
        if not text.endswith("\n"):
            code = self._process.poll()
            raise EngineError(f"embedded: a worker process ended (exit code {code}); use --jobs 1")
        found: dict[str, Json] = json.loads(text)
        return found
