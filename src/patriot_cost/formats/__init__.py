"""From an answer to text: one module a format, no files, no screen, no arithmetic."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from patriot_cost.characters import escaped, escaped_in_json
from patriot_cost.errors import CannotCompute, UsageFault
from patriot_cost.formats.zeros import unsigned, unsigned_blocks
from patriot_cost.study.memory import FRAMES, room_for

if TYPE_CHECKING:
    from typing import BinaryIO

    from patriot_cost.views.document import Answer, Columns

Format: TypeAlias = Literal["table", "json", "csv", "markdown", "jsonl", "parquet"]
EVERY_FORMAT: tuple[Format, ...] = get_args(Format)
FORMATS = EVERY_FORMAT[:4]
"""Those of every command."""
STREAMED: dict[str, Format] = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}
"""Formats of long tables, by extension."""
EXTENSIONS: dict[str, Format] = {".txt": "table", ".json": "json", ".csv": "csv", ".md": "markdown"}


def check_installed(form: Format) -> None:
    """Refuse a format that needs what is not there.

    Raises:
        UsageFault: Parquet, where polars is not installed.
        CannotCompute: Parquet, where polars has too little memory.
    """
    if form != "parquet":
        return
    if not find_spec("polars"):
        raise UsageFault("Parquet needs polars, which is not installed", "pip install 'patriot-cost[parquet]'")
    if not room_for(FRAMES):
        raise CannotCompute("there is not enough memory for Parquet (ulimit -v)", "csv and jsonl take less")


class Screen(NamedTuple):
    """Where text goes: its width in characters, None for a pipe that must not wrap; its colour; its characters."""

    width: int | None = None
    color: bool = False
    encoding: str = "utf-8"

    @property
    def draws(self) -> bool:
        """Whether it shows lines and blocks."""
        return self.encoding.lower().startswith("utf")


def render(answer: Answer, form: Format, screen: Screen) -> bytes:
    """Return an answer in a format; only the module of that format is imported.

    What its texts hide is made visible here, so that no format lets it out.
    """
    return _text(answer, form, screen).encode(screen.encoding, errors="replace")


def _text(answer: Answer, form: Format, screen: Screen) -> str:
    if form == "json":
        from patriot_cost.formats.json import render_json

        return escaped_in_json(render_json(unsigned(answer.data)))
    if form == "csv":
        from patriot_cost.formats.csv import render_csv

        return render_csv(_seen(answer.rows._replace(rows=unsigned(answer.rows.rows))))
    if form == "markdown":
        from patriot_cost.formats.markdown import render_markdown

        return render_markdown(_seen(answer.document))
    if answer.document.bare is not None:
        return escaped(answer.document.bare)
    from patriot_cost.formats.terminal import render_terminal

    return render_terminal(_seen(answer.document), screen)


def _seen(part: Any) -> Any:  # noqa: ANN401 - a part of a document: a record, a list, a text, a number
    """Return a document or a part of it with all its texts escaped."""
    if isinstance(part, str):
        return escaped(part)
    if isinstance(part, tuple) and hasattr(part, "_make"):
        return part._make(map(_seen, part))
    return [_seen(inner) for inner in part] if isinstance(part, (list, tuple)) else part


def write_columns(columns: Columns, form: Format, stream: BinaryIO) -> None:
    """Write a long table as CSV, JSON lines or Parquet, block by block."""
    columns = columns._replace(blocks=unsigned_blocks(columns.blocks))
    if form == "parquet":
        from patriot_cost.formats.frames import write_parquet

        write_parquet(columns, stream)
    elif form == "jsonl":
        from patriot_cost.formats.columns import write_jsonl

        write_jsonl(columns, stream)
    elif find_spec("polars") and room_for(FRAMES):
        from patriot_cost.formats.frames import write_csv

        write_csv(columns, stream)
    else:
        from patriot_cost.formats.columns import write_csv as write_plainly

        write_plainly(columns, stream)
