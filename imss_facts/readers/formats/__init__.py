"""Formats: one a module, each making a ``Document`` of a file's bytes."""
