"""The forms of an import's report: JSON, and a French page that prints."""
