"""Facts as DuckDB sees them: JSONL files in, views and rows out."""
