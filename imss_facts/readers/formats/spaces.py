"""Spaces: of those that may not break, the one that stays in the text, whatever the format."""

GROUPING = r"(?<=[0-9])\u00a0(?=[0-9]{3}(?![0-9]))"  # what a pattern finds between the thousands of a number
