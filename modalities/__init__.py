"""Hear and read: from bytes to what was heard, read and seen, where, and how sure."""
