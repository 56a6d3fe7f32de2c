"""A suite as an OPA bundle: for the OPAs that mfagate starts, and for those of other people."""

from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

from mfagate.engines import _text
from mfagate.engines._suite import suite_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mfagate.engines._protocol import Json
    from mfagate.engines._suite import Suite


def bundled(suite: Suite, roots: Sequence[str] = ("",), *, compresslevel: int = 1) -> bytes:
    """Return a suite as an OPA bundle (`.tar.gz`), the same bytes for the same suite.

    A bundle owns what is under its `roots`, by default all of `data`: a server that holds it refuses changes
    there over its API.
    """
    files = {name: text.encode() for name, text in sorted(suite.modules.items())}
    files["data.json"] = suite.data.text.encode()
    files[".manifest"] = _text.encode(
        {"revision": suite.digest, "roots": list(roots), "rego_version": 1}
    ).encode()
    return gzip.compress(tar(files), compresslevel=compresslevel, mtime=0)


def bundle_of(modules: Mapping[str, str], data: Mapping[str, Json]) -> bytes:
    """Return an OPA bundle for others, which owns the packages of its modules and the members of its data.

    It can be activated beside other bundles; files are in the order of their names.

    Raises:
        EngineError: as `suite_of`.

    """
    suite = suite_of(modules, data)
    roots = sorted({*(module.package[0] for module in suite.modules.read.values()), *data})
    return bundled(suite, roots, compresslevel=9)


def tar(files: Mapping[str, bytes]) -> bytes:
    """Return a tar archive of `files` (path → content), readable by anyone, dated 1970."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o444
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
