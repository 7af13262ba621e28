"""Parquet, written by polars."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.study.memory import FRAMES, room_for

if TYPE_CHECKING:
    from typing import BinaryIO

    from patriot_cost.report.streams import LongTable


def check_installed() -> None:
    """Refuse the format if polars is missing, or has too little memory.

    Raises:
        UsageFault: it is not installed.
        CannotCompute: it has too little memory.
    """
    if not find_spec("polars"):
        raise UsageFault("Parquet needs polars, which is not installed", "pip install 'patriot-cost[parquet]'")
    if not room_for(FRAMES):
        raise CannotCompute("there is not enough memory for Parquet (ulimit -v)", "csv and jsonl take less")


def write(columns: LongTable, stream: BinaryIO) -> None:
    """Write a long table."""
    from patriot_cost.render.data_frames import write_parquet

    write_parquet(columns, stream)
