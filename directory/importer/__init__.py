"""From the files that the field publishes to the directory: read, map, mend, report, load."""
