"""The tools that judge Rego, and where they are."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGO = ROOT / "rego"

_VARIABLES = {"opa": "MFAGATE_OPA", "regal": "MFAGATE_REGAL", "conftest": "MFAGATE_CONFTEST"}


@cache
def found(tool: str) -> str | None:
    """Return the path of `opa`, `regal` or `conftest`: what its variable says, else what is on PATH."""
    return shutil.which(os.environ.get(_VARIABLES[tool]) or tool)


def needed(tool: str) -> str:
    """Return the path of a tool; skip the test that needs it, or fail where engines are required."""
    path = found(tool)
    if path:
        return path
    why = f"{tool} is not on PATH, and {_VARIABLES[tool]} does not name it"
    required = os.environ.get("MFAGATE_REQUIRE_ENGINES", "").replace(" ", "").split(",")
    if "binary" in required:
        pytest.fail(f"{why}; MFAGATE_REQUIRE_ENGINES asks for it", pytrace=False)
    pytest.skip(why)


def run(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a tool in the root of the repository, where regal looks for its configuration."""
    return subprocess.run(
        [needed(tool), *arguments], cwd=ROOT, check=False, capture_output=True, text=True, timeout=1200
    )
