"""The `embedded` engine: regorus, a Rego interpreter in this process; nothing to start."""

from __future__ import annotations

import json
import re
import threading
from importlib import metadata
from typing import TYPE_CHECKING, TypeVar

import regorus  # type: ignore[import-untyped]

from mfagate.engines import _text
from mfagate.engines._imports import expanded
from mfagate.engines._protocol import Closing, EngineInfo, parts_of, undefined
from mfagate.engines._suite import suite_of
from mfagate.exceptions import EngineError, UndefinedResultError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mfagate.engines._protocol import Json, Untyped
    from mfagate.engines._suite import Suite

_T = TypeVar("_T")
_UNDEFINED = '"<undefined>"'
_NO_RULE = "not a valid rule path"
_PLACE = re.compile(r"^--> (\S+):(\d+):(\d+)$", re.MULTILINE)
# Regorus' own limits are for untrusted modules: a line of 1,024 columns is nothing that OPA minds.
_LIMITS = {"max_col": 1_000_000, "max_file_bytes": 50_000_000, "max_lines": 1_000_000}


def open_here() -> EmbeddedEngine:
    """Return the engine."""
    return EmbeddedEngine()


def probe_here() -> str:
    """Return the version of the interpreter."""
    return _version()


class EmbeddedEngine(Closing):
    """Evaluates in process. An interpreter is bound to its thread, so each thread gets its own."""

    def __init__(self) -> None:
        """Prepare; nothing is loaded yet."""
        self._suite: Suite | None = None
        self._local = threading.local()

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Compile these modules and take this data.

        Raises:
            EngineError: a module or the data is at fault.

        """
        self.close()
        self._suite = suite_of(modules, data)
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
        answer = _guarded(lambda: _evaluate(engine, name, text))
        if answer is None:
            raise UndefinedResultError(undefined("embedded", path))
        return _text.decode(answer)

    def info(self) -> EngineInfo:
        """Return the engine's name and the version of the interpreter."""
        return EngineInfo("embedded", _version())

    def close(self) -> None:
        """Forget what was loaded."""
        self._suite = None
        self._local = threading.local()

    def _interpreter(self) -> Untyped:
        if self._suite is None:
            raise EngineError("embedded: nothing is loaded; call load first")
        if not hasattr(self._local, "engine"):
            suite = self._suite
            self._local.engine = _guarded(lambda: _compiled(suite))
        return self._local.engine


def _compiled(suite: Suite) -> Untyped:
    engine = regorus.Engine()
    engine.set_policy_length_config(**_LIMITS)
    for name, text in sorted(suite.modules.items()):
        engine.add_policy(name, expanded(text))
    engine.add_data_json(_text.encode(suite.data))
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


def _guarded(act: Callable[[], _T]) -> _T:
    """Do `act`, and make one line of what goes wrong in the interpreter.

    Raises:
        EngineError: it failed or panicked.

    """
    try:
        return act()
    except RuntimeError as error:
        raise EngineError(_message(str(error))) from None
    except BaseException as error:
        # The interpreter's panics are no Exceptions, and their class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise EngineError(f"embedded: the interpreter broke: {_text.one_line(str(error))}") from None


def _message(report: str) -> str:
    """Return one line for a report of regorus, which shows place, source, message and a stack."""
    text = report.partition("Stack backtrace:")[0]
    place = _PLACE.search(text)
    _, _, what = text.rpartition("error: ")
    where = ":".join(place.groups()) + ": " if place else ""
    return f"embedded: {where}{_text.one_line(what)}"


def _version() -> str:
    return metadata.version("gordon-to-regorus")
