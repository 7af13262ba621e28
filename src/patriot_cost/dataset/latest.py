"""The name `latest`, which stands for the newest dated scenario: that with the latest month as its id."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from patriot_cost.dataset.files import exists
from patriot_cost.dataset.library import LATEST
from patriot_cost.errors import UsageFault, spelled_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patriot_cost.dataset.library import Library

RESERVED = f"'{LATEST}' means the newest dated scenario; needed: another name"
_DATED = r"[0-9]{4}-(0[1-9]|1[0-2])"
_recorded: ContextVar[str | None] = ContextVar("recorded", default=None)


@contextmanager
def standing_for(scenario: str | None) -> Iterator[None]:
    """Within the block, let the name stand for the scenario of a record, whatever the data hold now."""
    token = _recorded.set(scenario)
    try:
        yield
    finally:
        _recorded.reset(token)


def latest(library: Library) -> str | None:
    """Return the scenario that the name stands for, None if no scenario is dated."""
    dated = (name for name in library.scenario_ids if re.fullmatch(_DATED, name))
    return _recorded.get() or max(dated, default=None)


def own_name(library: Library, name: str) -> str:
    """Return the name of a scenario as answers give it: the id it spells, or a dated one for `latest`; else as typed.

    Raises:
        UsageFault: no scenario is dated.
    """
    if name != LATEST and (name in library.scenario_ids or name == "-" or exists(Path(name))):
        return name
    name = spelled_name(name, [*library.scenario_ids, LATEST])
    if name != LATEST:
        return name
    found = latest(library)
    if found is None:
        known = ", ".join(library.scenario_ids)
        raise UsageFault(f"'{LATEST}' is the newest scenario with a month as its id, and there is none; found: {known}")
    return found
