"""The command line: parse, call, hand to a format, write. One thin file per command."""

import gc

# Start-up makes many objects and hardly any garbage; looking for it after every 700 takes a tenth of the time.
gc.set_threshold(100_000)
