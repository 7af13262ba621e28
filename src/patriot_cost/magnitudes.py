"""Magnitudes that people write as words: `5bn`, `500 million`, as the suffixes of the notation."""

import re

_SUFFIXES = {
    **dict.fromkeys(("thousand", "thousands"), "K"),
    **dict.fromkeys(("million", "millions", "mln", "mn"), "M"),
    **dict.fromkeys(("billion", "billions", "bln", "bn"), "B"),
    **dict.fromkeys(("trillion", "trillions", "trn", "tn"), "T"),
}
_WORD = rf"(?<=[\d.])\s*({'|'.join(_SUFFIXES)})(?![A-Za-z])"


def with_suffixes(text: str) -> str:
    """Return a text with a suffix in place of each word for a magnitude behind a number: 500M for 500 million."""
    return re.sub(_WORD, lambda match: _SUFFIXES[match[1].casefold()], text, flags=re.IGNORECASE)
