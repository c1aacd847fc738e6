"""What a video costs beside its bare parts: ``lantern bench video_cost``. See README.md."""

import sys

from ui.cli import run

if __name__ == "__main__":
    sys.exit(run(["bench", "video_cost", *sys.argv[1:]]))
