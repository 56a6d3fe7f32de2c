"""What gets loaded into an engine: modules and data, checked, with a digest of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mfagate.engines._modules import CheckedModules, EncodedData, checked_modules, digest_of, encoded_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mfagate.engines._protocol import Json

DIGEST_PATH = "mfa/suite/digest"
_SUITE = ("mfa", "suite")


@dataclass(frozen=True)
class Suite:
    """Modules and data as they are loaded; `data` holds the digest at `mfa.suite.digest`."""

    modules: CheckedModules
    data: EncodedData
    digest: str


def suite_of(modules: Mapping[str, str], data: Mapping[str, Json]) -> Suite:
    """Return the suite of `modules` and `data`, when every engine can hold it.

    Raises:
        EngineError: there is no module, an id is not a relative path that ends in `.rego`, a module cannot
            be parsed or calls a built-in that is not allowed, or the data is not JSON.

    """
    checked, encoded = checked_modules(modules), encoded_data(data)
    digest = digest_of(checked, encoded)
    given = encoded.branch(*_SUITE) if _SUITE in encoded.digests else {}
    return Suite(checked, encoded.replaced({_SUITE: {**given, "digest": digest}}), digest)
