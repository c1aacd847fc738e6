"""``lantern evaluate``: our readers held against the operator's own labelled data (docs/evaluation.md).

One file a task, and each has two functions: ``parse(fields)`` gives its row or raises ``RowFaultError``;
``evaluate(rows, engines, tick)`` reads every row the way the product does and gives a ``Score``. What is right and
what is wrong is decided by pure functions (``judge``, ``score``) that the tests call with readings of their own.
"""
