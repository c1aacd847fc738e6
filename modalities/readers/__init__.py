"""Readers: one file for each way something reaches us.

Each has ``read(request: ReadRequest) -> Reading``. A reader changes nothing in the original, writes derived files only
into ``request.out_dir``, and turns every expected trouble into a ``Problem``: it raises no ``ModalityError``.
``dispatch`` chooses among them by what the bytes are; ``picture`` is what the readers of pictures and frames share.
"""
