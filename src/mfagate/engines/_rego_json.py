"""A Rego module that was read, as JSON: it is kept with the prepared suite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mfagate.engines._rego import Head, Module, Use

if TYPE_CHECKING:
    from mfagate.engines._protocol import Json


def to_json(module: Module) -> Json:
    """Return a module as JSON, without the places of its references."""
    return {
        "package": module.package,
        "package_line": module.package_line,
        "imports": module.imports,
        "import_lines": module.import_lines,
        "heads": [[head.name, head.form, head.line] for head in module.heads],
        "uses": [[use.name, use.line, use.mocked] for use in module.uses],
        "names": sorted(module.names),
        "alone": module.alone,
    }


def from_json(value: Json) -> Module:
    """Return the module that `to_json` wrote."""
    return Module(
        package=tuple(value["package"]),
        package_line=value["package_line"],
        import_lines=value["import_lines"],
        imports={alias: tuple(path) for alias, path in value["imports"].items()},
        heads=[Head(tuple(name), form, line) for name, form, line in value["heads"]],
        uses=[Use(tuple(name), line, mocked) for name, line, mocked in value["uses"]],
        names=set(value["names"]),
        alone=value["alone"],
    )
