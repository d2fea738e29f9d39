"""The sites: tables, nearest search, duplicates, examples."""
