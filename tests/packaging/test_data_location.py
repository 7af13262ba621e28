"""Where the data is found, in a checkout and in a wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from patriot_cost import __version__
from patriot_cost.dataset.library import Library, find_data
from patriot_cost.errors import UsageFault

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.usefixtures("shipped_data")
def test_an_editable_install_reads_the_data_of_the_checkout() -> None:
    """What is edited in the checkout is what the program reads, at once and without installing again."""
    assert find_data() == CHECKOUT / "data"
    assert Library(find_data()).version == (CHECKOUT / "data" / "VERSION").read_text(encoding="utf-8").strip()


def test_the_wheel_ships_the_data_inside_the_package() -> None:
    """The build copies data/ to where an installed program looks first."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"] == {"data": "patriot_cost/data"}


def test_a_directory_without_data_is_refused(tmp_path: Path) -> None:
    """A directory that holds no data is refused, with what was looked for."""
    with pytest.raises(UsageFault, match=r"VERSION, sources\.csv"):
        find_data(tmp_path)


def test_the_changelog_speaks_of_this_version_or_the_next() -> None:
    """The changelog has an entry for this version, or one for what is unreleased."""
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in changelog or "## [Unreleased]" in changelog
