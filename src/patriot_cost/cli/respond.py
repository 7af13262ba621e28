"""From a question to its answer on paper: check how to write, ask, write, say what must be said."""

from __future__ import annotations

from collections import deque
from contextlib import nullcontext
from typing import TYPE_CHECKING

from patriot_cost.formats import STREAMED, Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from patriot_cost.cli.options import Writing
    from patriot_cost.formats.columns import Block
    from patriot_cost.views.document import Answer, Stream


def respond(options: Writing, ask: Callable[[], Answer | Stream | None]) -> int:
    """Check how to write, ask, write, and return the exit code."""
    from patriot_cost.cli import output
    from patriot_cost.formats import check_installed, render
    from patriot_cost.views.document import Stream

    form = options.written_as()
    check_installed(form)
    output.check_output(options.output, force=options.force)
    asked = ask()
    if asked is None:
        # A group was called on the way to one of its commands.
        return 0
    if isinstance(asked, Stream):
        answer = _passed(options, asked, form)
        if form in STREAMED.values():
            _talk(options, answer)
            return 1 if answer.failed else 0
    else:
        answer = asked
    text = render(answer, form, output.screen(no_color=options.no_color, output=options.output))
    _talk(options, answer)
    output.write(text, options.output, force=options.force)
    return 1 if answer.failed else 0


def _passed(options: Writing, stream: Stream, form: Format) -> Answer:
    """Let all blocks pass, into the output where the format takes them as they come; return the answer."""
    from patriot_cost.cli import output
    from patriot_cost.formats import write_columns

    streamed = form in STREAMED.values()
    with _bar(stream, shown=output.bar_shown(options.output, quiet=options.quiet, streamed=streamed)) as advance:
        blocks = _counted(stream.columns.blocks, advance)
        if streamed:
            with output.opened(options.output, force=options.force) as opened:
                write_columns(stream.columns._replace(blocks=blocks), form, opened)
        else:
            deque(blocks, maxlen=0)
    return stream.finished()


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
    from patriot_cost.cli import output

    if not options.quiet:
        output.talk(answer.talk)
    if options.verbose:
        known = ("tool_version", "data_version", "data_hash", "scenario", "overrides", "oldest_fact")
        output.talk(f"{name}: {answer.data[name]}" for name in known if name in answer.data)
