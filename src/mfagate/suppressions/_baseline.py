"""The baseline: findings that a repository had at the start, which do not make it fail until they change."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from mfagate.exceptions import ConfigError
from mfagate.findings.builders import finding_at
from mfagate.parsing import ParseError, Position, parse_json
from mfagate.parsing.files import displayed, write_file
from mfagate.parsing.schema import check

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from pathlib import Path

    from mfagate.config import Config
    from mfagate.findings.model import Finding
    from mfagate.findings.report import Report, SubjectReport
    from mfagate.parsing import Located

_MEMBERS = ("fingerprint", "rule", "subject", "file", "sid", "message")


@dataclass(frozen=True)
class Baseline:
    """A baseline as it was read: entries by fingerprint, and where each is written in `source`."""

    source: str
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    positions: Mapping[str, Position] = field(default_factory=dict)


def configured_baseline(config: Config) -> Path | None:
    """Return the path of the baseline that a config names."""
    if config.path is None or config.located is None or "baseline" not in config.located.value:
        return None
    return config.path.parent / str(config.located.value["baseline"])


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        ConfigError: there is no such file, it cannot be read, or it is no baseline.

    """
    source = displayed(path)
    located = _read(path, source)
    found = {entry["fingerprint"]: entry for entry in located.value["findings"]}
    positions = {
        entry["fingerprint"]: located.positions.at(("findings", index))
        for index, entry in enumerate(located.value["findings"])
    }
    return Baseline(source, found, positions)


def _read(path: Path, source: str) -> Located:
    try:
        located = parse_json(path.read_bytes(), source)
    except FileNotFoundError as error:
        raise ConfigError(
            f"{source}: there is no such baseline; write it with mfagate check --write-baseline {source}"
        ) from error
    except OSError as error:
        raise ConfigError(f"{source}: cannot be read: {error.strerror}") from error
    except ParseError as error:
        raise ConfigError(f"{error}; write it again with mfagate check --write-baseline {source}") from error
    return check(located, source, "baseline", ConfigError)


def mark_known(one: SubjectReport, baseline: Baseline, fixed: Container[str]) -> SubjectReport:
    """Return the report of a subject with `waived` set on the findings that the baseline has.

    It never covers rules in `fixed`, nor anything of a subject that could not be judged.
    """
    if not one.is_judged:
        return one
    return replace(one, findings=tuple(_marked(finding, baseline, fixed) for finding in one.findings))


def _marked(finding: Finding, baseline: Baseline, fixed: Container[str]) -> Finding:
    known = finding.waived is None and finding.fingerprint in baseline.entries
    if not known or finding.rule in fixed:
        return finding
    return replace(finding, waived={"baseline": baseline.source})


def outdated(report: Report, baseline: Baseline, *, whole: bool) -> list[str]:
    """Return the fingerprints of entries that no finding of this run has.

    Entries of subjects that this run did not judge are left out; with the `whole` config judged, an entry of
    a subject that is gone is outdated too.
    """
    there = {finding.fingerprint for finding in report.findings}
    broken = {one.subject.name for one in report.subjects if not one.is_judged}
    judged = {one.subject.name for one in report.subjects}
    return [
        name
        for name, entry in baseline.entries.items()
        if name not in there and entry["subject"] not in broken and (whole or entry["subject"] in judged)
    ]


def outdated_findings(baseline: Baseline, names: Iterable[str]) -> list[Finding]:
    """Return a note for each of these entries, at its place in the baseline."""
    return [_outdated(baseline, name) for name in names]


def _outdated(baseline: Baseline, name: str) -> Finding:
    entry = baseline.entries[name]
    message = f"{entry['rule']} in {entry['file']} is no longer reported in this form: {entry['message']}"
    evidence = {"rule": entry["rule"], "subject": entry["subject"]}
    position = baseline.positions[name]
    return finding_at("baseline-outdated", message, baseline.source, position, [name], evidence=evidence)


def entries_of(report: Report, fixed: Container[str]) -> dict[str, dict[str, Any]]:
    """Return an entry for each finding of the subjects that is not waived and that a baseline may cover."""
    return {
        finding.fingerprint: {
            "fingerprint": finding.fingerprint,
            "rule": finding.rule,
            "subject": one.subject.name,
            "file": finding.file,
            "sid": finding.sid,
            "message": finding.message,
        }
        for one in report.subjects
        if one.is_judged
        for finding in one.findings
        if finding.waived is None and finding.rule not in fixed
    }


def write_baseline(path: Path, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write a baseline: sorted, so that the same findings are the same text.

    Raises:
        UsageError: the file cannot be written.

    """
    listed = sorted(({key: one[key] for key in _MEMBERS} for one in entries), key=_order)
    text = json.dumps({"version": 1, "findings": listed}, indent=2, ensure_ascii=False) + "\n"
    write_file(displayed(path), text.encode("utf-8", "replace"))


def _order(entry: Mapping[str, Any]) -> tuple[str, ...]:
    keys = ("file", "subject", "rule", "sid", "message", "fingerprint")
    return tuple(entry[key] or "" for key in keys)
