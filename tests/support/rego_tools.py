"""The tools that judge Rego, and where they are."""

from __future__ import annotations

import subprocess
from pathlib import Path

from support.availability import program

ROOT = Path(__file__).parents[2]
REGO = ROOT / "rego"


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool in the root of the repository, where regal looks for its configuration."""
    return subprocess.run(
        [program(tool), *arguments], cwd=ROOT, check=False, capture_output=True, text=True, timeout=1200
    )
