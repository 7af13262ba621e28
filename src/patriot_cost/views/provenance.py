"""From figures to what they rest on: assumptions, facts, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.store.bind import BOUND, input_key
from patriot_cost.model.paths import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.api import Evaluation
    from patriot_cost.model.ledger import Fact, Source
    from patriot_cost.store.load import LoadedCase


def input_paths(case: LoadedCase) -> dict[str, str]:
    """Return the assumption path behind each formula input."""
    paths = [path for path in case.estimates if any(matches(pattern, path) for pattern in BOUND)]
    words = ["battery.package_rule", "requirement.kind"]
    return {input_key(path): path for path in (*paths, *words)}


def reached(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List figures, and everything they rest on, each key once, nearest first."""
    steps = evaluation.plan.steps
    found: dict[str, None] = {}
    pending = list(keys)
    while pending:
        key = pending.pop(0)
        if key not in found:
            found[key] = None
            pending += [name for argument in (steps[key].arguments if key in steps else ()) for name in argument.keys]
    return list(found)


def steps_of(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List the keys of the figures that figures rest on, themselves included."""
    return [key for key in reached(evaluation, keys) if key in evaluation.plan.steps]


def inputs_of(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List the keys of the inputs that figures rest on."""
    return [key for key in reached(evaluation, keys) if key not in evaluation.plan.steps]


def paths_of(evaluation: Evaluation, keys: Iterable[str]) -> list[str]:
    """List the paths of the assumptions with an estimate that figures rest on."""
    paths = input_paths(evaluation.loaded)
    used = (paths.get(key) for key in inputs_of(evaluation, keys))
    return [path for path in used if path and path in evaluation.loaded.estimates]


def facts_of(case: LoadedCase, paths: Iterable[str]) -> list[Fact]:
    """List the facts that assumptions rest on; cross-checks are not among them."""
    names = dict.fromkeys(name for path in paths for name in case.estimates[path].facts)
    steps = dict.fromkeys(name for path in paths if path in case.steps for name in case.steps[path].facts)
    return [case.facts[name] for name in (names | steps) if name in case.facts]


def sources_of(case: LoadedCase, facts: Iterable[Fact]) -> Mapping[str, Source]:
    """Return the sources of facts by id."""
    return {fact.source: case.sources[fact.source] for fact in facts}


def cited(source: Source) -> str:
    """Return a source in a few words: publisher, relay, date."""
    via = f" (via {source.via})" if source.via else ""
    return f"{source.publisher}{via}" + (f", {source.published}" if source.published else "")


def reference(source: Source) -> str:
    """Return a source in full: publisher, title, date, address, relay."""
    date = f", {source.published}" if source.published else ""
    via = f" (read via {source.via})" if source.via else ""
    return f"{source.publisher}, {source.title}{date}{via}, {source.url}"
