"""The format and the screen of an answer, messages to standard error, and the examples of help."""

from __future__ import annotations

import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from patriot_cost.characters import escaped
from patriot_cost.errors import Parts, UsageFault, Wording, spelled_name, under, unknown
from patriot_cost.render import BINARY, EXTENSIONS, FORMATS, STREAMED, Format, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MEANT = {
    **dict.fromkeys((".pdf", ".docx", ".doc", ".odt", ".rtf", ".htm"), ".html"),
    **dict.fromkeys((".xls", ".ods"), ".xlsx"),
    **dict.fromkeys((".jpg", ".jpeg", ".gif"), ".png"),
    ".tsv": ".csv",
}
"""The extension of a file that serves for one that is not written."""
_OPENED = "a browser prints .html as PDF, and a word processor opens it"


def choose_format(
    form: str | None,
    *,
    json: bool,
    output: str | None,
    default: str | None,
    extensions: Mapping[str, Format] = EXTENSIONS,
    formats: Sequence[Format] = FORMATS,
) -> Format:
    """Decide the format: typed, else the extension of the file, else the environment, else a table.

    Raises:
        UsageFault: an unknown format or extension, or two that contradict each other.
    """
    typed = _known(form, "--format", formats) if form else None
    if json and typed not in {None, "json"}:
        raise UsageFault(Wording(f"--json contradicts --format {typed}", Parts(path="--format", found=typed)))
    typed = "json" if json else typed
    named: Format | None = None
    if output and output != "-":
        extension = extension_of(output, extensions)
        named = extensions.get(extension)
        if typed and named and typed != named:
            text = f"--format {typed} contradicts the extension of '{output}', which is {named}"
            raise UsageFault(Wording(text, Parts(path="--output", found=output)))
        if not typed and not named:
            meant = [one for one in (_MEANT.get(extension, ""),) if one in extensions]
            hint = _OPENED if meant == [".html"] else "--format names the format of any file"
            raise UsageFault(f"'{output}': {unknown('extension', extension, extensions, meant=meant)}", hint)
    return typed or named or (_known(default, "PATRIOT_COST_FORMAT", formats) if default else "table")


def extension_of(output: str, known: Iterable[str]) -> str:
    """Return the extension of a file: the longest known one, such as `.vl.json`, else the part from its last dot on."""
    name = Path(output).name.lower()
    longest = sorted((one for one in known if name.endswith(one) and name != one), key=len)
    return longest[-1] if longest else Path(output).suffix.lower()


def refuse_binary(form: Format, output: str | None) -> None:
    """Refuse a binary format on a terminal.

    Raises:
        UsageFault: a terminal cannot show the format.
    """
    if form in BINARY and is_standard_output(output) and sys.stdout.isatty():
        raise UsageFault(f"{form} is not text: a terminal cannot show it", f"-o FILE.{form}")


def long_format(file: str) -> Format:
    """Return the format of a file for a long table, by its extension.

    Raises:
        UsageFault: the extension is unknown.
    """
    extension = Path(file).suffix.lower()
    if extension not in STREAMED:
        raise UsageFault(f"'{file}': {unknown('extension', extension, STREAMED, 'of a long table')}")
    return STREAMED[extension]


def is_standard_output(output: str | None) -> bool:
    """Tell whether the answer goes to standard output."""
    return output in {None, "-"}


def screen(*, no_color: bool, output: str | None) -> Screen:
    """Return the screen that the answer goes to: NO_COLOR, FORCE_COLOR, COLUMNS and TERM=dumb are heeded."""
    terminal = is_standard_output(output) and sys.stdout.isatty()
    typed = os.environ.get("COLUMNS", "")
    columns = int(typed) if typed.isdecimal() else 0
    width = columns or (shutil.get_terminal_size().columns if terminal else None)
    wanted = terminal and os.environ.get("TERM") != "dumb"
    if forced := os.environ.get("FORCE_COLOR"):
        wanted = forced.lower() not in {"0", "false"}
    if no_color or os.environ.get("NO_COLOR"):
        wanted = False
    return Screen(width, wanted, _encoding(output))


def _encoding(output: str | None) -> str:
    """Return the encoding of the output: UTF-8, or that of the terminal it goes to."""
    return sys.stdout.encoding if is_standard_output(output) and sys.stdout.isatty() else "utf-8"


def write_messages(lines: Iterable[str]) -> None:
    """Write notes, warnings and errors to standard error, with hidden characters made visible.

    If it is closed or full, they are lost.
    """
    if sys.stderr:
        with suppress(OSError):
            sys.stderr.write("".join(f"{escaped(line)}\n" for line in lines))
            sys.stderr.flush()


def _known(form: str, where: str, formats: Sequence[Format]) -> Format:
    own = spelled_name(form, formats)
    for known in formats:
        if own == known:
            return known
    raise UsageFault(under(where, unknown("format", form, formats)))


def bar_shown(output: str | None, *, quiet: bool, streamed: bool) -> bool:
    """Tell whether a bar may be drawn: on a terminal, and not between lines that go to the same one."""
    between = streamed and is_standard_output(output) and sys.stdout.isatty()
    return not quiet and not between and bool(sys.stderr) and sys.stderr.isatty()


def example_lines(name: str, examples: Mapping[str, str]) -> str:
    """Return the command lines that answer some questions, each below its question."""
    return "\n".join(f"# {question}\n{f'patriot-cost {name} {words}'.strip()}" for question, words in examples.items())


def write_examples(formatter: Any, lines: str, heading: str = "Examples") -> None:  # noqa: ANN401 - typer's own
    """Write command lines below their questions into a help; a long one is continued as a shell reads it."""
    with formatter.section(heading):
        indent = " " * formatter.current_indent
        for line in lines.split("\n"):
            first, *options = [line] if line.startswith("#") else re.split(" (?=-)", line)
            written = [f"{indent}{first}"]
            for option in options:
                if len(f"{written[-1]} {option} \\") > formatter.width:
                    written[-1] += " \\"
                    written.append(f"{indent}   ")
                written[-1] += f" {option}"
            formatter.write("\n".join([*written, ""]))
