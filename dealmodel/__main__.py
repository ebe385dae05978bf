"""``python -m dealmodel``: the command line."""

import sys

from dealmodel.cli import main

sys.exit(main())
