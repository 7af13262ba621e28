"""Typed records: what a source, a fact, an estimate and a case are. No arithmetic, no files."""
