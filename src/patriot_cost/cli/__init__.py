"""The command line: parse, call, render, write. One thin file a command."""

import gc

# Start-up makes many objects and hardly any garbage; looking for it after every 700 takes a tenth of the time.
gc.set_threshold(100_000)
