"""What gets loaded into an engine: modules and data, checked, with a digest of both."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import tarfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate.engines import _builtins, _text
from mfagate.engines._rego import read
from mfagate.exceptions import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines._protocol import Json

DIGEST_PATH = "mfa/suite/digest"
_ID = re.compile(r"(?:[\w.+-]+/)*[\w.+-]+\.rego\Z")


@dataclass(frozen=True)
class Suite:
    """Modules and data as they are loaded; `data` holds the digest at `mfa.suite.digest`."""

    modules: Mapping[str, str]
    data: Mapping[str, Json]
    digest: str

    def bundle(self, roots: Sequence[str] = ("",), *, compresslevel: int = 1) -> bytes:
        """Return the suite as an OPA bundle (`.tar.gz`), the same bytes for the same suite.

        A bundle owns what is under its `roots`, by default all of `data`: a server that holds it refuses
        changes there over its API.
        """
        files = {name: text.encode() for name, text in sorted(self.modules.items())}
        files["data.json"] = _text.encode(self.data).encode()
        files[".manifest"] = _text.encode(
            {"revision": self.digest, "roots": list(roots), "rego_version": 1}
        ).encode()
        return gzip.compress(tar(files), compresslevel=compresslevel, mtime=0)


def suite_of(modules: Mapping[str, str], data: Mapping[str, Json]) -> Suite:
    """Return the suite of `modules` and `data`, when every engine can hold it.

    Raises:
        EngineError: there is no module, an id is not a relative path ending in `.rego`, a built-in
            is not allowed, or the data is not JSON.

    """
    _check_ids(modules)
    _builtins.check(modules)
    digest = _digest(modules, data)
    return Suite(dict(modules), _with_digest(data, digest), digest)


def bundle_of(modules: Mapping[str, str], data: Mapping[str, Json]) -> bytes:
    """Return an OPA bundle for others, which owns the packages of its modules and the members of its data.

    It can be activated beside other bundles; files are in the order of their names.

    Raises:
        EngineError: as `suite_of`.

    """
    packages = (read(text).package for text in modules.values())
    roots = sorted({*(package[0] for package in packages), *data})
    return suite_of(modules, data).bundle(roots, compresslevel=9)


def tar(files: Mapping[str, bytes]) -> bytes:
    """Return a tar archive of `files` (path → content), readable by anyone, dated 1970."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o444
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def _check_ids(modules: Mapping[str, str]) -> None:
    if not modules:
        raise EngineError("there is no Rego module to load; expected at least one")
    for name in modules:
        if not _ID.match(name) or ".." in name.split("/"):
            raise EngineError(
                f"{name!r} cannot be a module's id; expected a relative path that ends in .rego, "
                f"such as iam/answers.rego"
            )


def _digest(modules: Mapping[str, str], data: Mapping[str, Json]) -> str:
    text = _text.encode([dict(modules), dict(data)], ordered=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _with_digest(data: Mapping[str, Json], digest: str) -> dict[str, Json]:
    mfa = data.get("mfa", {})
    return {**data, "mfa": {**mfa, "suite": {**mfa.get("suite", {}), "digest": digest}}}
