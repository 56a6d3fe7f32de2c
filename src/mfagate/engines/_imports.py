"""Writes out what imports stand for, before the embedded engine sees a module.

regorus 0.13 takes `x.rule` after `import data.a.x` for the whole package: it evaluates every rule
of it, which costs time, makes it see recursion where there is none, and has left rules empty. The
full path, `data.a.x.rule`, has none of these faults. Lines stay where they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.engines import _rego

if TYPE_CHECKING:
    from collections.abc import Mapping


def expanded(text: str) -> str:
    """Return the module `text` with every use of an imported name replaced by its path.

    A name that is also used alone may be a variable, and stays. (That of a package is refused
    before, by `_builtins.check`.)
    """
    module = _rego.read(text)
    paths = {
        alias: _rego.written(path)
        for alias, path in module.imports.items()
        if path[0] == "data" and alias not in module.alone
    }
    if not paths:
        return text
    pieces: list[str] = []
    before = ""
    for match in _rego.TOKEN.finditer(text):
        kind, part = match.lastgroup, match.group()
        after = text[match.end() : match.end() + 1]
        pieces.append(_replaced(part, before, after, paths) if kind == "name" else part)
        if kind != "blank":
            before = part
    return "".join(pieces)


def _replaced(name: str, before: str, after: str, paths: Mapping[str, str]) -> str:
    """Replace a name that an import defines, where it starts a reference or a call."""
    if name in paths and before not in {".", "import", "package"} and after in {".", "[", "("}:
        return paths[name]
    return name
