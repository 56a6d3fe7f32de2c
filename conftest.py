"""The plugins of this repository's own tests.

The scenarios need nothing from here: an installed mfagate registers its plugin itself, and `mfagate.yaml`
names the policies and the scenario folders.
"""

from __future__ import annotations

pytest_plugins = ["pytester", "support.plugin"]
