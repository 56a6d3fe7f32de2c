"""Write the expanded scenario matrix as data for `opa test`: `python -m mfagate.cli.export_cases OUT.json`.

The file holds `{"mfagate_cases": [{"name", "input"}, …]}`, each `input` as `data.mfa.scenarios` takes it:
OPA's own test runner then runs the same cases as pytest.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.config import find_config
from mfagate.evaluation.queries import case_questions
from mfagate.exceptions import ConfigError, MfagateError, NothingToCheckError
from mfagate.pipeline import load_run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def exported(start: Path) -> Iterator[dict[str, Any]]:
    """Give the queries about every subject of the config above `start`.

    Raises:
        NothingToCheckError: there is no config, or it names no subject.
        ConfigError: a subject cannot be judged.

    """
    run = load_run(find_config(start))
    if not run.config.subjects:
        raise NothingToCheckError(f"{start}: no mfagate.yaml with subjects; there is nothing to export")
    matrix = run.scenario_files.matrix()
    for subject in run.subjects:
        if subject.is_left_out:
            continue
        if not subject.judgeable:
            raise ConfigError(f"the subject {subject.name} cannot be judged: {subject.obstacles[0]}")
        for question in case_questions(subject, matrix.cases(subject), run.assumptions):
            yield {"name": subject.name, "input": question}


def main(arguments: Sequence[str]) -> int:
    """Write the file; return 0, or 2 when there is nothing to write."""
    try:
        questions = list(exported(Path.cwd()))
    except MfagateError as error:
        sys.stderr.write(f"mfagate: {error}\n")
        return error.exit_code
    Path(arguments[0]).write_text(json.dumps({"mfagate_cases": questions}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
