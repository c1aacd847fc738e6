"""Reads broken files of twelve formats with the real readers: no crash, no hang, no hunger, none lost. See README.md.

``python benchmarks/mutations.py --count 2000`` prints counts and worst figures for each format; exit code 1 = a fault.
``--first N`` goes on where another run ended; the same numbers are the same files on every machine.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.fuzz import reading, seeds

_HEADING = "format   read  shown  problem  faults  worst CPU s  worst wall s  reader MB  decoder MB"


def main() -> int:
    """Read all, print the table, return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=2000, help="how many files")
    parser.add_argument("--first", type=int, default=0, help="number of the first one")
    chosen = parser.parse_args()
    tallies = {kind: reading.Tally() for kind in seeds.FORMATS}
    with tempfile.TemporaryDirectory(prefix="lantern-mutants-") as name:
        files = seeds.make(Path(name))
        wanted = reading.plan(chosen.count, chosen.first)
        for done, seen in enumerate(reading.read_all(files, wanted, Path(name)), 1):
            tallies[seen.kind].add(seen)
            for fault in seen.faults:
                print(f"FAULT {seen.kind} {seen.number}: {fault} {seen}", flush=True)
            if done % 100 == 0:
                _print(tallies, f"{done} of {chosen.count} files from number {chosen.first}")
    _print(tallies, f"all {chosen.count} files from number {chosen.first}")
    return 1 if any(tally.faults for tally in tallies.values()) else 0


def _print(tallies: dict[str, reading.Tally], title: str) -> None:
    print(f"\n{title}\n{_HEADING}")
    for kind, tally in tallies.items():
        ends = tally.ends
        print(
            f"{kind:7}{ends['read']:6}{ends['shown']:7}{ends['problem']:9}{len(tally.faults):8}"
            f"{tally.worst_cpu_s:13.2f}{tally.worst_wall_s:14.1f}{tally.own_mb:11.0f}{tally.child_mb:12.0f}"
        )
    total_s = sum(tally.cpu_s for tally in tallies.values())
    print(f"processor seconds in all: {total_s:.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
