"""JSON lines: an object a row, unknown as null."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from patriot_cost.render.long_csv import lines_of, texts

if TYPE_CHECKING:
    from typing import BinaryIO

    from patriot_cost.report.streams import LongTable


def write(columns: LongTable, stream: BinaryIO) -> None:
    """Write a long table."""
    leads = [f"{', ' if place else '{'}{json.dumps(name)}: " for place, name in enumerate(columns.kinds)]
    for block in columns.blocks:
        joined = lines_of(
            texts(block[name], lead, unknown="null", quoted=True)
            for name, lead in zip(columns.kinds, leads, strict=True)
        )
        stream.write("}\n".join([*joined, ""]).encode())
