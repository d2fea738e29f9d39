"""Tools for whoever keeps the project: not part of the service."""
