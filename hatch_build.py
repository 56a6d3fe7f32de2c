"""Puts the prepared suite into the wheel: what `mfagate.suite` would otherwise work out at the first run."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PreparedSuite(BuildHookInterface):  # type: ignore[misc]  # hatchling has types, but not where mypy runs
    """Writes `_suite/prepared.ndjson` of a wheel; an editable install makes its own at first use."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the file before the wheel is built."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root, "src")))
        from mfagate.suite.shipped import PREPARED, prepared_for_wheel  # noqa: PLC0415 - it is on the path now

        self._folder = tempfile.TemporaryDirectory()
        made = Path(self._folder.name, PREPARED)
        made.write_bytes(prepared_for_wheel(Path(self.root)))
        build_data["force_include"][str(made)] = f"mfagate/_suite/{PREPARED}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - hatchling's signature
        """Remove what was made."""
        if version != "editable":
            self._folder.cleanup()
