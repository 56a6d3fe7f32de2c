"""Run a command and demand an exit code: `python scripts/expect_exit.py 1 mfagate check policies/seed`."""

from __future__ import annotations

import subprocess
import sys


def main(arguments: list[str]) -> int:
    """Return 0 when the command ends with the exit code that comes first in `arguments`, else 1."""
    wanted, *command = arguments
    code = subprocess.run(command, check=False).returncode  # noqa: S603 - the command is the caller's own
    verdict = "as it should" if code == int(wanted) else f"where {wanted} was expected"
    sys.stdout.write(f"\n{' '.join(command)}: exit code {code}, {verdict}\n")
    return 0 if code == int(wanted) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
