"""Suppressions: waivers and the baseline, read and applied in one place for every caller.

A waiver is a decision with a reason, an owner and a last day; the baseline records what was found at the
start. `read_suppressions` reads both, and `Suppressions` marks what they cover.
"""

from mfagate.suppressions._baseline import configured_baseline
from mfagate.suppressions._model import Waiver, Waivers
from mfagate.suppressions._read import load_waivers
from mfagate.suppressions._suppressions import SuppressionOptions, Suppressions, read_suppressions
from mfagate.suppressions._today import today

__all__ = [
    "SuppressionOptions",
    "Suppressions",
    "Waiver",
    "Waivers",
    "configured_baseline",
    "load_waivers",
    "read_suppressions",
    "today",
]
