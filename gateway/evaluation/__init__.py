"""``lantern evaluate``: our understanding held against the operator's own labelled rows (docs/evaluation.md).

One file a task, each with the two functions that ``modalities/evaluation`` asks for: ``parse(fields)`` gives its row or
raises ``RowFaultError``; ``evaluate(rows, options, tick)`` puts every row through the product's own functions and gives
a ``Score``. ``score`` and ``judge`` are pure, and tests call them with answers of their own.
"""
