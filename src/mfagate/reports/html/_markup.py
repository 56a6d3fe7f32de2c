"""Elements of HTML, in which every text is escaped: only what is made here is markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeAlias

from mfagate.reports.phrases import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_VOID = frozenset({"br", "meta", "hr"})


class Markup(str):
    """Text that is HTML already; nothing but `el` and `join` make it."""

    __slots__ = ()


Child: TypeAlias = "str | Markup | Iterable[Child] | None"


def el(tag: str, *children: Child, **attributes: str | int | None) -> Markup:
    """Return an element; `class_` is `class`, `aria_label` is `aria-label`, and None is left out."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(visible(str(value)))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID:
        return Markup(f"<{tag}{told}>")
    return Markup(f"<{tag}{told}>{join(children)}</{tag}>")


def join(child: Child) -> Markup:
    """Return texts, escaped, and elements, as one."""
    if child is None:
        return Markup()
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return Markup(escape(visible(child), quote=False))
    return Markup("".join(join(one) for one in child))


def style_element(sheet: str) -> Markup:
    """Return a style sheet of ours as an element; it is no text, so nothing in it is escaped."""
    return Markup(f"<style>{sheet}</style>")


def hidden(text: str) -> Markup:
    """Return text for those who hear the page."""
    return el("span", text, class_="heard")


def code(text: str) -> Markup:
    """Return text as code."""
    return el("code", text)
