"""The walk: every figure and every assumption of every case, through every command, in this process.

    python tests/walk/walk.py [--data DIR] [--part N/OF] [--every N]

Paths in time are walked at their first, middle and last item. Prints how many calls were made and how they ended,
then every failure, grouped by its root cause, with one command for each. `--part 3/8` walks every eighth case, from the
third on; `--every 50` a fixed sample of calls, chosen by a hash. Exit code 1 where anything failed.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import shlex
import sys
import traceback
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest import mock
from zlib import crc32

import jsonschema
import numpy as np

from patriot_cost import api
from patriot_cost.cli.main import run
from patriot_cost.model.paths import PERIODS, SELECTION, SETTINGS
from patriot_cost.store.library import Library, find_data

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ONTO = "mid-2026"
"""The scenario onto which the small ones are stacked, and against which all are compared."""
SMALL = ("as-now", "ceasefire", "escalation", "price-rise", "order-25", "additional-10", "halt")
FORMATS = ("table", "json", "csv", "markdown")
LONG = (*FORMATS, "jsonl")
CODES = {0, 1, 2, 3, 4}
VARIED = "force.operational"
STRANGE = re.compile(
    r"(?<![\w.])(?:nan|NaN|inf|Infinity)\b"
    r"|(?<![\w.])None(?=[,)\]}\"]|\s*$|\s\s|\s\|)"
    r"|(?<![\w.,/-])-\$?0(?:\.0+)?(?=[BKMT]?(?:[,\s)\]}]|$))"
    r"|datetime\.|<class|<function|<object|Traceback|Warning:|\bnp\.|array\(|\{'|\['|frozenset\(",
    re.MULTILINE,
)
"""What no reader should see: not a number, infinite, None, minus nothing, Python."""


class Call(NamedTuple):
    """A command line; `codes` are the exit codes it may have."""

    arguments: tuple[str, ...]
    codes: frozenset[int] = frozenset({0})

    def __str__(self) -> str:
        """Return it as typed."""
        return f"patriot-cost {shlex.join(self.arguments)}"

    @property
    def form(self) -> str:
        """The format of the answer."""
        if "--json" in self.arguments:
            return "json"
        return self.arguments[self.arguments.index("-f") + 1] if "-f" in self.arguments else "table"


class Outcome(NamedTuple):
    """How a call ended; `cause` names where an exception that got out was raised."""

    code: int
    out: str
    err: str
    cause: str = ""


def made(arguments: Sequence[str]) -> Outcome:
    """Call the command line."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    code, cause = 70, ""
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = run(arguments)
        except Exception as error:  # noqa: BLE001 - whatever gets out is what is looked for
            own = [frame for frame in traceback.extract_tb(error.__traceback__) if "patriot_cost" in frame.filename]
            file = own[-1].filename.rpartition("patriot_cost/")[2]
            cause = f"{type(error).__name__} at {file}:{own[-1].lineno} ({own[-1].name})"
    out.flush()
    return Outcome(code, out.buffer.getvalue().decode(), err.getvalue(), cause)  # type: ignore[attr-defined]


@cache
def _validator(topic: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(made(["schema", topic]).out))


def _refuse(word: str) -> None:
    raise ValueError(word)


def faults(call: Call, outcome: Outcome) -> Iterator[str]:
    """Yield what is wrong with how a call ended, worded so that the same fault has the same words."""
    code, out, err, cause = outcome
    if cause:
        yield cause
        return
    first = next((line for line in err.splitlines() if line.startswith("error:")), "")
    if code not in call.codes:
        yield f"{call.arguments[0]}: exit {code}: {_general(first)}"
    if code in {2, 3, 4} and (out or not err):
        yield f"{call.arguments[0]}: exit {code} with an answer, or without a word"
    yield from (f"{call.arguments[0]} -f {call.form}: prints '{found.strip()}'" for found in _strange(out + err))
    if code in {0, 1} and call.form == "json":
        yield from _json_faults(call, out)


def _strange(text: str) -> set[str]:
    return {found[0] for found in STRANGE.finditer(text)}


def _json_faults(call: Call, out: str) -> Iterator[str]:
    try:
        data: Any = json.loads(out, parse_constant=_refuse)
    except ValueError as error:
        yield f"{call.arguments[0]}: no JSON: {error}"
        return
    topic = "list" if call.arguments[0] == "show" else "output"
    for error in _validator(topic).iter_errors(data):
        yield f"{call.arguments[0]}: JSON: {_general('/'.join(map(str, error.path)))}: {_general(error.message)}"


def _general(text: str) -> str:
    """Return a message without what differs between alike faults."""
    return re.sub(r"\[[^\]]*\]", "[..]", re.sub(r"[0-9][\d.,]*", "9", text))[:160]


