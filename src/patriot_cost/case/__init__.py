"""From layers of assumptions and settings to a case that can be computed, and its figures."""
