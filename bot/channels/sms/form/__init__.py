"""The form of an answer on a phone: how sites, pages and menus fit in two messages."""
