"""What AWS answers when a policy document is saved, and what it would only warn of.

`refusals` gives the reasons for which a document of a kind is refused, `warnings` what is accepted
but hardly meant. Both work on the value alone; `mfagate.policy.documents` puts line and column to them.
"""

from mfagate.policy.validation._checks import refusals, warnings
from mfagate.policy.validation._model import KINDS, Fault, Kind

__all__ = ["KINDS", "Fault", "Kind", "refusals", "warnings"]
