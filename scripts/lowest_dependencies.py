"""Write the lowest versions that pyproject.toml allows: `docker>=7.1` becomes `docker==7.1`."""

from __future__ import annotations

import re
import sys
from importlib.metadata import requires
from pathlib import Path

_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?P<extras>\[[\w,]+\])?(?P<operator>>=|==)(?P<version>[\w.]+)")


def lowest(requirements: list[str]) -> list[str]:
    """Return each requirement with its lowest version.

    Raises:
        ValueError: a requirement has no lower bound, or more than that.

    """
    found = []
    for text in requirements:
        bare, _, marker = (part.strip() for part in text.partition(";"))
        match = _REQUIREMENT.fullmatch(bare.replace(" ", ""))
        if match is None:
            raise ValueError(f"{text}: expected one lower bound, such as docker>=7.1")
        condition = marker.partition(" and extra ==")[0] if not marker.startswith("extra ==") else ""
        pinned = f"{match['name']}{match['extras'] or ''}=={match['version']}"
        found.append(f"{pinned}; {condition}" if condition else pinned)
    return found


def main(arguments: list[str]) -> int:
    """Write the requirements of the installed mfagate, with those of its extras, to a file."""
    (path,) = arguments
    lines = lowest(requires("mfagate") or [])
    Path(path).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    sys.stdout.write(f"lowest versions: {', '.join(lines)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
