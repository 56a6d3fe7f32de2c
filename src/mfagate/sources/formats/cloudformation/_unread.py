"""What a template makes that is not read here: each is reported, so that nothing is left out in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.parsing import shown
from mfagate.sources.formats.containers import JSON_STARTS, items, members, parts, text_of
from mfagate.sources.inventory import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mfagate.parsing import Json, Path
    from mfagate.policy.diagnostic import Diagnostic
    from mfagate.sources.formats.containers import LocatedContainer

_STACKS = {"AWS::CloudFormation::Stack", "AWS::CloudFormation::StackSet", "AWS::Serverless::Application"}
_PLAIN_TRANSFORMS = {"AWS::Serverless-2016-10-31", "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen"}
_ROTATION = "AWS::SecretsManager-"  # adds a stack of AWS's own that changes secrets
PROCESSED = "Judge the processed template (aws cloudformation get-template --template-stage Processed)."


def of_template(container: LocatedContainer) -> Iterator[tuple[str, Diagnostic]]:
    """Say which macros may rewrite the template, and where they or modules put something in."""
    for path, name in _transforms(container.value.get("Transform")):
        if name in _PLAIN_TRANSFORMS or name.startswith(_ROTATION):
            continue
        reason = f"the transform {shown(name) or 'without a name'} may change any part of this template"
        yield _undecided(container, f"Transform {shown(name)}".strip(), path, reason)
    for key, what in (("Fn::Transform", "the transform inserts"), ("Modules", "the modules insert")):
        if key in container.value:
            reason = f"what {what} ({key}) is not known"
            yield _undecided(container, key, (key,), reason)


def _undecided(container: LocatedContainer, name: str, path: Path, reason: str) -> tuple[str, Diagnostic]:
    message = f"{reason}, so this template cannot be judged as written"
    return (name, note(container, path, "error", message, PROCESSED))


def _transforms(value: Json) -> Iterator[tuple[Path, str]]:
    for index, one in enumerate(items(value)):
        path: Path = ("Transform", index) if isinstance(value, list) else ("Transform",)
        yield path, text_of(one) or text_of(members(one).get("Name"))


def of_resource(
    container: LocatedContainer, kind: str, properties: Json, path: Path, logical: str
) -> Diagnostic | None:
    """Say what a resource holds that is not read; None where there is nothing to say."""
    kind = shown(kind) or "without a type"
    if kind.endswith("::MODULE"):
        message = (
            f"the resources of the module {kind} are not in this file, so their policies cannot be judged"
        )
        return note(container, path, "error", message, PROCESSED)
    if kind in _STACKS:
        message = f"{shown(logical)} is a separate stack ({kind}); its policies are not judged"
        return note(container, path, "warning", message, "Judge its template too.")
    inner = _policy_in(properties)
    if inner is None:
        return None
    message = f"mfagate does not read policies in {kind}, so this one is not judged"
    remedy = "Copy the policy into its own file and judge that file."
    return note(container, (*path, "Properties", *inner), "warning", message, remedy)


def of_connectors(
    container: LocatedContainer, kind: str, path: Path, logical: str
) -> tuple[str, Diagnostic] | None:
    """Say that SAM makes policies for what is connected; None where nothing is."""
    is_one = kind == "AWS::Serverless::Connector"
    where = path if is_one else (*path, "Connectors")
    if not is_one and container.get(where) is None:
        return None
    message = (
        "SAM generates policies for this connector, which are not judged; "
        "more may be allowed than this report says"
    )
    return (
        logical if is_one else f"{logical}/connectors",
        note(container, where, "warning", message, PROCESSED),
    )


def _policy_in(value: Json) -> Path | None:
    """Return where in a value there is a policy: around its first statement, or a text that holds one."""
    for path, one in parts(value):
        if isinstance(one, str):
            is_json = one.lstrip().startswith(JSON_STARTS)
            if is_json and ("Statement" in one or "Effect" in one):
                return path
        elif "Effect" in members(one) and not {"Action", "NotAction", "Principal"}.isdisjoint(one):
            return path[: path.index("Statement")] if "Statement" in path else path
    return None
