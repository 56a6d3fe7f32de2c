"""The short tags of YAML templates, and the long forms that they stand for.

Source: "Intrinsic function reference" (CloudFormation Template Reference Guide).
"""

from __future__ import annotations

_FUNCTIONS = (
    "And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap GetAZs GetAtt If ImportValue "
    "Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll"
)

TAGS = {
    "!Ref": "Ref",
    "!Condition": "Condition",
    **{f"!{name}": f"Fn::{name}" for name in _FUNCTIONS.split()},
}
"""The tags that are read, each with its key; no other tag is."""
