"""How much memory all processes hold after many pictures: ``lantern bench memory``. See README.md."""

import sys

from ui.cli import run

if __name__ == "__main__":
    sys.exit(run(["bench", "memory", *sys.argv[1:]]))
