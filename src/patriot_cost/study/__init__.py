"""Studies: the same formulas evaluated many times, with arrays in place of numbers."""
