"""Decide, store and run: from what was read to an answer, a question or a ticket."""
