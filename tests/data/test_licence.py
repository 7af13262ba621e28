"""The licence of the data: whole, named alike wherever it is named, and on all that is shipped."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
TEXT = (CHECKOUT / "data" / "LICENSE").read_text(encoding="utf-8")
NOTICE, CODE = re.split(r"\n={60,}\n", TEXT)


def test_the_notice_says_what_is_licensed_and_who_is_to_be_named() -> None:
    """The notice names the licence with its address, what is ours, what is not, and the attribution wanted."""
    said = " ".join(NOTICE.split())
    assert "CC BY 4.0" in said
    assert "https://creativecommons.org/licenses/by/4.0/legalcode" in said
    for part in ("selection", "notes", "arithmetic", "A published number is a fact", "Attribution wanted"):
        assert part in said


def test_the_legal_code_is_whole() -> None:
    """The legal code has its eight sections, and in each the paragraphs that Creative Commons gave it."""
    parts = re.split(r"^Section (\d) \S .*$", CODE, flags=re.MULTILINE)
    assert parts[1::2] == [*"12345678"]
    letters = ["".join(re.findall(r"^  ([a-z])\. ", part, re.MULTILINE)) for part in parts[2::2]]
    assert letters == ["abcdefghijk", "ab", "a", "abc", "abc", "abcd", "ab", "abcd"]
    assert CODE.rstrip().endswith("Creative Commons may be contacted at creativecommons.org.")


def test_package_readme_and_data_name_both_licences() -> None:
    """The metadata of the package and the README name the licence of the program and that of the data."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0 AND CC-BY-4.0"
    assert project["license-files"] == ["LICENSE", "data/LICENSE"]
    licence = (CHECKOUT / "README.md").read_text(encoding="utf-8").partition("## Licence")[2]
    assert "Apache-2.0" in licence
    assert "[CC BY 4.0](data/LICENSE)" in licence
