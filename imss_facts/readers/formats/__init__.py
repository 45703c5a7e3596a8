"""Formats: one a file, each making a ``Document`` of a file's bytes."""
