"""Writes out what imports stand for, before the embedded engine sees a module.

regorus 0.13 takes `x.rule` after `import data.a.x` for the whole package: it evaluates every rule of it,
which costs time, makes it see recursion where there is none, and has left rules empty. The full path,
`data.a.x.rule`, has none of these faults. Lines stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.engines import _rego

if TYPE_CHECKING:
    from mfagate.engines._rego import Module


def expanded(text: str, module: Module) -> str:
    """Return the text of `module` with every imported name that starts a reference replaced by its path.

    A name that also stands alone may be a variable, so it stays. (`_builtins.check` refuses it before, where
    it is that of a package.)
    """
    paths = {
        alias: _rego.written(path).encode()
        for alias, path in module.imports.items()
        if path[0] == "data" and alias not in module.alone
    }
    source, pieces, at = text.encode(), [], 0
    for reference in sorted(module.references, key=lambda one: one.start):
        if reference.alias in paths:
            pieces += [source[at : reference.start], paths[reference.alias]]
            at = reference.end
    return b"".join([*pieces, source[at:]]).decode()
