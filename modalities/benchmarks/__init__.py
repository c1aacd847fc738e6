"""``lantern bench``: what our pipeline costs beside the raw engines in it, and how much memory it takes.

One file a measure, and each has ``measure(repeats) -> Benchmark``. Ratios are taken in one run, raw and ours by turns,
so that they mean something on a busy machine too; all pictures, clips and models are made here (benchmarks/README.md).
"""
