"""`mfagate simulate`: one decision a line, streamed."""

from __future__ import annotations

import json
import os
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.cli._options import add_assume, add_engine, assumptions
from mfagate.engines import open_engine
from mfagate.evaluation.queries import ask_answers, ask_dependence, check_assumptions
from mfagate.evaluation.simulation import BadLine, Line, read_line, read_lines
from mfagate.exceptions import EngineError, NothingToCheckError, UnreadableFileError
from mfagate.reports.answers import explained
from mfagate.suite.suite import load_suite

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping

    from mfagate.engines import Engine

_DESCRIPTION = """\
Decide requests as AWS would. Each line of the input is a case, {"id", "policies", "request"}; each line of
the output is its answer, in the same order. A case that cannot be judged is answered with an error.
"""

_EPILOG = """\
exit codes: 0 every case has a decision; 2 a case has an error, or there is no case; 3 the engine failed

examples:
  mfagate simulate cases.ndjson
  mfagate simulate - --explain --engine embedded
"""


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
) -> argparse.ArgumentParser:
    """Add the `simulate` command to `subparsers`; its `run` default is what to call."""
    parser = subparsers.add_parser(
        "simulate", help="decide requests, one per line", description=_DESCRIPTION, epilog=_EPILOG
    )
    parser.add_argument("cases", metavar="CASES.ndjson", help="file with the cases, or - for standard input")
    add_engine(parser)
    add_assume(parser)
    parser.add_argument(
        "--explain",
        action="store_true",
        help="print each answer as text, with the statements that nearly applied and what it depends on",
    )
    parser.set_defaults(run=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Answer every line; return 0 when each has a decision, else 2.

    Raises:
        NothingToCheckError: there was no line.
        UnreadableFileError: the file cannot be read.
        EngineError: the engine failed.

    """
    seen, bad = 0, 0
    with open_engine(args.engine or "auto") as engine:
        load_suite(engine)
        chosen = assumptions(args.assume)
        check_assumptions(engine, chosen, options="mfa/assumptions/evaluation")
        for batch in _batches(args.cases):
            for answer in _answers(engine, batch, chosen, explain=args.explain):
                seen, bad = seen + 1, bad + ("error" in answer)
                sys.stdout.write(_shown(answer, text=args.explain))
            sys.stdout.flush()
    if not seen:
        raise NothingToCheckError(f"{args.cases}: no case found; expected one JSON object a line")
    return 2 if bad else 0


def _batches(name: str) -> Iterator[list[bytes]]:
    """Give the lines as they arrive: what one read brings is one batch."""
    if name == "-":
        yield from read_lines(sys.stdin.fileno())
        return
    try:
        descriptor = os.open(Path(name), os.O_RDONLY)
    except OSError as error:
        raise UnreadableFileError(f"{name}: cannot be read: {error.strerror}") from error
    try:
        yield from read_lines(descriptor)
    except OSError as error:
        raise UnreadableFileError(f"{name}: cannot be read: {error.strerror}") from error
    finally:
        os.close(descriptor)


def _answers(
    engine: Engine, batch: list[bytes], chosen: Mapping[str, str], *, explain: bool
) -> Iterator[dict[str, Any]]:
    """Answer the lines of a batch; neighbours with the same policies are one question."""
    parsed = [read_line(line) for line in batch]
    for _, group in groupby(parsed, key=_policies):
        lines = list(group)
        good = [line for line in lines if isinstance(line, Line)]
        answers = iter(_apart(engine, good, chosen, explain=explain))
        for line in lines:
            yield line.answer() if isinstance(line, BadLine) else {"id": line.id, **next(answers)}


def _apart(
    engine: Engine, lines: list[Line], chosen: Mapping[str, str], *, explain: bool
) -> list[dict[str, Any]]:
    """Ask for lines with the same policies; where the engine cannot take one, that one has the error.

    Raises:
        EngineError: the engine takes nothing any more.

    """
    if not lines:
        return []
    try:
        requests = [line.request for line in lines]
        return _decided(engine, lines[0].policies, requests, chosen, explain=explain)
    except EngineError as error:
        if len(lines) > 1:
            return [answer for line in lines for answer in _apart(engine, [line], chosen, explain=explain)]
        ask_answers(engine, {}, [])  # an engine that has died is no fault of the line
        info = engine.info()
        hint = "" if info.is_opa else "; OPA accepts more: use --engine binary or docker"
        message = f"the {info.name} engine cannot decide this case: {error}{hint}"
        return [{"error": {"message": " ".join(message.split()), "where": ""}}]


def _decided(
    engine: Engine,
    policies: Mapping[str, Any],
    requests: list[Any],
    chosen: Mapping[str, str],
    *,
    explain: bool,
) -> list[dict[str, Any]]:
    """Ask, and with `explain` also what each answer depends on."""
    answers = ask_answers(engine, policies, requests, chosen, explain=explain)
    if not explain:
        return answers
    depends = ask_dependence(engine, policies, requests, chosen)
    return [{**answer, "depends": on} for answer, on in zip(answers, depends, strict=True)]


def _policies(line: Line | BadLine) -> str:
    return line.key if isinstance(line, Line) else ""


def _shown(answer: dict[str, Any], *, text: bool) -> str:
    if text:
        return explained(answer)
    kept = {key: answer[key] for key in ("id", "decision", "by", "reason", "error") if key in answer}
    return json.dumps(kept, ensure_ascii=False, separators=(", ", ": ")) + "\n"
