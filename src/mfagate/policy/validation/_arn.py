"""ARNs taken apart, as policies write them: with wildcards, variables, and often short.

Sources: "Amazon Resource Names (ARNs)" and "IAM JSON policy elements: Resource" (IAM User Guide).
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

PARTITIONS = (
    "aws",
    "aws-cn",
    "aws-us-gov",
    "aws-iso",
    "aws-iso-b",
    "aws-iso-e",
    "aws-iso-f",
    "aws-eusc",
)

_VARIABLE = re.compile(r"\$\{[^}]*\}")


def split(arn: str) -> list[str]:
    """Split at the first five colons; a colon inside a policy variable does not count."""
    masked = _VARIABLE.sub(lambda match: match.group().replace(":", "\0"), arn)
    return [part.replace("\0", ":") for part in masked.split(":", 5)]


def is_partition(text: str) -> bool:
    """Tell whether this is a partition, or a pattern that matches one."""
    return any(fnmatchcase(known, text.replace("[", "[[]")) for known in PARTITIONS)


def has_wildcard(text: str) -> bool:
    """Tell whether a text holds `*` or `?`."""
    return "*" in text or "?" in text
