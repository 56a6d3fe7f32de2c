"""`python -m mfagate`: the same as the `mfagate` command."""

import sys

from mfagate.cli import main

sys.exit(main())
