"""Check that the tests cover each file well enough: `python scripts/check_coverage.py coverage.json`.

`fail_under` in pyproject.toml is the floor of the whole; coverage has no such setting for a file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

FLOOR = 80.0


def below(report: dict[str, Any]) -> list[str]:
    """Return a line for each file below the floor, the lowest first."""
    files = {name: file["summary"]["percent_covered"] for name, file in report["files"].items()}
    low = sorted((percent, name) for name, percent in files.items() if percent < FLOOR)
    return [
        f"{name}: {percent:.1f} % of lines and branches covered, expected {FLOOR:g} %"
        for percent, name in low
    ]


def main(arguments: list[str]) -> int:
    """Return 0 when every file of a report reaches the floor, else 1; an empty report fails."""
    (path,) = arguments
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    faults = below(report) if report["files"] else ["no file was measured"]
    sys.stdout.write("\n".join(faults or [f"every file reaches {FLOOR:g} %"]) + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
