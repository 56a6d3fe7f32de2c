"""The `embedded` engine: regorus, a Rego interpreter in this process; nothing to start."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from mfagate.engines import _text
from mfagate.engines._interpreter import guarded, new_interpreter, version
from mfagate.engines._protocol import Closing, EngineInfo, parts_of, undefined
from mfagate.engines._suite import suite_of
from mfagate.exceptions import EngineError, UndefinedResultError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines._protocol import Json, Untyped

_UNDEFINED = '"<undefined>"'
_NO_RULE = "not a valid rule path"


def open_here() -> EmbeddedEngine:
    """Return the engine."""
    return EmbeddedEngine()


def probe_here() -> str:
    """Return the version of the interpreter."""
    return version()


class EmbeddedEngine(Closing):
    """Evaluates in process. An interpreter is bound to its thread, so each thread gets its own."""

    def __init__(self) -> None:
        """Prepare; nothing is loaded yet."""
        self._source: tuple[Mapping[str, str], str] | None = None
        self._local = threading.local()

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Compile these modules and take this data.

        Raises:
            EngineError: a module or the data is at fault.

        """
        suite = suite_of(modules, data)
        self.take(suite.modules.expanded, suite.data.text)

    def take(self, modules: Mapping[str, str], data: str) -> None:
        """Compile modules that are checked and have their imports written out, and take data as JSON text.

        Raises:
            EngineError: a module or the data is at fault.

        """
        self.close()
        self._source = (modules, data)
        self._interpreter()

    def query(self, path: str, input: Json) -> Json:  # noqa: A002 - Rego's own word for it
        """Return the value of the rule or data at `path` for `input`.

        Raises:
            UndefinedResultError: the value is undefined.
            EngineError: nothing is loaded, or the evaluation failed.

        """
        name = "data." + ".".join(parts_of(path))
        text = _text.encode(input)
        engine = self._interpreter()
        answer = guarded(lambda: _evaluate(engine, name, text))
        if answer is None:
            raise UndefinedResultError(undefined("embedded", path))
        return _text.decode(answer)

    def info(self) -> EngineInfo:
        """Return the engine's name and the version of the interpreter."""
        return EngineInfo("embedded", version())

    def close(self) -> None:
        """Forget what was loaded."""
        self._source = None
        self._local = threading.local()

    def _interpreter(self) -> Untyped:
        if self._source is None:
            raise EngineError("embedded: nothing is loaded; call load first")
        if not hasattr(self._local, "engine"):
            modules, data = self._source
            self._local.engine = guarded(lambda: _compiled(modules, data))
        return self._local.engine


def _compiled(modules: Mapping[str, str], data: str) -> Untyped:
    engine = new_interpreter()
    for name, text in sorted(modules.items()):
        engine.add_policy(name, text)
    engine.add_data_json(data)
    engine.set_input_json("null")
    engine.eval_query("1 == 1")  # prepares every rule, so that what is wrong with one shows now
    return engine


def _evaluate(engine: Untyped, name: str, text: str) -> str | None:
    """Return the value of `name` as JSON text, None when it is undefined."""
    engine.set_input_json(text)
    try:
        answer: str = engine.eval_rule_as_json(name)
    except RuntimeError as error:
        if _NO_RULE not in str(error):
            raise
        return _evaluate_document(engine, name)
    if answer == _UNDEFINED and engine.eval_rule(name) is None:
        return None  # and not a rule whose value is that very text
    return answer


def _evaluate_document(engine: Untyped, name: str) -> str | None:
    """Return the value of a package or of plain data. Slow: the query is compiled each time."""
    results = json.loads(engine.eval_query_as_json(name)).get("result")
    return json.dumps(results[0]["expressions"][0]["value"]) if results else None
