"""The store: everything that Lantern remembers. ``store.py`` opens it; nothing outside touches its tables."""
