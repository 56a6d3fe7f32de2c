"""The global condition keys: `rego/iam/keys/data.yaml`, which the structure check and the rules read."""

from __future__ import annotations

from collections import Counter

from mfagate.policy.validation.warnings._global_keys import Key, find, global_keys
from mfagate.suite.shipped import shipped_suite


def test_each_global_key_is_listed_once() -> None:
    """A key has one type; those of the MFA flag are among them, written the same."""
    data = shipped_suite()[1]
    listed = Counter(name.lower() for group in data["iam"]["keys"]["global"] for name in group["names"])

    assert set(listed.values()) == {1}
    assert set(data["mfa"]["flags"]["names"].values()) <= {one.name for one in global_keys().values()}


def test_key_is_found_in_any_case() -> None:
    """With its types, and whether it has several values."""
    assert find("AWS:multifactorauthAGE") == Key("aws:MultiFactorAuthAge", ("Numeric",), multivalued=False)
    assert find("aws:calledvia") == Key("aws:CalledVia", ("String",), multivalued=True)
    assert find("aws:NoSuchKey") is None
