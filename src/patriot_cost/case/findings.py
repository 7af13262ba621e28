"""Findings of the rules of a case."""

from collections.abc import Sequence

Finding = tuple[str, str] | tuple[str, str, Sequence[str]]
"""A path, the fault there, and other paths that take part in it."""
