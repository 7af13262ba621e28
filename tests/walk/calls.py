"""What the walk asks: every figure and every assumption of a case, by every command."""

from __future__ import annotations

import os
import shlex
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from patriot_cost.case import evaluation as api
from patriot_cost.cli.commands import COMMANDS, LISTS
from patriot_cost.model.settings import PERIODS, SELECTION, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

ONTO = "mid-2026"
"""The scenario onto which the small ones are stacked, and against which all are compared."""
SMALL = ("as-now", "ceasefire", "escalation", "price-rise", "order-25", "additional-10", "halt")
BULK = 60
"""Figures that are asked for together."""
VARIED = "force.operational"


class Call(NamedTuple):
    """A command line; `codes` are the exit codes it may have, `parts` the calls it stands for, if it asks for many."""

    arguments: tuple[str, ...]
    codes: frozenset[int] = frozenset({0})
    parts: tuple[Call, ...] = ()

    def __str__(self) -> str:
        """Return it as typed."""
        return f"patriot-cost {shlex.join(self.arguments)}"

    def of(self, options: Sequence[str]) -> Call:
        """Return it with the options that choose a case."""
        return Call((*self.arguments, *options), self.codes, tuple(part.of(options) for part in self.parts))


class Case(NamedTuple):
    """A case: the options that choose it, its known figures with their units, the others, its paths with a word."""

    options: tuple[str, ...]
    known: dict[str, str]
    unknown: tuple[str, ...]
    paths: tuple[tuple[str, str], ...]


def _data() -> str | None:
    """Return the data directory of the command line, None for the shipped one."""
    return os.environ.get("PATRIOT_COST_DATA")


def choices() -> list[tuple[str, ...]]:
    """Return the options of each case: every scenario, small ones stacked, every system."""
    library = api.library_at(_data())
    scenarios = library.scenario_ids
    found = [("-s", name) for name in scenarios]
    if ONTO in scenarios:
        found += [("-s", ONTO, "-s", name) for name in SMALL if name in scenarios]
        found += [("-s", ONTO, "--system", name) for name in library.system_ids]
    return [*found, *(("--system", name) for name in library.system_ids)]


def case_of(options: tuple[str, ...]) -> Case:
    """Return a case: figures in time by their first and last item."""
    named = [value for option, value in zip(options[::2], options[1::2], strict=True) if option == "-s"]
    system = options[options.index("--system") + 1] if "--system" in options else None
    evaluation = api.evaluate(api.load(*named, system=system, data=_data()))
    evaluation.need(evaluation, ())
    families: dict[str, list[str]] = {}
    for key in evaluation:
        place = evaluation.plan.find(key)
        families.setdefault(evaluation.plan.named(*place) if place else key, []).append(key)
    keys = [keys[at] for keys in families.values() for at in sorted({0, len(keys) - 1})]
    known = {key: evaluation[key].figure.unit for key in keys if evaluation[key].value is not None}
    words = {path: values[-1] for path, values in SETTINGS.items()}
    estimates = evaluation.loaded.estimates
    numbers = {path: "" for path in estimates if path not in words and path not in PERIODS and path != SELECTION}
    return Case(options, known, tuple(key for key in keys if key not in known), tuple({**numbers, **words}.items()))


def calls(case: Case) -> Iterator[Call]:
    """Yield every call about a case."""
    scenario = case.options[1] if case.options[0] == "-s" and len(case.options) == 2 else ""
    about = [*_lists(), *_together(case.known), *chain.from_iterable(map(_about_figure, case.known))]
    about += chain.from_iterable(map(_about_unknown, case.unknown))
    about += chain.from_iterable(_about_path(path, word) for path, word in case.paths)
    yield from (call.of(case.options) for call in about)
    if scenario not in {"", ONTO}:
        yield from _compared(scenario, case.known)


ANSWERED = frozenset({0, 4})
"""For calls about what may not move, have no solution, or rest on nothing uncertain."""
ANY = frozenset({0, 1, 2, 3, 4})
"""For calls that a rule of the case may refuse."""


def _lists() -> Iterator[Call]:
    yield from (Call(("show", topic)) for topic in LISTS if topic != "scenarios")
    yield from (Call(("simulate",)), Call(("sensitivity",)))
    for row in COMMANDS.values():
        if row.headline and row.name not in {"get", "explain", "show"}:
            yield Call(tuple(f"{row.name} {row.example}".partition(" -")[0].split()))


def _in_bulk(
    ask: Callable[[Sequence[str]], tuple[str, ...]], keys: Iterable[str], codes: frozenset[int]
) -> Iterator[Call]:
    """Yield calls that each ask for many keys."""
    left = list(keys)
    for start in range(0, len(left), BULK):
        some = left[start : start + BULK]
        yield Call(ask(some), codes, tuple(Call(ask([key]), codes) for key in some))


