"""``imss-facts schema``."""

import sys


def command() -> None:
    """Print the JSON Schema (2020-12) of a fact."""
    from imss_facts.model.schema import schema_text

    sys.stdout.write(schema_text())
