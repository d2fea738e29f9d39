"""Builds the files of data/places/ from public registers (run by `make gazetteer`)."""
