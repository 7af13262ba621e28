"""The look of all charts: fonts, sizes, colours, and the configuration of Vega-Lite that they share."""

from __future__ import annotations

from typing import Any

WIDTH = 600
"""Pixels of a chart."""
MARGIN = 16
"""Pixels between a chart and the edge of its picture."""
FONT = "Liberation Sans, Arial, Helvetica, Arimo, Nimbus Sans, sans-serif"
"""The first comes with the renderer, and the others have its widths, so that no label grows on another computer."""
TITLE, TEXT, SMALL = 17, 12, 11
"""Sizes of fonts in pixels: of the title, of labels, of the lines below the chart."""
BACKGROUND, INK, MUTED, GRID = "#ffffff", "#1f1f1f", "#555555", "#e4e4e4"
BLUE, RED, GREEN, PURPLE, GREY, BROWN = "#0072b2", "#d55e00", "#00805c", "#882255", "#6b6b6b", "#806000"
"""After Okabe and Ito, the light ones darkened until each stands out from the background."""
PALETTE = (BLUE, RED, GREEN, PURPLE, GREY, BROWN)
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-right")
"""Each colour has a shape of its own where points are told apart."""

CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": BACKGROUND,
    "axis": {
        "labelColor": MUTED,
        "labelFontSize": TEXT,
        "titleColor": MUTED,
        "titleFontSize": TEXT,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": GREY,
        "tickColor": GREY,
        "labelLimit": 200,
    },
    "axisY": {"domain": False, "ticks": False, "labelPadding": 6},
    "title": {
        "anchor": "start",
        "frame": "group",
        "color": INK,
        "fontSize": TITLE,
        "fontWeight": "bold",
        "lineHeight": 21,
        "subtitleColor": MUTED,
        "subtitleFontSize": TEXT,
        "subtitleLineHeight": 16,
        "subtitlePadding": 5,
        "limit": WIDTH,
    },
    "text": {"color": INK, "fontSize": TEXT, "lineBreak": "\n", "limit": WIDTH},
    "view": {"stroke": None},
}

_SHORT = 30
"""Letters of a part of a line that stays in one piece."""
_WIDTHS = {
    **dict.fromkeys("ijl'", 0.222),
    **dict.fromkeys(" !,./:;I[\\]ft\N{NO-BREAK SPACE}·", 0.278),
    **dict.fromkeys("()-`r|{}", 0.334),
    **dict.fromkeys('"*', 0.389),
    **dict.fromkeys("Jckvxyzs^", 0.5),
    **dict.fromkeys("#$0123456789?L_abdeghnopqu", 0.556),
    **dict.fromkeys("+<=>~", 0.584),
    **dict.fromkeys("FTZ", 0.611),
    **dict.fromkeys("&ABEKPSVXY", 0.667),
    **dict.fromkeys("CDHNRUw", 0.722),
    **dict.fromkeys("GOQ", 0.778),
    **dict.fromkeys("Mm%W", 0.944),
}
"""Widths of letters in Liberation Sans, Arial and Helvetica, as parts of the size, rounded up within a group."""
_OTHER, _WIDEST, _BOLD = 0.75, 1.02, 1.09


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Return the pixels of a text in the font of the charts, rather too many than too few."""
    return size * (_BOLD if bold else 1.0) * sum(map(_em, text))


def _em(letter: str) -> float:
    return _WIDTHS.get(letter) or (_WIDEST if letter in "@…—" or ord(letter) >= 0x2E80 else _OTHER)


def lines_of(text: str, room: float, size: float = TEXT, most: int = 2, *, bold: bool = False) -> list[str]:
    """Return a text in lines that have room, the last cut off with three dots if there would be more than `most`.

    A word that is too long for a line is cut into parts.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text[: most * WIDTH], room, size, bold=bold):
        longer = f"{line} {word}".lstrip()
        if line and width_of(longer, size, bold=bold) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    lines += [line] if line else []
    if len(lines) <= most and len(text) <= most * WIDTH:
        return lines
    kept, last = lines[: most - 1], lines[most - 1 if len(lines) >= most else -1]
    while last and width_of(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    return [*kept, f"{last.rstrip(' ,;')}…"]


def _unbroken(text: str) -> list[str]:
    """Return the words of a text; a short part between dots is not broken."""
    parts = text.split(" · ")
    parts = ["\N{NO-BREAK SPACE}".join(part.split(" ")) if len(part) < _SHORT else part for part in parts]
    return "\N{NO-BREAK SPACE}· ".join(parts).replace("\n", " ").split(" ")


def _words(text: str, room: float, size: float, *, bold: bool) -> list[str]:
    words = []
    for whole in _unbroken(text):
        word = whole
        while width_of(word, size, bold=bold) > room:
            end = next(place for place in range(1, len(word)) if width_of(word[: place + 1], size, bold=bold) > room)
            words.append(word[:end])
            word = word[end:]
        words.append(word)
    return words
