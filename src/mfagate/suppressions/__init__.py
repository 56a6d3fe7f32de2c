"""Waivers: findings that somebody answers for, with a reason, until a day.

`load_waivers` reads them from the config, `apply_waivers` marks the findings of a report. What expired and
what waives nothing is a finding itself.
"""

from mfagate.suppressions._apply import apply_waivers
from mfagate.suppressions._model import Waiver, Waivers
from mfagate.suppressions._read import load_waivers
from mfagate.suppressions._today import today

__all__ = ["Waiver", "Waivers", "apply_waivers", "load_waivers", "today"]
