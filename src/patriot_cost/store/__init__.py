"""The only package that reads files: find the data, read it, resolve scenarios, bind, check."""
