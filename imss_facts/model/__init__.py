"""The records that pass between the parts: bulletins and facts. Knows nothing else of the package."""
