"""What a voice message costs beside the bare recogniser: ``python benchmarks/speech_cost.py [--size base]``."""

import argparse
import sys

from modalities.benchmarks import speech_cost
from modalities.benchmarks.figures import BenchmarkError


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; return 1 when the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=sorted(speech_cost.SIZES), default="small")
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args(arguments)
    try:
        done = speech_cost.measure(given.repeats, size=given.size)
    except BenchmarkError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for figure in done.figures:
        limit = "" if figure.at_most is None else f" (at most {figure.at_most})"
        sys.stdout.write(f"{figure.name} {figure.value:.3f} {figure.unit}{limit}\n")
    sys.stdout.write(", ".join(f"{key} {value}" for key, value in done.about.items()) + "\n")
    return 0 if all(figure.is_met for figure in done.figures) else 1


if __name__ == "__main__":
    sys.exit(main())
