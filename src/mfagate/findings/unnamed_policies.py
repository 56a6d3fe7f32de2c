"""Policy files beside those that a config names, and that none of its subjects names.

A gate that judges named files says nothing about a file that was added beside them; this finding does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mfagate.findings.builders import finding_at
from mfagate.parsing.files import displayed
from mfagate.sources.defaults import Defaults
from mfagate.sources.recognition import folder_contents
from mfagate.subjects.files import subjects_of_file
from mfagate.suite.inference import has_guard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.config import Config
    from mfagate.findings.model import Finding
    from mfagate.sources.recognition import PolicyFile


def unnamed_policies(config: Config) -> list[Finding]:
    """Return a finding for every policy in the folders of a config's subjects that no subject names."""
    named = {Path(file).resolve() for subject in config.subjects for file in subject.files}
    folders = sorted({path.parent for path in named})
    return [finding for folder in folders for finding in _in_folder(folder, named, config)]


def _in_folder(folder: Path, named: set[Path], config: Config) -> Iterator[Finding]:
    root = (config.path or Path()).parent.resolve()
    contents = folder_contents(folder, root, deep=False)
    for one in contents.policies:
        if one.path.resolve() not in named and _has_policies(one):
            more = {"severity": "warning"} if _is_mere_limit(one) else {}
            yield _finding(one.path, config, "names this policy, so it was not judged", **more)
    for one in contents.others:
        if one.path.resolve() not in named:
            yield _unread(one, config)
    if contents.cut_off:
        yield _finding(folder, config, "can be compared with this folder, because it has too many files")


def _has_policies(one: PolicyFile) -> bool:
    return one.form != "container" or bool(subjects_of_file(one.path, one.file, Defaults()))


def _is_mere_limit(one: PolicyFile) -> bool:
    """Tell whether a policy limits others and requires no MFA: alone it says nothing."""
    return one.is_limit and not has_guard([one.value])


def _unread(one: PolicyFile, config: Config) -> Finding:
    """Report a file with policies that are not read; as a warning where another tool deploys it."""
    if one.tool is None:
        return _finding(one.path, config, "names this file, whose policies mfagate does not read")
    what = f"names this file: {one.tool.form}, whose policies mfagate does not read"
    return _finding(one.path, config, what, severity="warning", remedy=one.tool.remedy)


def _finding(path: Path, config: Config, what: str, **more: str) -> Finding:
    source = displayed(config.path) if config.path else "the config"
    message = f"no subject of {source} {what}"
    return finding_at("unnamed-policy", message, displayed(path), (1, 1), [path.name], **more)
