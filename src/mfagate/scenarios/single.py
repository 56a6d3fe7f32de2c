"""A case that stands in no scenario file, and the credentials that cases may name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mfagate.exceptions import UsageError
from mfagate.parsing import Position
from mfagate.parsing.suggestions import closest
from mfagate.scenarios.model import Case, Scenario
from mfagate.suite.shipped import shipped_suite

if TYPE_CHECKING:
    from collections.abc import Mapping


def single_case(
    subject: str, credential: str, request: Mapping[str, str], context: Mapping[str, Any]
) -> Case:
    """Return the case of one request that expects nothing; a credential alone has its default variant.

    Raises:
        UsageError: there is no such credential or variant.

    """
    identifier, variant = credential_named(credential)
    variant = variant or shipped_suite()[1]["mfa"]["credentials"][identifier]["default"]
    scenario = Scenario(
        file="",
        id="evaluate",
        title="evaluate",
        why="",
        credentials=((identifier, variant),),
        request={key: value for key, value in request.items() if key != "unlisted"},
        context=context,
        expect={},
        resource_policy=None,
        position=Position(1, 1),
        unlisted=bool(request.get("unlisted")),
    )
    return Case(
        "evaluate", scenario, subject, identifier, variant, {"decision": "none"}, "subject", credential
    )


def credential_named(name: str) -> tuple[str, str]:
    """Return the id and the variant of `id:variant`; the variant is "" where there is only an id.

    Raises:
        UsageError: there is no such credential or variant.

    """
    credentials = shipped_suite()[1]["mfa"]["credentials"]
    identifier, _, variant = name.partition(":")
    if identifier not in credentials:
        raise UsageError(f"there is no credential {identifier}; {closest(identifier, credentials)}")
    variants = credentials[identifier]["variants"]
    if variant and variant not in variants:
        raise UsageError(f"{identifier} has no variant {variant}; {closest(variant, variants)}")
    return identifier, variant


def needs_password(credential: str) -> bool:
    """Tell whether a credential comes from signing in to the console with a password."""
    needs: str | None = shipped_suite()[1]["mfa"]["credentials"][credential].get("needs")
    return needs == "password"
