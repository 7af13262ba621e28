"""The command line: parse, call, hand to a format, write. One thin file per command."""
