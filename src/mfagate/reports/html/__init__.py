"""The HTML report: one page that needs nothing else, to be opened in a review.

Python prepares what the page shows, `templates/` say how. The page has no script: a cell of the posture is
a link to a panel, which shows while it is the page's target.
"""

from __future__ import annotations

from mfagate.reports.html._page import as_html

__all__ = ["as_html"]
