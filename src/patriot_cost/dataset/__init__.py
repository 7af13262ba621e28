"""The only room that reads data files: find the data, read it, check it."""
