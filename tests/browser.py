"""A real browser without a screen, cut off from every network."""

from __future__ import annotations

import atexit
import shutil
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from tests.spreadsheet import require

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PROGRAM = "chromium"
_QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@cache
def _browser() -> Browser:
    """Start the browser, once for all tests of a process."""
    from playwright.sync_api import sync_playwright

    play = sync_playwright().start()
    atexit.register(play.stop)
    return play.chromium.launch(executable_path=shutil.which(PROGRAM), args=[*_QUIET])


@contextmanager
def opened(
    file: Path, *, width: int = 1280, scripts: bool = True, dark: bool = False
) -> Iterator[tuple[Page, list[str]]]:
    """Open a file, and give the page and a list of what it asks for beyond itself and of what it complains about."""
    require(PROGRAM)
    context = _browser().new_context(
        viewport={"width": width, "height": 900},
        offline=True,
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
    )
    page, noted = context.new_page(), list[str]()
    page.on("request", lambda request: noted.append(request.url) if request.url != file.as_uri() else None)
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda fault: noted.append(str(fault)))
    page.goto(file.as_uri())
    yield page, noted
    context.close()
