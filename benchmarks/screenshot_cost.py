"""What a screenshot costs beside the bare text reader: ``lantern bench screenshot_cost``. See README.md."""

import sys

from ui.cli import run

if __name__ == "__main__":
    sys.exit(run(["bench", "screenshot_cost", *sys.argv[1:]]))
