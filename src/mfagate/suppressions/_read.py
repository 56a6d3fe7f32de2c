"""Reads waivers: a list in the config, or a separate file that the config names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mfagate.config import displayed
from mfagate.exceptions import ConfigError
from mfagate.parsing import Located
from mfagate.parsing.schema import check, read_checked
from mfagate.parsing.suggestions import closest
from mfagate.suite.rule_catalogue import all_rules
from mfagate.suppressions._model import Waiver, Waivers
from mfagate.suppressions._today import date_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mfagate.config import Config


def load_waivers(config: Config, day: dt.date) -> Waivers:
    """Return the waivers of a config, each checked for what may be waived and until when.

    Configs that it extends give it no waivers, but their `not_waivable` and `waiver_max_days` apply.

    Raises:
        ConfigError: a waiver is not valid, names a rule that does not exist or cannot be waived, or lasts
            longer than `waiver_max_days` from `day`.

    """
    rules = all_rules(config.suite())
    fixed = {name for name, rule in rules.items() if not rule.get("waivable", True)}
    if config.path is None or config.located is None:
        return Waivers(not_waivable=frozenset(fixed))
    layers = [*config.outer, (displayed(config.path), config.located)]
    fixed |= {name for display, layer in layers for name in _named(layer, display, rules)}
    limits = [layer.value["waiver_max_days"] for _, layer in layers if "waiver_max_days" in layer.value]
    located, source = _located(config.located, config.path)
    reader = _Reader(located, source, rules, fixed, _Limit(day, min(limits, default=None)))
    return Waivers(tuple(reader.waivers()), config.path.parent, frozenset(fixed))


class _Limit(NamedTuple):
    """How many days from today a waiver may last; None where there is no limit."""

    day: dt.date
    days: int | None


def _located(config: Located, path: Path) -> tuple[Located, str]:
    """Return the waivers in the form of a separate file, with the name of the file that has them."""
    given = config.value.get("waivers", [])
    if not isinstance(given, str):
        inline = Located({"version": 1, "waivers": given}, config.positions)
        source = displayed(path)
        return (check(inline, source, "waiver", ConfigError) if given else inline), source
    source = displayed(path.parent / given)
    if not (path.parent / given).is_file():
        line, column = config.positions.at(("waivers",))
        raise ConfigError(
            f"{displayed(path)}:{line}:{column}: {source}: no such waiver file; fix the path, "
            f"which is relative to this file"
        )
    return read_checked(path.parent / given, source, "waiver", ConfigError), source


def _named(config: Located, display: str, rules: Mapping[str, Any]) -> set[str]:
    """Return the rules that `not_waivable` adds."""
    named: list[str] = config.value.get("not_waivable", [])
    for index, rule in enumerate(named):
        if rule not in rules:
            line, column = config.positions.at(("not_waivable", index))
            raise ConfigError(f"{display}:{line}:{column}: there is no rule {rule}; {closest(rule, rules)}")
    return set(named)


class _Reader:
    """Turns entries that match the schema into waivers, or says what is wrong with one."""

    def __init__(
        self,
        located: Located,
        source: str,
        rules: Mapping[str, Any],
        fixed: set[str],
        limit: _Limit,
    ) -> None:
        self._located, self._source = located, source
        self._rules, self._fixed, self._limit = rules, fixed, limit

    def waivers(self) -> Iterator[Waiver]:
        for index, entry in enumerate(self._located.value["waivers"]):
            self._check(index, entry)
            yield Waiver(
                rule=entry["rule"],
                file=entry.get("file"),
                subject=entry.get("subject"),
                sid=_listed(entry.get("sid")),
                reason=" ".join(entry["reason"].split()),
                owner=" ".join(entry["owner"].split()),
                expires=self._expiry(index, entry["expires"]),
                source=self._source,
                position=self._located.positions.at(("waivers", index)),
            )

    def _check(self, index: int, entry: Mapping[str, Any]) -> None:
        rule = entry["rule"]
        if rule not in self._rules:
            raise self._error(index, "rule", f"there is no rule {rule}; {closest(rule, self._rules)}")
        if rule in self._fixed:
            what = f"the rule {rule} cannot be waived; delete the waiver, and fix what the rule finds"
            raise self._error(index, "rule", what)
        if "file" not in entry and "subject" not in entry:
            raise self._error(index, "", "a waiver needs a file or a subject; name at least one")
        for part in ("reason", "owner"):
            if not entry[part].strip():
                raise self._error(index, part, f"the {part} must not be empty")

    def _expiry(self, index: int, text: str) -> dt.date:
        found = date_of(text)
        if found is None:
            raise self._error(
                index, "expires", f"{text} is not a date; expected YYYY-MM-DD, such as 2026-12-31"
            )
        if self._limit.days is not None and (found - self._limit.day).days > self._limit.days:
            allowed = f"waiver_max_days allows {self._limit.days} days from {self._limit.day}"
            what = f"{text} is too far ahead: {allowed}"
            raise self._error(index, "expires", what)
        return found

    def _error(self, index: int, part: str, what: str) -> ConfigError:
        path = ("waivers", index, part) if part else ("waivers", index)
        line, column = self._located.positions.at(path)
        where = f"$.waivers[{index}]" + (f".{part}" if part else "")
        return ConfigError(f"{self._source}:{line}:{column}: {where}: {what}")


def _listed(sid: str | list[str] | None) -> tuple[str, ...] | None:
    return (sid,) if isinstance(sid, str) else tuple(sid) if sid is not None else None
