"""What an engine is: the protocol that the rest of mfagate uses, and what is known of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from typing_extensions import Self

Json: TypeAlias = Any  # whatever JSON can say
Untyped: TypeAlias = Any  # an object of a package without types

_PATH = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(/[A-Za-z_][A-Za-z0-9_]*)*\Z")


@dataclass(frozen=True)
class EngineInfo:
    """Which engine decided: its name as in `--engine`, and the version of the evaluator."""

    name: str
    version: str

    @property
    def is_opa(self) -> bool:
        """Whether OPA itself decides, and not the interpreter of the engine `embedded`."""
        return self.name != "embedded"

    @property
    def label(self) -> str:
        """The evaluator with its version, and the engine."""
        return f"{'OPA' if self.is_opa else 'regorus'} {self.version} ({self.name})"


@dataclass(frozen=True)
class Probe:
    """Whether an engine can be used here: its version when known, and why not when it cannot."""

    name: str
    usable: bool
    version: str | None
    why_not: str | None


class EngineUnavailableError(EngineError):
    """An engine cannot be used here, whatever the rules are: `auto` goes on to the next one."""


class Engine(Protocol):
    """Something that evaluates Rego: `load` once, `query` often, `close` at the end (or `with`)."""

    def load(self, modules: Mapping[str, str], data: Mapping[str, Json]) -> None:
        """Load Rego modules (id → text) and one JSON document that becomes the root of `data`.

        Whatever was loaded before is gone. The engine adds `data.mfa.suite.digest`.

        Raises:
            EngineError: a module does not compile or uses a built-in that is not allowed, or the
                engine does not start.

        """

    def query(self, path: str, input: Json) -> Json:  # noqa: A002 - Rego's own word for it
        """Return the value of the rule or data at `path` (such as `iam/answers`) for `input`.

        Raises:
            UndefinedResultError: the value is undefined.
            EngineError: the evaluation failed, or the engine is gone.

        """

    def info(self) -> EngineInfo:
        """Return the engine's name and version."""

    def close(self) -> None:
        """Stop what this engine started; a second call does nothing."""

    def __enter__(self) -> Self:
        """Return the engine itself."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""


class Closing:
    """Makes a class with `close` usable in a `with` statement."""

    def close(self) -> None:
        """Stop what this engine started; a second call does nothing."""

    def __enter__(self) -> Self:
        """Return the engine itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()


def parts_of(path: str) -> list[str]:
    """Return the names in a query path such as `iam/answers`.

    Raises:
        EngineError: it is not a path of names with `/` between them.

    """
    if not _PATH.match(path):
        raise EngineError(
            f"{path!r} is not a query path; expected names with / between them, such as iam/answers"
        )
    return path.split("/")


def undefined(engine: str, path: str) -> str:
    """Return the message for a query that came back undefined."""
    name = "data." + ".".join(parts_of(path))
    return (
        f"{engine}: {name} is undefined for this input; the rules must answer every input, "
        f"so this is a bug in the rules or an invalid input, never a pass"
    )
