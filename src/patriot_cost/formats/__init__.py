"""From an answer to text: one module a format, no files, no screen, no arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from patriot_cost.views.document import Answer

Format: TypeAlias = Literal["table", "json", "csv", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
EXTENSIONS: dict[str, Format] = {".txt": "table", ".json": "json", ".csv": "csv", ".md": "markdown"}


class Screen(NamedTuple):
    """Where text goes: its width in characters, None for a pipe that must not wrap, and whether it has colour."""

    width: int | None = None
    color: bool = False


def render(answer: Answer, form: Format, screen: Screen) -> str:
    """Return an answer as text in a format; only the module of that format is imported."""
    if form == "json":
        from patriot_cost.formats.json import render_json

        return render_json(answer.data)
    if form == "csv":
        from patriot_cost.formats.csv import render_csv

        return render_csv(answer.rows)
    if form == "markdown":
        from patriot_cost.formats.markdown import render_markdown

        return render_markdown(answer.document)
    if answer.document.bare is not None:
        return answer.document.bare
    from patriot_cost.formats.terminal import render_terminal

    return render_terminal(answer.document, screen)
