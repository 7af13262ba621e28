"""The build of the wheel: the data are validated here, once, so that no query of the installed program needs to."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Validated(BuildHookInterface[Any]):
    """Puts the fingerprint of the data into the wheel where nothing is wrong in them.

    An editable installation gets none: its data change.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check all data and name the file that says so.

        Raises:
            RuntimeError: something in the data is wrong.
        """
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from patriot_cost.case.audit import audit
        from patriot_cost.dataset.fingerprint import STAMP
        from patriot_cost.dataset.library import Library

        library = Library(Path(self.root) / "data")
        found = audit(library, datetime.now(UTC).date())
        if found.errors:
            raise RuntimeError("\n".join(map(str, found.errors)))
        self._place = tempfile.TemporaryDirectory()
        stamp = Path(self._place.name) / STAMP.name
        stamp.write_text(f"{library.fingerprint}\n", encoding="utf-8")
        build_data["force_include"][str(stamp)] = f"patriot_cost/{STAMP.name}"

    def finalize(self, *_: object) -> None:
        """Remove what the wheel was made of."""
        if hasattr(self, "_place"):
            self._place.cleanup()
