"""Readers: one format a file, each returning a ``Bulletin``."""
