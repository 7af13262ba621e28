"""JSON lines: an object a row, unknown as null."""

from patriot_cost.formats.columns import write_jsonl as write

__all__ = ["write"]
