"""An organization's own rules: folders of Rego next to the shipped rules, read and checked.

They are code of the organization, not of a policy's author, so they are not sandboxed. The checks ensure that
no rule is lost, takes the place of a shipped one, or changes what the shipped rules decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mfagate.engines import read_rego
from mfagate.exceptions import ConfigError, EngineError
from mfagate.parsing.files import displayed
from mfagate.parsing.suggestions import closest
from mfagate.suite._own_modules import OwnRules
from mfagate.suite.rule_metadata import rule_metadata

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from mfagate.engines import CheckedModules, RegoModule

_RULES = ("mfa", "rules")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_UNSAFE = re.compile(r"[^\w.+/-]", re.ASCII)


def read_own_rules(
    folders: Iterable[Path],
    shipped: CheckedModules,
    data: Mapping[str, Any],
    rules: Iterable[str],
) -> OwnRules:
    """Read the modules of `folders` without their tests, to be loaded beside the `shipped` ones.

    `rules` are the ids of the shipped rules.

    Raises:
        ConfigError: a folder holds none, or a module is not what an own rule may be.

    """
    modules: dict[str, str] = {}
    files: dict[str, str] = {}
    for number, folder in enumerate(dict.fromkeys(one.resolve() for one in folders)):
        for index, path in enumerate(_found(folder)):
            name = f"own/{number}/{index}/{_UNSAFE.sub('_', path.relative_to(folder).as_posix())}"
            modules[name], files[name] = _read(path), displayed(path)
    own = OwnRules(modules, files)
    if not modules:
        return own
    read = {name: _parsed(files[name], text) for name, text in modules.items()}
    known = _Known.of([*shipped.read.values(), *read.values()], data)
    ours = {
        head.name[0] for module in shipped.read.values() if module.package == _RULES for head in module.heads
    }
    ours |= {*known.folders, *data["mfa"]["rules"]}
    for name, module in read.items():
        _check_module(files[name], modules[name], module, ours)
        _check_imports(files[name], module, known)
    metadata = _metadata(own, [*rules, *data["mfa"]["rules"]["outside_rego"]])
    _check_profiles(metadata, data["mfa"]["profiles"]["by_name"])
    return OwnRules(modules, files, metadata)


def _found(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigError(
            f"{displayed(folder)}: rules must name a folder of Rego files; there is no such folder"
        )
    found = [path for path in sorted(folder.rglob("*.rego")) if not path.name.endswith("_test.rego")]
    if not found:
        raise ConfigError(f"{displayed(folder)}: no .rego file in the folder that rules names")
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise ConfigError(f"{displayed(path)}: cannot be read: {reason}") from error


def _parsed(file: str, text: str) -> RegoModule:
    try:
        return read_rego(file, text)
    except EngineError as error:
        raise ConfigError(str(error)) from error


@dataclass(frozen=True)
class _Known:
    """What `data` has: packages and rules by their paths, and the data document."""

    rules: frozenset[tuple[str, ...]]
    data: Mapping[str, Any]
    folders: frozenset[str]

    @classmethod
    def of(cls, modules: Collection[RegoModule], data: Mapping[str, Any]) -> _Known:
        rules = frozenset((*one.package, *head.name) for one in modules for head in one.heads)
        inside = {one.package[2] for one in modules if one.package[:2] == _RULES and len(one.package) > 2}
        return cls(rules, data, frozenset(inside))

    def has(self, path: tuple[str, ...]) -> bool:
        """Tell whether `data` has something at a path, or a rule that it leads into."""
        if any(rule[: len(path)] == path or path[: len(rule)] == rule for rule in self.rules):
            return True
        node: Any = self.data
        for name in path:
            if not isinstance(node, Mapping) or name not in node:
                return False
            node = node[name]
        return True


def _check_module(file: str, text: str, module: RegoModule, taken: set[str] | frozenset[str]) -> None:
    if module.package != _RULES and module.package[:1] != ("own",):
        place = f"{file}:{module.package_line}"
        written = ".".join(module.package)
        raise ConfigError(
            f"{place}: an own rule cannot be in the package {written}; expected package mfa.rules, "
            f"or own.<name> for what several own rules share"
        )
    if module.package != _RULES:
        return
    for head in module.heads:
        name = head.name[0]
        if name == "findings" and (len(head.name) > 1 or head.form != " contains"):
            raise ConfigError(
                f"{file}:{head.line}: findings is a set; expected findings contains found if {{…}}"
            )
        if name != "findings" and name in taken:
            raise ConfigError(
                f"{file}:{head.line}: {name} is a name of the shipped rules, which it would change; "
                f"give it another name, or put it into a package own.<name>"
            )
    findings = [head.line for head in module.heads if head.name == ("findings",)]
    if findings and not list(_ids(file, text)):
        raise ConfigError(
            f"{file}:{findings[0]}: the rule has no METADATA with an id; "
            f"write # METADATA with custom: {{id: …}} above it (docs/how-to/own-rules.md)"
        )


def _check_imports(file: str, module: RegoModule, known: _Known) -> None:
    """Refuse what leads nowhere: it would be undefined, and the rule would never find anything."""
    for alias, path in module.imports.items():
        if path[0] == "data" and not known.has(path[1:]):
            written = ".".join(path)
            raise ConfigError(
                f"{file}:{module.import_lines[alias]}: there is nothing at {written}, so the rule would "
                f"never find anything; fix the import (docs/how-to/own-rules.md lists what there is)"
            )


def _ids(file: str, text: str) -> Iterator[str]:
    try:
        yield from rule_metadata({file: text})
    except EngineError as error:
        raise ConfigError(str(error)) from error


def _metadata(own: OwnRules, rules: Iterable[str]) -> Mapping[str, Mapping[str, Any]]:
    taken = dict.fromkeys(rules, "a shipped rule")
    found: dict[str, Mapping[str, Any]] = {}
    for name, text in own.modules.items():
        file = own.files[name]
        for identifier in _ids(file, text):
            if not _ID.fullmatch(identifier):
                raise ConfigError(
                    f"{file}: {identifier} cannot be the id of a rule; expected words of small letters and "
                    f"digits with - between them, such as acme-rule-1"
                )
            if identifier in taken:
                raise ConfigError(
                    f"{file}: the rule id {identifier} is that of {taken[identifier]}; choose another"
                )
            taken[identifier] = file
        found.update({key: {**one, "file": file} for key, one in rule_metadata({file: text}).items()})
    return found


def _check_profiles(rules: Mapping[str, Mapping[str, Any]], profiles: Mapping[str, Any]) -> None:
    for rule in rules.values():
        for name in rule.get("severities", {}):
            if name not in profiles:
                hint = closest(name, profiles)
                raise ConfigError(
                    f"{rule['file']}: severities of {rule['id']}: there is no profile {name}; {hint}"
                )
