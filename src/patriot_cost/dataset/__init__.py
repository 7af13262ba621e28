"""The only room that reads data files: find the data, read it, check what people wrote."""
