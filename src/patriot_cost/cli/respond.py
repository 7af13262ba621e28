"""Output of the answer of a command: checked first, complete or not at all, and recorded on request."""

from __future__ import annotations

import shlex
import sys
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.cli import output
from patriot_cost.cli.exit_code import tidied
from patriot_cost.cli.files import Files
from patriot_cost.cli.options import ChangeOptions
from patriot_cost.cli.run_manifest import command_line, recorder_of, repeatable
from patriot_cost.render import PICTURES, STREAMED, check_installed, draw, render, write_columns
from patriot_cost.report.attachments import Picture
from patriot_cost.report.document import Response
from patriot_cost.report.streams import Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

    from patriot_cost.cli.options import OutputOptions
    from patriot_cost.cli.run_manifest import Recorder
    from patriot_cost.render import Format, Screen
    from patriot_cost.render.long_csv import ColumnBlock


class _Run(NamedTuple):
    """The output of one answer: the options, the recorder, the files."""

    options: OutputOptions
    recorder: Recorder | None
    files: Files

    @property
    def file(self) -> str | None:
        return (self.recorder or self.options).output

    @property
    def words(self) -> list[str]:
        """The command line, but for options that change no answer, and for the folder of the file on this computer."""
        file = self.options.output or ""
        named = {f"{option}{file}": f"{option}{Path(file).name}" for option in ("", "-o", "--output=")}
        return [named.get(word, word) for word in repeatable(command_line.get())]

    @property
    def screen(self) -> Screen:
        again = self.recorder.screen if self.recorder else None
        found = again or output.screen(no_color=self.options.no_color, output=self.options.output)
        return found._replace(extent=self.options.extent())

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Open the stream of an answer that is written block by block; a recorded run counts its bytes."""
        if output.is_standard_output(self.file):
            yield self.counted(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with self.files.opened("--output") as stream:
                yield self.counted(stream)

    def counted(self, stream: BinaryIO) -> BinaryIO:
        return self.recorder.tally.counted_stream(stream) if self.recorder else stream

    def counted_file(self, file: str, stream: BinaryIO) -> BinaryIO:
        """Return the stream of another file than the answer; a recorded run counts its bytes."""
        return self.recorder.tally_of(file).counted_stream(stream) if self.recorder else stream

    def write(self, content: bytes, response: Response) -> int:
        """Write a complete answer, and return the exit code."""
        if self.recorder:
            self.recorder.tally.update(content)
        printed = output.is_standard_output(self.file)
        if not printed:
            with self.files.opened("--output") as stream:
                stream.write(content)
        code = self.finish(response)
        if printed:
            # Last: nothing is printed if a file cannot be written, and no file depends on the reader of the answer.
            sys.stdout.buffer.write(content)
        return code

    def finish(self, response: Response) -> int:
        """Record the run, place the files, and return the exit code."""
        if self.recorder:
            record = self.recorder.finish(self.options.data, response.data, self.screen)
            with self.files.opened("--manifest") as stream:
                stream.write(record.encode())
        self.files.place()
        return 1 if response.failed else 0


def respond(options: OutputOptions, ask: Callable[[], Response | Stream | None]) -> int:
    """Check the output options, compute the answer, write it, and return the exit code."""
    form, recorder = options.written_as(), recorder_of(options)
    form = recorder.format_for(form) if recorder else form
    options.extent()
    check_installed(form)
    output.refuse_binary(form, (recorder or options).output)
    if options.charts:
        check_installed("svg")
    files = Files(force=(recorder or options).force)
    with tidied(files.discard):
        run = _Run(options, recorder, files)
        files.claim("--output", "-" if run.file is None else run.file)
        files.claim("--manifest", options.manifest)
        for name, file in options.chart_files().items():
            files.claim(f"--charts {name}", file)
        asked = recorder.watch(ask) if recorder else ask()
        # A group that was called on the way to one of its commands has no answer.
        return 0 if asked is None else _written(run, asked, form)


def _written(run: _Run, asked: Response | Stream, form: Format) -> int:
    response = _passed(run, asked, form) if isinstance(asked, Stream) else asked
    if isinstance(asked, Stream) and _is_answer(asked, form):
        _write_messages(run.options, response)
        return run.finish(response)
    if isinstance(run.options, ChangeOptions) and run.options.no_sources:
        from patriot_cost.report.brevity import with_publishers

        document = with_publishers(response.document, run.screen.extent, charts=form == "html")
        response = response._replace(document=document)
    if form in PICTURES.values():
        from patriot_cost.report.charts import chart_of

        content = draw(chart_of(response, run.options.chart), form)
    else:
        response = _with_charts(run, response) if run.options.charts else response
        response = response._replace(typed=shlex.join(["patriot-cost", *run.words])) if form == "xlsx" else response
        content = render(response, form, run.screen)
    _write_messages(run.options, response)
    return run.write(content, response)


def _with_charts(run: _Run, response: Response) -> Response:
    """Draw the charts of an answer into their files, and return the answer with them, and with why others are not."""
    from patriot_cost.report.charts import charts_of

    found, reasons = charts_of(response)
    names, pictures = run.options.chart_files(), []
    parts = {chart.name: title for title, charts in response.document.charts.items() for chart in charts}
    for chart in found:
        file = names[chart.name]
        with run.files.opened(f"--charts {chart.name}") as stream:
            run.counted_file(file, stream).write(draw(chart, "svg"))
        pictures.append(Picture(Path(file).name, chart.alt, parts.get(chart.name, "")))
    document = response.document._replace(pictures=pictures)
    return response._replace(document=document, messages=[*response.messages, *reasons])


def _passed(run: _Run, stream: Stream, form: Format) -> Response:
    """Consume all blocks, into the output if the format is one of long tables; return the answer."""
    streamed = _is_answer(stream, form)
    if stream.file is not None:
        check_installed(output.long_format(stream.file))
        run.files.claim("--save", stream.file)
    with _bar(stream, shown=output.bar_shown(run.file, quiet=run.options.quiet, streamed=streamed)) as advance:
        columns = stream.columns._replace(blocks=_counted(stream.columns.blocks, advance))
        if streamed:
            with run.opened() as opened:
                write_columns(columns, form, opened)
        elif stream.file is not None:
            with run.files.opened("--save") as opened:
                write_columns(columns, output.long_format(stream.file), run.counted_file(stream.file, opened))
        else:
            deque(columns.blocks, maxlen=0)
    return stream.finished()


def _is_answer(stream: Stream, form: Format) -> bool:
    return not stream.behind and form in STREAMED.values()


@contextmanager
def _bar(stream: Stream, *, shown: bool) -> Iterator[Callable[[int], None]]:
    if not shown:
        yield lambda _: None
        return
    from patriot_cost.render.progress import ProgressBar

    bar = ProgressBar(stream.steps, stream.text)
    with tidied(bar.stop):
        yield bar.advance


def _counted(blocks: Iterable[ColumnBlock], advance: Callable[[int], None]) -> Iterator[ColumnBlock]:
    for block in blocks:
        yield block
        advance(1)


def _write_messages(options: OutputOptions, response: Response) -> None:
    if not options.quiet:
        output.write_messages(response.messages)
    if options.verbose:
        known = ("tool_version", "data_version", "data_hash", "scenario", "overrides", "oldest_fact")
        output.write_messages(f"{name}: {response.data[name]}" for name in known if name in response.data)
