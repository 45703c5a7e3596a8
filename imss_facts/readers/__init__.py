"""Readers: from paths to bulletins, and what bulletins say of themselves."""
