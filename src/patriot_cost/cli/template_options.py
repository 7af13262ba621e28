"""Options of the commands that write templates."""

from typing import TYPE_CHECKING, ClassVar

from patriot_cost.cli.options import OutputOptions
from patriot_cost.render import Format

if TYPE_CHECKING:
    from patriot_cost.dataset.library import Library


class TemplateOptions(OutputOptions):
    """Options for the output of a template, which may be TOML too."""

    more_extensions: ClassVar[dict[str, Format]] = {".toml": "table"}

    def parent(self, library: "Library", name: str) -> str:
        """Return the scenario that a template extends, as its file names it: by id, or by path from its own folder.

        Raises:
            UsageFault: there is no such scenario, or it is standard input.
            FileFaults: its file is faulty.
        """
        from os.path import relpath
        from pathlib import Path

        from patriot_cost.dataset.latest import own_name
        from patriot_cost.dataset.layers import read_layer
        from patriot_cost.errors import UsageFault

        if name == "-":
            raise UsageFault("--extends: standard input cannot be read again; needed: a scenario by name or file")
        name = own_name(library, name)
        read_layer(library, name)
        return name if name in library.scenario_ids else f"./{relpath(name, Path(self.output or '-').parent)}"
