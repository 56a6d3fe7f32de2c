"""What AWS accepts but hardly anyone means: the published checks of IAM Access Analyzer.

Source of every check, unless it says otherwise: "IAM Access Analyzer policy check reference" (IAM
User Guide). The codes are the names of its checks.
"""

from mfagate.policy.validation.warnings import (
    _actions,
    _document,
    _keys,
    _operators,
    _principals,
    _resources,
    _values,
    _variables,
)

LINTS = (
    _document.faults,
    _principals.faults,
    _actions.faults,
    _resources.faults,
    _operators.faults,
    _keys.faults,
    _values.faults,
    _variables.faults,
)

__all__ = ["LINTS"]
