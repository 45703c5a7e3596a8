"""The spaCy pipeline: one component a file, each adding one thing, put together by ``build``."""
