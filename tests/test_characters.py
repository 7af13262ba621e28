"""What hides is found, and shown."""

from __future__ import annotations

import sys
import unicodedata
from html import escape

import pytest
from markdown_it import MarkdownIt

from patriot_cost.characters import encoded, escaped, escaped_in_json, fenced, first_hidden, named, paragraph, quoted

VISIBLE_FORMATS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Signs of Arabic, Syriac and Kaithi that Unicode calls formats and that are seen all the same."""


def test_all_that_unicode_calls_control_format_or_separator_hides() -> None:
    """Of all characters, controls, formats and line separators are found; tab, line feed and visible signs are not."""
    sound = {"\t", "\n", *VISIBLE_FORMATS, *map(chr, range(0x13430, 0x13460))}
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp", "Cs"} and character not in sound:
            assert first_hidden(f"a{character}b") == 1, named(character)
            assert escaped(character).isprintable()


@pytest.mark.parametrize(
    "text", ["", "a\tb\nc", "a\r\nb", "Ünïcödé — “quotes” 5 € ≥ 3", "日本語", "❤\ufe0f", "\u2011\u2212\u2013\u00a0"]
)
def test_what_people_write_is_sound(text: str) -> None:
    """Letters of any script, dashes, no-break spaces, emoji, tabs and line ends of any system pass as they are."""
    assert first_hidden(text) is None
    assert escaped(text) == text.replace("\r", r"\x0d")


def test_escapes_have_the_length_of_their_character() -> None:
    """Two digits below 256, four below 65,536, eight above; in JSON always four, in pairs above."""
    assert escaped("\x1b \u202e \U000e0041 \udc80") == r"\x1b \u202e \U000e0041 \udc80"
    assert escaped_in_json('"\x9b \u202e \U000e0041"') == r'"\u009b \u202e \udb40\udc41"'


def test_a_quote_is_short_and_on_one_line() -> None:
    """Forty characters of a foreign text at most, and no line break."""
    assert quoted("short\nname") == r"'short\nname'"
    assert quoted("x" * 41) == f"'{'x' * 40}...'"


def test_no_fence_in_a_text_closes_the_fence_around_it() -> None:
    """The fence is longer than any run of backticks within."""
    assert fenced("a ```` b\n") == "`````\na ```` b\n`````"
    assert fenced("plain") == "```\nplain\n```"


@pytest.mark.parametrize("text", ["- a", "1. a", "2) a", "+ a", "# a", "> a", "~~~", "***", "---", "    a"])
def test_no_text_begins_a_block_of_markdown(text: str) -> None:
    """A paragraph that begins like a list, a heading, a quotation, a rule or code stays a paragraph."""
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(paragraph(text))
    assert page == f"<p>{escape(text.strip())}</p>\n"


def test_a_terminal_without_a_sign_gets_a_plainer_one() -> None:
    """A blank that does not break is a blank, a letter loses its accent; what is left, and a half, is no number."""
    text = "Coverage \u00b7 <=\u00a020 \u2026 Süddeutsche \u2212 日 ½"
    assert encoded(text, "ascii") == b"Coverage - <= 20 ... Suddeutsche - ? ?"
    assert encoded(text, "latin-1").decode("latin-1") == "Coverage \u00b7 <=\u00a020 ... Süddeutsche - ? ½"
    assert encoded(text, "utf-8").decode() == text
