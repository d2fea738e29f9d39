"""Conversations on disk: redacted, bounded, forgotten after a day, erased on request."""
