"""The process of an `EmbeddedWorker`: a line of JSON in, a line of JSON out.

The first line has modules that are checked and have their imports written out, and data as JSON text:
`{"modules": …, "data": …}`; each other one a question, `{"path": …, "input": …}`.
An answer is `{"value": …}`, or `{"error": text, "undefined": whether it is that}`.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING, TextIO

from mfagate.engines import _text
from mfagate.engines.embedded import EmbeddedEngine
from mfagate.exceptions import EngineError, UndefinedResultError

if TYPE_CHECKING:
    from mfagate.engines._protocol import Json


def serve(questions: TextIO, answers: TextIO) -> None:
    """Answer until there are no more questions, or the other process has ended."""
    with EmbeddedEngine() as engine:
        for line in questions:
            answers.write(json.dumps(_answer(engine, _text.decode(line))) + "\n")
            answers.flush()


def main() -> None:
    """Serve standard input and output. Ctrl-C is for the process that asks: it ends this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(sys.stdin, sys.stdout)


def _answer(engine: EmbeddedEngine, question: Json) -> Json:
    try:
        if "modules" in question:
            engine.take(question["modules"], question["data"])
            return {"value": None}
        return {"value": engine.query(question["path"], question["input"])}
    except EngineError as error:
        return {"error": str(error), "undefined": isinstance(error, UndefinedResultError)}
