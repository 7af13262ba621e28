"""From the answer of a command to what is written: checked first, whole or not at all, recorded where asked."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.cli import output
from patriot_cost.cli.record import recorder_of
from patriot_cost.formats import STREAMED, check_installed, render, write_columns
from patriot_cost.views.document import Answer, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from patriot_cost.cli.options import Writing
    from patriot_cost.cli.record import Recorder
    from patriot_cost.formats import Format, Screen
    from patriot_cost.formats.columns import Block


class _Run(NamedTuple):
    """How one answer is written: with which options, where, and who records it."""

    options: Writing
    recorder: Recorder | None

    @property
    def file(self) -> str | None:
        return (self.recorder or self.options).output

    @property
    def force(self) -> bool:
        return (self.recorder or self.options).force

    @property
    def screen(self) -> Screen:
        again = self.recorder.screen if self.recorder else None
        return again or output.screen(no_color=self.options.no_color, output=self.options.output)

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Give the stream of the answer, whose bytes are counted where the run is recorded."""
        with output.opened(self.file, force=self.force) as stream:
            yield self.recorder.tally.beside(stream) if self.recorder else stream

    @contextmanager
    def beside(self, file: str) -> Iterator[BinaryIO]:
        """Give the stream of a file beside the answer; a rerun writes none, and counts its bytes."""
        repeated = self.recorder is not None and self.recorder.then is not None
        with output.nowhere() if repeated else output.opened(file, force=self.options.force) as stream:
            yield self.recorder.beside(file).beside(stream) if self.recorder else stream

    def finish(self, answer: Answer) -> int:
        """Say what is to be said, record, and return the exit code."""
        if self.recorder:
            self.recorder.finish(self.options.data, answer.data, self.screen)
        return 1 if answer.failed else 0


def respond(options: Writing, ask: Callable[[], Answer | Stream | None]) -> int:
    """Check how to write, ask, write, and return the exit code."""
    form = options.written_as()
    check_installed(form)
    run = _Run(options, recorder_of(options))
    output.check_output(run.file, force=run.force)
    asked = run.recorder.watch(ask) if run.recorder else ask()
    if asked is None:
        # A group was called on the way to one of its commands.
        return 0
    answer = _passed(run, asked, form) if isinstance(asked, Stream) else asked
    if isinstance(asked, Stream) and _is_answer(asked, form):
        _talk(options, answer)
        return run.finish(answer)
    text = render(answer, form, run.screen)
    _talk(options, answer)
    with run.opened() as stream:
        stream.write(output.encoded(text, run.file))
    return run.finish(answer)


def _passed(run: _Run, stream: Stream, form: Format) -> Answer:
    """Let all blocks pass, into the output where the format takes them as they come; return the answer."""
    streamed = _is_answer(stream, form)
    with _bar(stream, shown=output.bar_shown(run.file, quiet=run.options.quiet, streamed=streamed)) as advance:
        columns = stream.columns._replace(blocks=_counted(stream.columns.blocks, advance))
        if streamed:
            with run.opened() as opened:
                write_columns(columns, form, opened)
        elif stream.file:
            with run.beside(stream.file) as opened:
                write_columns(columns, output.long_format(stream.file), opened)
        else:
            deque(columns.blocks, maxlen=0)
    return stream.finished()


def _is_answer(stream: Stream, form: Format) -> bool:
    return not stream.behind and form in STREAMED.values()


def _bar(stream: Stream, *, shown: bool) -> AbstractContextManager[Callable[[int], None]]:
    if not shown:
        return nullcontext(lambda _: None)
    from patriot_cost.formats.progress import progress

    return progress(stream.steps, stream.text)


def _counted(blocks: Iterable[Block], advance: Callable[[int], None]) -> Iterator[Block]:
    for block in blocks:
        yield block
        advance(1)


def _talk(options: Writing, answer: Answer) -> None:
    if not options.quiet:
        output.talk(answer.talk)
    if options.verbose:
        known = ("tool_version", "data_version", "data_hash", "scenario", "overrides", "oldest_fact")
        output.talk(f"{name}: {answer.data[name]}" for name in known if name in answer.data)
