"""The `auto` engine: the first of the others that works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.engines._protocol import Closing, EngineInfo, EngineUnavailableError
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mfagate.engines._protocol import Engine, Json


class AutoEngine(Closing):
    """Stands for the first engine that opens, and goes on to the next when that one does not start.

    Rules that are at fault never make it go on: only an engine that is unusable does.
    """

    def __init__(self, openers: Mapping[str, Callable[[], Engine]]) -> None:
        """Take the first of `openers` (name → function) that works.

        Raises:
            EngineError: none of them does; the message has the reason of each.

        """
        self._whys: list[str] = []
        self._left: Iterator[Callable[[], Engine]] = iter(list(openers.values()))
        self.chosen: Engine = self._next()

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Load into the first engine that can be started.

        Raises:
            EngineError: the modules or the data are at fault, or no engine is left.

        """
        while True:
            try:
                self.chosen.load(modules, data)
            except EngineUnavailableError as error:  # noqa: PERF203 - four times at most
                self._whys.append(str(error))
                self.chosen.close()
                self.chosen = self._next()
            else:
                return

    def query(self, path: str, input: Json) -> Json:  # noqa: A002 - Rego's own word for it
        """Return the value of the rule or data at `path` for `input`.

        Raises:
            UndefinedResultError: the value is undefined.
            EngineError: the evaluation failed, or the engine is gone.

        """
        return self.chosen.query(path, input)

    def info(self) -> EngineInfo:
        """Return the name and version of the engine that was taken."""
        return self.chosen.info()

    def close(self) -> None:
        """Close the engine that was taken."""
        self.chosen.close()

    def _next(self) -> Engine:
        for open_one in self._left:
            try:
                return open_one()
            except EngineUnavailableError as error:  # noqa: PERF203 - four times at most
                self._whys.append(str(error))
        raise EngineError("no engine can be used here: " + " | ".join(self._whys))
