"""How a call of the walk ended, and what is wrong with that."""

from __future__ import annotations

import io
import json
import re
import traceback
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock

import jsonschema

from patriot_cost.cli import respond as answering
from patriot_cost.cli.main import run
from patriot_cost.render import BINARY, FORMATS, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from calls import Call

    from patriot_cost.render import Format, Screen
    from patriot_cost.report.document import Response

STRANGE = re.compile(
    r"(?<![\w.])(?:nan|NaN|inf|Infinity)\b"
    r"|(?<![\w.])None(?=[,)\]}\"]|\s*$|\s\s|\s\|)"
    r"|(?<![\w.,/-])-\$?0(?:\.0+)?(?=[BKMT]?(?:[,\s)\]}]|$))"
    r"|datetime\.|<class|<function|<object|Traceback|Warning:|\bnp\.|array\(|\{'|\['|frozenset\(",
    re.MULTILINE,
)
"""What no reader should see: not a number, infinite, None, minus nothing, Python."""


class Outcome(NamedTuple):
    """How a call ended: what was said, and the answer by format; `cause` says where an exception got out."""

    code: int
    out: str
    err: str
    forms: Mapping[str, str]
    cause: str = ""


def made(arguments: Sequence[str]) -> Outcome:
    """Call the command line, and render its answer in every format."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    forms: dict[str, str] = {}

    def every_form(answer: Response, form: Format, screen: Screen) -> bytes:
        made_of = {other: render(answer, other, screen) for other in FORMATS}
        forms.update({other: content.decode() for other, content in made_of.items() if other not in BINARY})
        return made_of[form]

    code, cause = 70, ""
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(answering, "render", every_form):
        try:
            code = run(arguments)
        except Exception as error:  # noqa: BLE001 - whatever gets out is what is looked for
            own = [frame for frame in traceback.extract_tb(error.__traceback__) if "patriot_cost" in frame.filename]
            file = own[-1].filename.rpartition("patriot_cost/")[2]
            cause = f"{type(error).__name__} at {file}:{own[-1].lineno} ({own[-1].name})"
    out.flush()
    text = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return Outcome(code, text, err.getvalue(), forms or {"streamed": text}, cause)


@cache
def _validator(topic: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(made(["schema", topic]).out))


def _refuse(word: str) -> None:
    raise ValueError(word)


def faults(call: Call, outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with how a call ended, worded so that the same fault has the same words."""
    command, code = call.arguments[0], outcome.code
    if outcome.cause:
        yield outcome.cause
        return
    first = next((line for line in outcome.err.splitlines() if line.startswith("error:")), "")
    if code not in call.codes:
        yield f"{command}: exit {code}: {_general(first)}"
    if code in {2, 3, 4} and (outcome.out or not outcome.err):
        yield f"{command}: exit {code} with an answer, or without a word"
    for form, text in {**outcome.forms, "messages": outcome.err}.items():
        for found in sorted({match[0].strip() for match in STRANGE.finditer(text)}):
            yield f"{command} ({form}) prints '{found}'"
    if code in {0, 1} and "json" in outcome.forms:
        yield from _json_faults(call, outcome.forms["json"])


def _json_faults(call: Call, text: str) -> Iterator[str]:
    try:
        data: Any = json.loads(text, parse_constant=_refuse)
    except ValueError as error:
        yield f"{call.arguments[0]}: no JSON: {error}"
        return
    topic = "list" if call.arguments[0] == "show" else "output"
    for error in _validator(topic).iter_errors(data):
        yield f"{call.arguments[0]}: JSON: {_general('/'.join(map(str, error.path)))}: {_general(error.message)}"


def _general(text: str) -> str:
    """Return a message without what differs between alike faults."""
    return re.sub(r"\[[^\]]*\]", "[..]", re.sub(r"[0-9][\d.,]*", "9", text))[:160]
