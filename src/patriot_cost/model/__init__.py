"""Typed records of sources, facts, estimates and cases. No arithmetic, no files."""
