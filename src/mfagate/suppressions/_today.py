"""Which day it is: today's date in UTC, unless a run says otherwise."""

from __future__ import annotations

import datetime as dt
import os

from mfagate.exceptions import UsageError

VARIABLE = "MFAGATE_TODAY"


def today(given: str | None = None) -> dt.date:
    """Return the day on which waivers must be valid: `given`, else MFAGATE_TODAY, else today in UTC.

    Raises:
        UsageError: what was given is no date.

    """
    name, text = ("--today", given) if given is not None else (VARIABLE, os.environ.get(VARIABLE))
    if not text:
        if given is not None:
            raise UsageError("--today: the date is empty; expected YYYY-MM-DD, such as 2026-12-31")
        return dt.datetime.now(dt.timezone.utc).date()
    found = date_of(text)
    if found is None:
        raise UsageError(f"{name} {text}: not a date; expected YYYY-MM-DD, such as 2026-12-31")
    return found


def date_of(text: str) -> dt.date | None:
    """Return the date of a text such as 2026-12-31; None for any other text."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None
