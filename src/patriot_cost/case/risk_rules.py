"""Risks of a case: the rules between the parts of each, the cost that its factor is on, the lines that it delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.engine.keys import key_of
from patriot_cost.errors import unknown
from patriot_cost.model.paths import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from patriot_cost.case.draft import Draft
    from patriot_cost.case.findings import Finding
    from patriot_cost.model.case import Case
    from patriot_cost.model.estimate import Estimate

_IMPACTS = ("impact", "factor", "delay")
_PLACE = {"factor": "on", "delay": "line"}
"""The field of a risk that names the object of an impact."""
_BASES = {"acquisition": "funding_need", "systems": "systems_cost", "missiles": "missiles_cost"}
"""The figures that the words of a factor choose."""


def why_not_sampled(path: str) -> str:
    """Return why the number at a path is not drawn itself, empty if it is: that of a probability is integrated."""
    if pattern_of(path) != "risks.*.probability":
        return ""
    occurrence = path.replace(".probability", ".occurs")
    return f"{path} is not drawn: a risk occurs as often as its mean; needed: the path of its occurrence, {occurrence}"


def risk_findings(draft: Draft) -> Iterator[Finding]:
    """Yield the risks that do nothing, that lack the object of their impact, or name it without the impact."""
    lines = draft.items("production")
    for name in sorted(draft.items("risks")):
        path = f"risks.{name}"
        stated = [part for part in _IMPACTS if f"{path}.{part}" in draft.estimates]
        words = {part: draft.words.get(f"{path}.{word}") for part, word in _PLACE.items()}
        if not stated:
            yield path, "a risk without effect; needed: an impact in money, a factor on a cost, or a delay in months"
        if "factor" in stated and words["factor"] is None:
            yield f"{path}.factor", f"a factor on nothing; needed: on = {' or '.join(_BASES)}"
        for part, word in words.items():
            if word is not None and part not in stated:
                yield f"{path}.{_PLACE[part]}", f"'{word}' without a {part}; needed: {path}.{part}"
        line = words["delay"]
        if line is not None and line not in lines:
            yield f"{path}.line", unknown("production line", str(line), lines)


def risk_aliases(case: Case, delayed: Mapping[str, tuple[str, ...]], lines: tuple[str, ...]) -> dict[str, str]:
    """Return the cost that the factor of each risk is on, and the lead times that no risk delays."""
    bases = {key_of("risk_base", name): _BASES[risk.on] for name, risk in case.risks.items() if risk.on}
    on_time = (line for line in lines if line not in delayed)
    return bases | {key_of("lead_time", line): key_of("production_lead_time", line) for line in on_time}


def delayed_lines(case: Case, estimates: Mapping[str, Estimate], lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the risks that delay each line, of the lines that any delays."""
    late = {name: risk for name, risk in case.risks.items() if f"risks.{name}.delay" in estimates}
    found = {line: tuple(name for name, risk in late.items() if risk.line in {None, line}) for line in lines}
    return {line: names for line, names in found.items() if names}