class Case(NamedTuple):
    """A case: the options that choose it, its figures as walked, and its paths with what may be typed there."""

    options: tuple[str, ...]
    known: tuple[str, ...]
    unknown: tuple[str, ...]
    paths: tuple[tuple[str, str], ...]


def choices(data: str | None) -> list[tuple[str, ...]]:
    """Return the options of each case: every scenario, small ones stacked, every system."""
    library = Library(find_data(data and api.Path(data)))
    scenarios = library.scenario_ids
    found = [("-s", name) for name in scenarios]
    if ONTO in scenarios:
        found += [("-s", ONTO, "-s", name) for name in SMALL if name in scenarios]
        found += [("-s", ONTO, "--system", name) for name in library.system_ids]
    return [*found, *(("--system", name) for name in library.system_ids)]


def case_of(options: tuple[str, ...], data: str | None) -> Case:
    """Return a case: figures in time by their first, middle and last item."""
    named = [value for option, value in zip(options[::2], options[1::2], strict=True) if option == "-s"]
    system = options[options.index("--system") + 1] if "--system" in options else None
    evaluation = api.evaluate(api.load(*named, system=system, data=data))
    evaluation.need(evaluation, ())
    families: dict[str, list[str]] = {}
    for key in evaluation:
        place = evaluation.plan.find(key)
        families.setdefault(evaluation.plan.named(*place) if place else key, []).append(key)
    keys = [keys[at] for keys in families.values() for at in sorted({0, len(keys) // 2, len(keys) - 1})]
    known = tuple(key for key in keys if evaluation[key].value is not None)
    words = {path: values[-1] for path, values in SETTINGS.items()}
    estimates = evaluation.loaded.estimates
    numbers = {path: "" for path in estimates if path not in words and path not in PERIODS and path != SELECTION}
    return Case(options, known, tuple(key for key in keys if key not in known), tuple({**numbers, **words}.items()))


def calls_about(case: Case) -> Iterator[Call]:
    """Yield every call about a case."""
    yield from _lists(case)
    for key in case.known:
        yield from _about_figure(key)
    for key in case.unknown:
        yield from _about_unknown(key)
    for path, word in case.paths:
        yield from _about_path(path, word)


def calls(case: Case) -> Iterator[Call]:
    """Yield every call about a case, with the options that choose it."""
    for call in calls_about(case):
        yield call._replace(arguments=(*call.arguments, *case.options)) if call.arguments[0] != "compare" else call
    if not case.options[2:] and case.options[0] == "-s" and case.options[1] != ONTO:
        for key in case.known:
            yield from _compared(key, case.options[1])


def _lists(case: Case) -> Iterator[Call]:
    for topic in ("batteries", "interceptors", "force", "pledges", "assumptions", "figures"):
        yield from (Call(("show", topic, "-f", form)) for form in FORMATS)
    for command in ("gap", "fund", "plan", "stock", "afford", "engage", "brief", "simulate", "sensitivity"):
        yield from (Call((command, "-f", form)) for form in FORMATS)
    several = ",".join(case.known[:: max(1, len(case.known) // 100)])
    yield Call(("sweep", "--vary", "battery.system_cost=400M,500M", "--figures", several, "-f", "csv"))


ANSWERED = frozenset({0, 4})
"""For calls about what may not move, have no solution, or rest on nothing uncertain."""


def _about_figure(key: str) -> Iterator[Call]:
    date = "2028-06"
    gate = f"{key} > {date}", f"{key} > 1"
    yield Call(("get", key))
    yield Call(("get", key, "--human"))
    yield from (Call(("get", key, "-f", form)) for form in FORMATS[1:])
    yield from (Call(("explain", key, "-f", form)) for form in FORMATS)
    yield from (Call(("get", key, "--case", case, "--json"), ANSWERED) for case in ("low", "high"))
    for typed in gate:
        yield Call(("get", key, "--fail-if", typed, "--json"), frozenset({0, 1, 2}))
    study = ("--figures", key)
    for form in FORMATS:
        yield Call(("simulate", "--draws", "64", *study, "-f", form))
        yield Call(("sensitivity", *study, "-f", form))
    yield Call(("sensitivity", "--flat", "10%", *study, "--json"))
    yield Call(("sensitivity", "--global", "--samples", "64", *study, "--json"), ANSWERED)
    yield Call(("simulate", "--draws", "64", *study, "--fail-if", f"p80({key}) > 1", "--json"), frozenset({0, 1, 2, 4}))
    for form in LONG:
        yield Call(("sweep", "--vary", f"{VARIED}=0,3,7", *study, "-f", form), ANSWERED)
    yield Call(("sweep", "--vary", f"{VARIED}=3,7", "--vary", "battery.system_cost=0,500M", *study), ANSWERED)
    for path in (VARIED, "battery.system_cost"):
        yield Call(("solve", f"{key}=1", "--for", path, "--within", "0..900", "--json"), frozenset({0, 2, 4}))


def _about_unknown(key: str) -> Iterator[Call]:
    cannot = frozenset({4})
    yield Call(("get", key), cannot)
    yield from (Call(("explain", key, "-f", form)) for form in FORMATS)
    yield Call(("get", key, "--fail-if", f"{key} > 1"), frozenset({2, 4}))
    yield Call(("simulate", "--draws", "64", "--figures", key), cannot)
    yield Call(("sensitivity", "--figures", key), cannot)
    yield Call(("sweep", "--vary", f"{VARIED}=0,3,7", "--figures", key, "-f", "csv"), ANSWERED)
    yield Call(("solve", f"{key}=1", "--for", VARIED), frozenset({0, 2, 4}))


def _about_path(path: str, word: str) -> Iterator[Call]:
    yield from (Call(("explain", path, "-f", form), ANSWERED) for form in FORMATS)
    varied = f"{path}={word}" if word else f"{path}*=0,0.9,1.1"
    refused = frozenset({0, 2, 3, 4})
    for form in ("json", "csv", "table"):
        yield Call(("sweep", "--vary", varied, "-f", form), refused)
    if word:
        yield Call(("plan", "--set", f"{path}={word}", "--json"), refused)
        return
    for command in ("simulate", "sensitivity"):
        extra = ("--draws", "64") if command == "simulate" else ()
        yield Call((command, *extra, "--with", path, "--json"), refused)
    yield Call(("solve", "funding_need=10B", "--for", path, "--json"), refused)
    yield Call(("plan", "--set", f"{path}*=1.1", "--json"), refused)
    yield Call(("fund", "--set", f"{path}=unknown", "--json"), refused)
    yield Call(("gap", "--set", f"{path}=0", "--json"), refused)
    yield Call(("simulate", "--draws", "64", "--set", f"{path}=0..1"), refused)
    yield Call(("simulate", "--draws", "64", "--set", f"{path}=0.2 to 0.4"), refused)


def _compared(key: str, scenario: str) -> Iterator[Call]:
    pair = ("compare", scenario, ONTO, "--figures", key)
    yield from (Call((*pair, "-f", form)) for form in FORMATS)
    yield Call((*pair, "--fail-if", f"change({key}) > 1", "--json"), frozenset({0, 1, 2, 4}))
    yield from (Call((*pair, "--by-cause", "-f", form), ANSWERED) for form in ("table", "json"))


class Report:
    """What came of all calls: how many, how they ended, and the first call of each fault."""

    def __init__(self) -> None:
        self.ended: Counter[tuple[str, int]] = Counter()
        self.found: Counter[str] = Counter()
        self.first: dict[str, Call] = {}

    def walk(self, calls: Iterable[Call], tell: Callable[[str], None] = lambda _: None) -> None:
        """Make calls, and note how each ended."""
        for call in calls:
            outcome = made(call.arguments)
            self.ended[call.arguments[0], outcome.code] += 1
            for fault in faults(call, outcome):
                self.found[fault] += 1
                if self.first.setdefault(fault, call) is call:
                    tell(f"{fault}\n    {call}")

    def lines(self) -> Iterator[str]:
        """Yield counts and faults, the most frequent first."""
        for command in sorted({command for command, _ in self.ended}):
            counts = {code: count for (name, code), count in sorted(self.ended.items()) if name == command}
            yield f"{command}: {sum(counts.values()):,} calls, by exit code {counts}"
        yield f"{sum(self.ended.values()):,} calls, {sum(self.found.values()):,} faults of {len(self.found)} kinds"
        for fault, count in self.found.most_common():
            yield f"{count:6,} {fault}\n       {self.first[fault]}"


def sampled(calls: Iterable[Call], every: int) -> Iterator[Call]:
    """Yield a fixed part of some calls, chosen by a hash of each."""
    return (call for call in calls if crc32(str(call).encode()) % every == 0)


def shared_loading() -> Any:  # noqa: ANN401 - what mock returns
    """Let all calls share the files that were read."""
    return mock.patch.object(api, "library_at", lru_cache(maxsize=4)(api.library_at))


def main() -> int:
    """Walk, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data")
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    np.seterr(divide="raise", over="raise", invalid="raise")
    report = Report()
    with shared_loading():
        for choice in choices(options.data)[part - 1 :: parts]:
            print("==", *choice, flush=True)
            report.walk(
                sampled(calls(case_of(choice, options.data)), options.every), lambda text: print(text, flush=True)
            )
    print(*report.lines(), sep="\n")
    return 1 if report.found else 0


if __name__ == "__main__":
    sys.exit(main())
