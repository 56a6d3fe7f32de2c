"""Write the verdict table into README.md, as the first command prints it; `--check` only compares."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START, END = "<!-- verdicts -->\n", "<!-- /verdicts -->"


def table() -> str:
    """Return the table: all that is printed before the first blank line."""
    command = [sys.executable, "-m", "mfagate", "check", "policies/seed", "--engine", "embedded"]
    printed = subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    return printed.partition("\n\n")[0]


def main(arguments: list[str]) -> int:
    """Write or compare; return 1 when `--check` finds another table."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    head, _, rest = text.partition(START)
    new = f"{head}{START}```text\n{table()}\n```\n{END}{rest.partition(END)[2]}"
    if "--check" in arguments:
        return 0 if new == text else 1
    readme.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