def _figures(*command: str) -> Callable[[Sequence[str]], tuple[str, ...]]:
    return lambda keys: (*command, "--figures", ",".join(keys))


def _together(known: Mapping[str, str]) -> Iterator[Call]:
    """Yield calls of commands that take many figures."""
    fine = frozenset({0})

    def gates(form: str) -> Callable[[Sequence[str]], tuple[str, ...]]:
        limits = {key: {"date": "2028-06", "year": "2035"}.get(unit, "1") for key, unit in known.items()}
        return lambda keys: tuple(part for key in keys for part in ("--fail-if", f"{form.format(key)} > {limits[key]}"))

    yield from _in_bulk(lambda keys: ("get", *keys), known, fine)
    yield from _in_bulk(lambda keys: ("get", *keys, "--human"), known, fine)
    yield from _in_bulk(lambda keys: ("get", "battery_gap", *gates("{}")(keys)), known, frozenset({0, 1}))
    yield from _in_bulk(_figures("simulate", "--draws", "64"), known, fine)
    dated = [key for key, unit in known.items() if unit == "date"]
    gated = [key for key in known if key not in dated]
    yield from _in_bulk(lambda keys: ("simulate", "--draws", "64", *gates("p80({})")(keys)), gated, ANY)
    yield from _in_bulk(_figures("sensitivity"), known, fine)
    yield from _in_bulk(_figures("sensitivity", "--flat", "10%"), known, fine)
    for form in ("table", "csv", "jsonl"):
        yield from _in_bulk(_figures("sweep", "--vary", f"{VARIED}=3,7", "-f", form), known, fine)
    grid = ("--vary", f"{VARIED}=0,7", "--vary", "battery.system_cost=0,500M")
    yield from _in_bulk(_figures("sweep", *grid), known, fine)


def _about_figure(key: str) -> Iterator[Call]:
    yield Call(("explain", key))
    yield from (Call(("get", key, "--case", case), ANSWERED) for case in ("low", "high"))
    yield Call(("sensitivity", "--global", "--samples", "64", "--figures", key), ANSWERED)
    yield Call(("sweep", "--vary", f"{VARIED}=0,3,7", "--vary", "battery.missiles=0,80", "--figures", key), ANSWERED)
    yield Call(("solve", f"{key}=1", "--for", VARIED, "--within", "0..900"), frozenset({0, 2, 4}))


def _about_unknown(key: str) -> Iterator[Call]:
    cannot = frozenset({4})
    yield Call(("get", key), cannot)
    yield Call(("explain", key))
    yield Call(("get", key, "--fail-if", f"{key} > 1"), frozenset({2, 4}))
    yield Call(("simulate", "--draws", "64", "--figures", key), cannot)
    yield Call(("sensitivity", "--figures", key), cannot)
    yield Call(("sweep", "--vary", f"{VARIED}=0,3,7", "--figures", key, "-f", "csv"), ANSWERED)
    yield Call(("solve", f"{key}=1", "--for", VARIED), frozenset({0, 2, 4}))


def _about_path(path: str, word: str) -> Iterator[Call]:
    yield Call(("explain", path))
    yield Call(("sweep", "--vary", f"{path}={word}" if word else f"{path}*=0,0.9,1.1"), ANY)
    if word:
        yield Call(("plan", "--set", f"{path}={word}"), ANY)
        return
    yield Call(("simulate", "--draws", "64", "--with", path), ANY)
    yield Call(("sensitivity", "--with", path), ANY)
    yield Call(("solve", "funding_need=10B", "--for", path), ANY)
    yield from (Call(("fund", "--set", f"{path}{change}"), ANY) for change in ("*=1.1", "=unknown", "=0"))
    yield from (Call(("simulate", "--draws", "64", "--set", f"{path}={wide}"), ANY) for wide in ("0..1", "0.2 to 0.4"))


def _compared(scenario: str, known: Iterable[str]) -> Iterator[Call]:
    pair, known = ("compare", scenario, ONTO), list(known)
    yield from _in_bulk(_figures(*pair), known, frozenset({0}))
    yield from (Call((*pair, "--by-cause", "--figures", key), ANSWERED) for key in known)
    yield from (Call((*pair, "--fail-if", f"change({key}) > 1"), ANY) for key in known)


def sampled(calls: Iterable[Call], every: int) -> Iterator[Call]:
    """Yield a fixed part of some calls, each for one key, chosen by a hash; all as they are where `every` is 1."""
    if every == 1:
        yield from calls
        return
    singles = (single for call in calls for single in call.parts or (call,))
    yield from (call for call in singles if crc32(str(call).encode()) % every == 0)
