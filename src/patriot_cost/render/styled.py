"""Lines with the escape codes of their styles, for a terminal with colours."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from patriot_cost.render.joined import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patriot_cost.render.layout import Line

_BLUES = (255, 195, 153, 117, 75)
"""Of the 256 colours of terminals: from nearly white to a blue that dark text can be read on."""
_STYLES = {"": "", "head": "dim", "dim": "dim", "bold": "bold"} | {
    f"shade{level}": f"color(16) on color({blue})" for level, blue in enumerate(_BLUES)
}


def styled(lines: Sequence[Line]) -> str:
    """Return lines as text with the escape codes of their styles."""
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="256", legacy_windows=False, highlight=False)
    page = Text("\n").join(
        Text.assemble(*((text.replace(NO_BREAK, " "), _STYLES[style]) for text, style in line)) for line in lines
    )
    console.print(page, soft_wrap=True)
    return stream.getvalue()
