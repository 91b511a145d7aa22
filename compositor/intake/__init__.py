"""Reading manuscripts from raw files."""
