"""Wildcards once more, on their own: nothing here is taken from the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def wildcard(
    pattern: str, text: str, *, may_eat: Callable[[int, str], bool] = lambda _place, _char: True
) -> bool:
    """Tell whether `text` matches: `*` is any run, `?` one character, and all else is itself.

    `may_eat` tells whether the wildcard at a place of the pattern may stand for a character. It
    goes through the pattern once, with the set of lengths of `text` that are matched so far.
    """
    matched = {0}
    for place, char in enumerate(pattern):
        if char == "*":
            for start in sorted(matched):
                end = start
                while end < len(text) and may_eat(place, text[end]):
                    end += 1
                    matched.add(end)
        elif char == "?":
            matched = {at + 1 for at in matched if at < len(text) and may_eat(place, text[at])}
        else:
            matched = {at + 1 for at in matched if at < len(text) and text[at] == char}
    return len(text) in matched


def action(pattern: str, name: str) -> bool:
    """Tell whether an action matches: the case is ignored."""
    return wildcard(pattern.lower(), name.lower())


def arn_like(pattern: str, arn: str) -> bool:
    """Tell whether an ARN matches part by part."""
    patterns, parts = pattern.split(":", 5), arn.split(":", 5)
    return len(patterns) == len(parts) == 6 and all(map(wildcard, patterns, parts))


def resource(pattern: str, arn: str) -> bool:
    """Tell whether an ARN matches a Resource of six segments; a `*` that ends one may cross."""

    def may_eat(place: int, char: str) -> bool:
        in_sixth = pattern[:place].count(":") >= 5
        ends_segment = pattern[place] == "*" and pattern[place + 1 : place + 2] in {":", ""}
        return char != ":" or in_sixth or ends_segment

    return wildcard(pattern, arn, may_eat=may_eat)
