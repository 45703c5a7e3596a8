"""Pattern files: loading with positions, validation, phrases. The YAML itself lives in ``patterns/``."""
