"""Leave out one author after the other: how far the model carries to words of somebody it has never read.

    python training/words/cross.py [--without fong,mary]

Prints, per label, the share found and the share of harmless lines taken for it at several thresholds. From here come
the thresholds in ``gateway/understand/lexicon/heard.toml``; the authors kept aside (``held_out``) have no part in it.
"""

import argparse
import sys
from collections.abc import Mapping

from gateway.understand.learned import rows
from gateway.understand.learned.fit import fit
from gateway.understand.learned.listen import heard
from gateway.understand.learned.model import Model

THRESHOLDS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--authors", default="", help="only these, comma list")
    wanted = set(filter(None, options.parse_args().authors.split(",")))
    lines = rows.ours()
    authors = sorted({row.author for row in lines if not wanted or row.author in wanted})
    judged: list[tuple[rows.Row, Mapping[str, float]]] = []
    for author in authors:
        model = fit([row for row in lines if row.author != author], "")
        judged += [(row, probabilities(model, row.text)) for row in lines if row.author == author]
        print(f"left out {author}: {sum(row.author == author for row in lines)} lines", file=sys.stderr)
    table(judged)


def probabilities(model: Model, text: str) -> Mapping[str, float]:
    """Return what the product hears: the most that the whole or a stretch of it gives."""
    return {label: one.probability for label, one in heard(model, text).items()}


def table(judged: list[tuple[rows.Row, Mapping[str, float]]]) -> None:
    """Print, for each label and threshold, what is found and what is taken for it wrongly."""
    harmless = [given for row, given in judged if row.label == "none"]
    for label in (*rows.LABELS, rows.MESSAGE):
        own = [given[label] for row, given in judged if row.target == label]
        if not own:
            continue
        found = " ".join(f"{sum(p >= at for p in own) / len(own):5.3f}" for at in THRESHOLDS)
        false = " ".join(f"{sum(each[label] >= at for each in harmless) / len(harmless):5.3f}" for at in THRESHOLDS)
        print(f"{label:12s} n={len(own):5d} found {found}\n{'':20s} false {false}")
    print(f"thresholds {' ' * 15}{' '.join(f'{at:5.2f}' for at in THRESHOLDS)}; harmless lines {len(harmless)}")


if __name__ == "__main__":
    main()
