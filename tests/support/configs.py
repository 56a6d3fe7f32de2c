"""What the tests of configs share: a folder with policies, and ways to write and refuse a config."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mfagate.config import Config, load_config
from mfagate.exceptions import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

ALLOW = '{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}'


def write(files: Mapping[str, str]) -> None:
    """Write files of these paths and texts into the working directory."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def loaded(text: str, name: str = "mfagate.yaml", profile: str | None = None) -> Config:
    """Write a config and read it."""
    write({name: text})
    return load_config(Path.cwd() / name, profile)


def refused(text: str, name: str = "mfagate.yaml", profile: str | None = None) -> str:
    """Write a config that cannot be read, and return what is said of it."""
    with pytest.raises(ConfigError) as raised:
        loaded(text, name, profile)
    assert raised.value.exit_code == 2
    return str(raised.value)
