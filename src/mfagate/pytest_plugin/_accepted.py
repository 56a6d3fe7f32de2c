"""What the config accepts although a case fails: the same waivers and baseline as for `mfagate check`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mfagate.findings.model import scenario_finding
from mfagate.reports import phrases as told
from mfagate.suppressions import Waivers, load_waivers, today
from mfagate.suppressions.baseline import Baseline, configured_baseline, read_baseline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from mfagate.config import Config
    from mfagate.scenarios.matrix import Case
    from mfagate.subjects.model import Subject


@dataclass(frozen=True)
class Accepted:
    """The waivers and the baseline of a config."""

    waivers: Waivers
    day: dt.date
    baseline: Baseline | None

    def why(self, subject: Subject, case: Case, result: Mapping[str, Any]) -> str | None:
        """Return why a case that failed is accepted; None where it is not."""
        finding = scenario_finding(subject, case, result)
        for waiver in self.waivers.listed:
            if waiver.expires >= self.day and waiver.names(subject.name, finding, self.waivers.base):
                return told.waiver(replace(finding, waived=waiver.as_json()))
        is_fixed = finding.rule in self.waivers.not_waivable
        if self.baseline is None or is_fixed or finding.fingerprint not in self.baseline.entries:
            return None
        return told.waiver(replace(finding, waived={"baseline": self.baseline.source}))


def accepted_by(config: Config) -> Accepted:
    """Read the waivers and the baseline of a config.

    Raises:
        ConfigError: one of them is not valid.
        UsageError: MFAGATE_TODAY is no date.

    """
    day, path = today(), configured_baseline(config)
    return Accepted(load_waivers(config, day), day, read_baseline(path) if path else None)
