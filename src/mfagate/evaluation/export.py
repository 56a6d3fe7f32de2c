"""Write the expanded scenario matrix as data for `opa test`: `python -m mfagate.cases_export OUT.json`.

The file holds `{"mfagate_cases": [{"name", "input"}, …]}`, each `input` as `data.mfa.scenarios` takes it, so
that the cases that pytest runs are run by OPA's own test runner too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfagate.config import find_config, load_config
from mfagate.evaluation.queries import case_questions
from mfagate.exceptions import ConfigError, MfagateError, NothingToCheckError
from mfagate.scenarios.matrix import load_matrix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def exported(start: Path) -> Iterator[dict[str, Any]]:
    """Give the questions of every subject of the config above `start`.

    Raises:
        NothingToCheckError: there is no config, or it names no subject.

    """
    path = find_config(start)
    config = load_config(path)
    if not config.subjects:
        raise NothingToCheckError(f"{start}: no mfagate.yaml with subjects; there is nothing to export")
    known = [*(one.name for one in config.subjects), *config.known_profiles()]
    matrix = load_matrix(config.scenarios, known, config.shipped_scenarios, config.known_profiles())
    for subject in config.subjects:
        if subject.is_left_out:
            continue
        if subject.why_not:
            raise ConfigError(f"the subject {subject.name} cannot be judged: {subject.why_not}")
        for question in case_questions(subject, matrix.cases(subject), config.assumptions):
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
