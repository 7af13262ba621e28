"""Hidden characters, which show nothing or move the cursor: found in input, made visible in output."""

from __future__ import annotations

import re

IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
"""The form of all names: of facts, sources, scenarios, items."""
LONGEST_QUOTE = 40
"""Characters of a foreign text that a message repeats: enough to find the place, too few to give a file away."""
# All controls but tab and line feed; the default ignorables of Unicode, but the selectors of emoji; separators of lines
# and annotations; surrogates, which Python makes of names that are not UTF-8.
_HIDING = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Nearly every text is plain: the module of the patterns compiles these when one is not, and keeps them.
_HIDDEN = rf"[{_HIDING}]|\r(?!\n)"
_SHOWN_OTHERWISE = rf"[{_HIDING}\r]"
_SIGNS = r"[\\`*_|<>\[\]$#~]|&(?=#?\w+;)"
_BEGINNING = r"^(\d*)([-+.)=])(?=\s|[-=]*$)"
"""The beginning by which Markdown takes a line for an item of a list, a rule or a heading."""
_PLAINER = dict(zip("\u00a0\u00b7\u2013\u2014\u2212\u2018\u2019\u201c\u201d", " ----''\"\"", strict=True)) | {
    "\u2026": "..."
}
"""ASCII characters for signs that a terminal does not have."""
_CALLED = {"\r": "carriage return without a line feed", "\ufeff": "byte order mark", "\x1b": "escape"}


def is_identifier(text: str) -> bool:
    """Tell whether a text has the form of a name."""
    return bool(re.fullmatch(IDENTIFIER, text))


def as_identifier(text: str) -> str:
    """Return a text in the form of a name, with hyphens for other characters; empty if nothing is left."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("_.-")


def first_hidden(text: str) -> int | None:
    """Return the place of the first hidden character, None where there is none; line ends of Windows are sound."""
    # A long text of another language than English still has few signs that are not plain.
    if _is_plain(text) or not re.search(_SHOWN_OTHERWISE, re.sub(r"[ -~\n]+", "", text)):
        return None
    found = re.search(_HIDDEN, text)
    return found.start() if found else None


def named(character: str) -> str:
    """Return a hidden character as an escape, with its name."""
    import unicodedata

    name = _CALLED.get(character) or unicodedata.name(character, "control character").lower()
    return f"{_escape(character)} ({name})"


def escaped(text: str) -> str:
    r"""Return text in which hidden characters are seen, as \x1b or \u202e."""
    return text if _is_plain(text) else re.sub(_SHOWN_OTHERWISE, lambda found: _escape(found[0]), text)


def escaped_in_json(text: str) -> str:
    """Return JSON in which hidden characters are escapes; they occur in its strings only."""
    return text if _is_plain(text) else re.sub(_SHOWN_OTHERWISE, _json_escape, text)


def quoted(text: str) -> str:
    """Return the beginning of a text on one line, in quotation marks."""
    line = escaped(text.replace("\r\n", "\n")).replace("\n", r"\n").replace("\t", r"\t")
    return f"'{line}'" if len(line) <= LONGEST_QUOTE else f"'{line[:LONGEST_QUOTE]}...'"


def in_markdown(text: str) -> str:
    """Return text on one line in which no sign means anything in Markdown, for the middle of a line."""
    return re.sub(_SIGNS, r"\\\g<0>", text.replace("\n", " "))


def paragraph(text: str) -> str:
    """Return text as a paragraph of Markdown, which begins no list, rule or block of code."""
    return re.sub(_BEGINNING, r"\1\\\2", in_markdown(text).strip())


def fenced(text: str) -> str:
    """Return text between fences of Markdown that nothing in it can close."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text.rstrip()}\n{fence}"


def encoded(text: str, encoding: str) -> bytes:
    """Return text as bytes; a character that the encoding lacks becomes a plainer one, else a question mark."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(sign if _has(encoding, sign) else _plainer(sign) for sign in text).encode(encoding, "replace")


def _has(encoding: str, sign: str) -> bool:
    try:
        return bool(sign.encode(encoding))
    except UnicodeEncodeError:
        return False


def _plainer(sign: str) -> str:
    import unicodedata

    return _PLAINER.get(sign) or unicodedata.normalize("NFD", sign)[0]


def _is_plain(text: str) -> bool:
    """Tell quickly whether a text is of ASCII letters and signs, in lines, as nearly every one is."""
    return text.isascii() and text.replace("\n", "").isprintable()


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))
