"""Extraction of whole archives: on all cores, again only for what has changed, or on a cluster."""
