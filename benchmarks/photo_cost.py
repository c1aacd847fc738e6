"""What a photo costs beside the bare text reader: ``lantern bench photo_cost``. See README.md."""

import sys

from ui.cli import run

if __name__ == "__main__":
    sys.exit(run(["bench", "photo_cost", *sys.argv[1:]]))
