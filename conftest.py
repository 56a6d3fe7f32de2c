"""Turns this repository's own policies and scenarios into tests: the plugin does it all.

`mfagate.yaml` names the policies and the scenario folders; an installed mfagate registers its plugin by
itself, so this file is only needed where it is run from a checkout.
"""

from __future__ import annotations

pytest_plugins = ["pytester"]
