"""References made from a made-up source."""

from __future__ import annotations

from typing import Any

import pytest

from patriot_cost.ledger.citations import bibtex, markdown
from patriot_cost.model.ledger import Source


def source(**given: Any) -> Source:  # noqa: ANN401 - cells differ
    """Make a source, changed as given."""
    cells = {
        "id": "post-2025-07",
        "publisher": "Kyiv Post",
        "title": "Ten batteries",
        "url": "https://post.org/a_b?c=1&d=50%25#e",
        "published": "2025-07-14",
        "kind": "press",
        "via": "Skai",
        "note": None,
    }
    return Source(**(cells | given))


def test_markdown_is_one_line() -> None:
    """Publisher, linked title, date and relay stand in one line."""
    assert markdown(source()) == (
        "Kyiv Post, [Ten batteries](<https://post.org/a_b?c=1&d=50%25#e>), 2025-07-14 (read via Skai)"
    )


def test_markdown_leaves_out_what_is_not_known() -> None:
    """Without date and relay there is no comma and no bracket for them."""
    line = markdown(source(published=None, via=None, url="https://post.org"))
    assert line == "Kyiv Post, [Ten batteries](<https://post.org>)"


def test_brackets_of_a_title_do_not_end_its_link() -> None:
    """A translated title in brackets is escaped in Markdown."""
    assert r"[\[Ten\] batteries](<" in markdown(source(title="[Ten] batteries"))


def test_bibtex_is_an_entry() -> None:
    """An entry has author, title, year, date, address and relay, each in braces, and the address as it is."""
    assert bibtex(source()).split("\n") == [
        "@misc{post-2025-07,",
        "  author = {{Kyiv Post}},",
        "  title = {{Ten batteries}},",
        "  year = {2025},",
        "  date = {2025-07-14},",
        "  url = {https://post.org/a_b?c=1&d=50%25#e},",
        "  note = {Read via Skai}",
        "}",
    ]


def test_bibtex_leaves_out_what_is_not_known() -> None:
    """Without date and relay there are no empty fields."""
    entry = bibtex(source(published=None, via=None))
    assert not any(name in entry for name in ("year", "date =", "note"))
    assert "{}" not in entry


@pytest.mark.parametrize("sign", "&%$#_")
def test_bibtex_escapes_what_tex_would_read(sign: str) -> None:
    """Each of & % $ # _ has a backslash in publisher, title and relay."""
    entry = bibtex(source(publisher=f"A{sign}B", title=f"C{sign}D", via=f"E{sign}F", url="https://post.org"))
    for left, right in ("AB", "CD", "EF"):
        assert rf"{left}\{sign}{right}" in entry
    assert entry.count(sign) == 3
