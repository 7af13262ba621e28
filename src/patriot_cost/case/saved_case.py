"""A case as the contents of one scenario file: its parent and all its changes, with nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from patriot_cost.case.evaluation import Evaluation
from patriot_cost.case.range_case import as_settings
from patriot_cost.dataset.layers import read_layer
from patriot_cost.errors import UsageFault
from patriot_cost.model.paths import assumption, is_of_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.dataset.layers import Layer
    from patriot_cost.dataset.library import Library
    from patriot_cost.model.estimate import Estimate


class CaseContents(NamedTuple):
    """The contents of a scenario file that stands for a case.

    `changed` are the changes of its scenarios in words. `words` and `records` are those of scenarios laid on the first,
    by path. `settings` are in the notation of `--set`, each path with its operator.
    """

    title: str
    changed: str
    as_of: date
    extends: str
    system: str
    price_index: str | None
    words: dict[str, Any]
    records: dict[str, dict[str, Any]]
    settings: dict[str, str]


def saved_case(library: Library, names: Sequence[str], case: LoadedCase, extends: str) -> CaseContents:
    """Return a case as the contents of a file that builds on the first of its scenarios, by the name `extends`.

    Raises:
        UsageFault: a path is scaled or raised twice, which a file does once.
    """
    later = [read_layer(library, name) for name in names[1:]]
    stated: dict[str, Any] = {}
    settings: dict[str, str] = {}
    for layer in later:
        for path, leaf in layer.records.items():
            stated[path] = leaf
            _drop(settings, path)
        _add(settings, ((path, str(value)) for path, value in layer.settings.items()))
    if case.system_id and not any(layer.header and layer.header.system for layer in later):
        # The system took their place.
        stated = {path: leaf for path, leaf in stated.items() if not is_of_system(path)}
        settings = {path: value for path, value in settings.items() if not is_of_system(path.rstrip("*+-"))}
    typed = (text.partition("=") for text in case.overrides)
    _add(settings, ((path.replace(" ", ""), value) for path, _, value in typed))
    return CaseContents(
        title=" + ".join(header.title for header in case.top),
        changed=", ".join(f"{path}={value}" for path, value in settings.items()),
        as_of=case.as_of,
        extends=extends,
        system=case.system_id,
        price_index=next((index for layer in reversed(later) if (index := _index(layer))), None),
        words={path: leaf for path, leaf in stated.items() if not assumption(path)},
        records={
            path: leaf if isinstance(leaf, dict) else {"value": leaf}
            for path, leaf in stated.items()
            if assumption(path)
        },
        settings=settings,
    )


def contents_of(case: LoadedCase) -> CaseContents | None:
    """Return a case as the contents of a file on the first of its scenarios; None if no single file can say it."""
    names = [case.own_files.get(name, name) for name in case.names]
    try:
        return saved_case(case.library, names, case, names[0])
    except UsageFault:
        return None


def range_case_alone(
    load: Callable[[Sequence[TypedSetting]], LoadedCase], word: str, headline: str
) -> tuple[LoadedCase, str]:
    """Return a low, mid or high case as a case without ranges, and its changes in words.

    Raises:
        UsageFault: there is no such case, or settings do not give all of its figures.
    """
    case = load(())
    ranged = Evaluation(case).at(word, headline)
    alone = load(as_settings(ranged.loaded))
    found, wanted = Evaluation(alone).every(), ranged.every().values
    if found.values != wanted:
        differing = next(key for key in wanted if found.values.get(key) != wanted[key])
        raise UsageFault(f"one file cannot hold this case: {differing} would be another", "nothing was written")
    return alone, ", ".join([f"{word} case of {headline}", *case.overrides])


def refuse_other_case(case: LoadedCase, saved: LoadedCase) -> None:
    """Refuse a file that says something else than the case for which it stands.

    Raises:
        UsageFault: an assumption, a word, a date or a figure differs; the message has the reason if it is known.
    """
    found = next(_differences(case, saved), None)
    if found is not None:
        raise UsageFault(f"one file cannot hold this case: {_reason(case) or found}", "nothing was written")


def _index(layer: Layer) -> str | None:
    return layer.header.price_index if layer.header else None


def _add(settings: dict[str, str], more: Iterable[tuple[str, str]]) -> None:
    """Add settings in order: a new value takes the place of all that was set at its path before."""
    for path, value in more:
        if path[-1:] not in {"*", "+", "-"}:
            _drop(settings, path)
        elif path in settings:
            raise UsageFault(
                f"one file cannot hold this case: {path}= is set twice, {settings[path]} and {value}; needed: once",
                "nothing was written",
            )
        settings[path] = value


def _drop(settings: dict[str, str], path: str) -> None:
    for operator in ("", "*", "+", "-"):
        settings.pop(path + operator, None)


def _differences(case: LoadedCase, saved: LoadedCase) -> Iterator[str]:
    """Yield the differences between two cases, first of assumptions and words, then of figures."""
    if case.as_of != saved.as_of or case.calendar != saved.calendar:
        yield "its dates would be others"
    if case.case.price_year != saved.case.price_year:
        yield f"its dollars would be those of {saved.case.price_year}, not of {case.case.price_year}"
    if case.system_id != saved.system_id:
        yield "its system would be another"
    for path in dict.fromkeys([*case.estimates, *saved.estimates]):
        one, other = case.estimates.get(path), saved.estimates.get(path)
        if one is None or other is None or _numbers(one) != _numbers(other):
            yield f"{path} would be another"
        elif one.low is not None and case.is_choice(path) != saved.is_choice(path):
            yield f"studies move a range of {path} that is typed, and hold one that a file states"
    if case.case.words != saved.case.words:
        yield "a word of a rule would be another"
    now, then = (Evaluation(one).every().values for one in (case, saved))
    yield from (f"{key} would be another" for key in now if now.get(key) != then.get(key))
    yield from (f"{key} would be known" for key in then if key not in now)


def _numbers(estimate: Estimate) -> Estimate:
    """Return an estimate without the texts that name who set it."""
    return estimate._replace(rationale="", bridge=None)


def _reason(case: LoadedCase) -> str:
    """Return why a file cannot say a case, of the reasons that are known."""
    first, *later = case.top
    newest = max(later, key=lambda header: header.as_of, default=first)
    if newest.as_of > first.as_of:
        return (
            f"launches are counted up to {newest.as_of}, the day of {newest.id}, and a file that builds on {first.id} "
            f"counts them up to {first.as_of}"
        )
    return ""
