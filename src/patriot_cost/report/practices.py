"""The practices of a reliable cost estimate, and how far a case follows each: yes, partly or no, with the evidence.

The twelve steps and the practices of the four characteristics are those of the Cost Estimating and Assessment Guide of
the US Government Accountability Office (GAO-20-195G, March 2020, chapters 3 to 15), in words of our own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from patriot_cost.model.elements import ELEMENTS
from patriot_cost.report.wording import counted, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from patriot_cost.report.evidence import Evidence

Verdict: TypeAlias = Literal["yes", "partly", "no"]


class Judgement(NamedTuple):
    """A verdict on a case with its evidence, the command that shows it, and the parts that are missing for a yes."""

    verdict: Verdict
    evidence: str
    look: str
    missing: str = ""


Judge: TypeAlias = "Callable[[Evidence], Judgement]"


class Practice(NamedTuple):
    """A practice, the step or characteristic that it belongs to, and its judge."""

    part: str
    what: str
    judge: Judge


def _labels(elements: Sequence[str]) -> str:
    return ", ".join(ELEMENTS[name].label.lower() for name in elements)


def _purpose(case: Evidence) -> Judgement:
    return Judgement("yes", f"{case.header.title}: {case.header.description}", case.command("brief"))


def _plan(case: Evidence) -> Judgement:
    made = f"{case.header.author}, {case.header.date}; as of {case.as_of}."
    missing = "the team, the schedule and the review of the work"
    return Judgement("partly", made, case.command("show ground-rules"), missing)


def _baseline(case: Evidence) -> Judgement:
    words = case.case.case.words
    load = in_words(case.evaluation["interceptors_per_battery"])
    look = case.command("show batteries")
    if words["battery.package_rule"] != "counted":
        return Judgement("partly", f"{load}, implied by a price.", look, "a load that a source states")
    of = ", counted from its launchers." if words["battery.load_rule"] == "launchers" else ", by count."
    return Judgement("partly", load + of, look, "the make and age of each battery")


def _structure(case: Evidence) -> Judgement:
    look, text = case.command("show wbs"), f"In its prices: {_labels(case.in_prices)}."
    return (
        Judgement("partly", text, look, f"prices of {_labels(case.outside)}")
        if case.outside
        else Judgement("yes", text, look)
    )


def _ground_rules(case: Evidence) -> Judgement:
    assumed = case.by_basis["assumed"]
    text = f"Rules, choices and {counted(assumed, 'assumed number')} of the acquisition cost, each with its reason."
    return Judgement("yes", text, case.command("show ground-rules"))


def _data(case: Evidence) -> Judgement:
    bases, look = case.by_basis, case.command("explain funding_need")
    kinds = ", ".join(f"{bases[basis]} {basis}" for basis in ("reported", "derived", "assumed"))
    text = f"{counted(len(case.paths), 'input')}: {kinds}; {counted(len(case.facts), 'fact')} with address and date."
    if not case.facts:
        return Judgement("no", text, look, "facts")
    lacking = [f"sources for {counted(bases['assumed'], 'assumed input')}"] if bases["assumed"] else []
    lacking += [f"better pages for {', '.join(case.weak)}"] if case.weak else []
    return Judgement("partly" if lacking else "yes", text, look, "; ".join(lacking))


def _point(case: Evidence) -> Judgement:
    look, independent = case.command("fund"), "an independent estimate of the same scope by another body"
    if case.need.value is None:
        return Judgement("no", "The acquisition cost is unknown in this case.", look, "the inputs that make it unknown")
    others = f"others have published {counted(len(case.published), 'price')} of a whole battery"
    return Judgement("partly", f"Point estimate {in_words(case.need)}; {others}.", look, independent)


def _sensitivity(case: Evidence) -> Judgement:
    moving, without = len(case.uncertain.moving), len(case.uncertain.without)
    look = case.command("sensitivity" if moving else "sensitivity --flat 10%")
    if not moving:
        text = "No input has a range; all can be moved by an equal part."
        return Judgement("no", text, look, "ranges of the inputs")
    text = f"{counted(moving, 'input')} moved through their ranges, one at a time and all together."
    lacking = f"ranges of {counted(without, 'more input')}" if without else ""
    return Judgement("partly" if moving == 1 else "yes", text, look, lacking)


def _risk(case: Evidence) -> Judgement:
    look, moving = case.command("simulate"), len(case.uncertain.moving)
    if not moving:
        return Judgement("no", "No input has a range, so no confidence can be stated.", look, "ranges of the inputs")
    risks = len(case.case.case.risks)
    text = f"{counted(moving, 'input')} and {counted(risks, 'risk')} drawn"
    text += ", with their correlations." if case.case.case.correlation else ", each independent of the others."
    if risks:
        return Judgement("yes", text, look)
    return Judgement("partly", text, look, "a register of risks; reference-growth stacks one")


def _documented(case: Evidence) -> Judgement:
    text = "Each figure is explained down to its sources; --manifest records a run, rerun repeats it."
    return Judgement("yes", text, case.command("explain funding_need"))


def _presented(case: Evidence) -> Judgement:
    text = "A fact sheet with point, range and sources."
    return Judgement("partly", text, case.command("brief"), "the approval, which this program cannot give")


def _updated(case: Evidence) -> Judgement:
    superseded = case.header.superseded_by
    if superseded:
        text = f"As of {case.as_of}; superseded by {superseded}."
        return Judgement("no", text, f"patriot-cost fund -s {superseded}", "actual costs")
    text = f"As of {case.as_of}; dated cases can be compared."
    return Judgement("partly", text, "patriot-cost scenario list", "actual costs")


def _life_cycle(case: Evidence) -> Judgement:
    text = "Acquisition, operation and support, replacement of missiles if asked for."
    missing = _labels(case.outside) + ", " if case.outside else ""
    return Judgement("partly", text, case.command("plan"), f"{missing}development, disposal")


def _consistent(case: Evidence) -> Judgement:
    text = "The numbers of the baseline are the inputs of the formulas; there is no second set."
    return Judgement("yes", text, case.command("show batteries"))


def _accepted(case: Evidence) -> Judgement:
    return Judgement("no", "Open for anyone to read.", case.command("review"), "a review by a responsible body")


def _methods(case: Evidence) -> Judgement:
    text = "Unit prices times counts; learning and rate effects on request."
    return Judgement("partly", text, case.command("explain funding_need"), "methods below the level of a whole system")


def _inflation(case: Evidence) -> Judgement:
    unstated = sum(one.dollars in {None, "unstated"} or one.price_year_assumed for one in case.money)
    text = f"All in {case.case.case.price_year} dollars, by indices with their editions; then-year dollars by year."
    missing = (
        f"the kind of dollars, or their year, of {unstated} of {counted(len(case.money), 'price')}" if unstated else ""
    )
    return Judgement("partly" if unstated else "yes", text, case.command("plan"), missing)


def _no_mistakes(case: Evidence) -> Judgement:
    met, of = sum(one.passes for one in case.examples), len(case.examples)
    verdict: Verdict = "yes" if met == of else "no"
    return Judgement(verdict, f"{met} of {of} published examples met.", "patriot-cost selftest")


def _variances(_: Evidence) -> Judgement:
    text = "A change between two cases is divided among what caused it; variances from actual costs are not published."
    return Judgement("partly", text, "patriot-cost compare baseline mid-2026 --by-cause", "actual costs")


def _experience(case: Evidence) -> Judgement:
    actual = [one for one in case.money if one.scope in {"contract", "procurement", "hardware", "flyaway"}]
    text = f"{len(actual)} of {counted(len(case.money), 'price')} rest on contracts or budgets of units bought."
    look = case.command("show assumptions")
    if not actual:
        return Judgement("no", text, look, "prices of units bought")
    growth = "" if case.case.case.risks else "cost growth of comparable programmes; reference-growth stacks it"
    return Judgement("yes" if len(actual) == len(case.money) and not growth else "partly", text, look, growth)


def _cross_checked(case: Evidence) -> Judgement:
    look, found, like = case.command("fund"), len(case.published), len(case.comparable)
    text = f"{counted(found, 'published price')} of a whole battery, {like} with as many missiles as here."
    if like:
        return Judgement("yes", text, look)
    return Judgement("partly" if found else "no", text, look, "a published price with the same contents")


def _independent(_: Evidence) -> Judgement:
    return Judgement(
        "no", "None is published.", "patriot-cost facts summary --measure battery_cost", "an estimate by another body"
    )


PRACTICES = (
    Practice("step 1", "Define the purpose", _purpose),
    Practice("step 2", "Plan the work", _plan),
    Practice("step 3", "Describe the programme: technical baseline", _baseline),
    Practice("step 4", "Work breakdown structure", _structure),
    Practice("step 5", "Ground rules and assumptions", _ground_rules),
    Practice("step 6", "Obtain the data", _data),
    Practice("step 7", "Point estimate, and an independent one", _point),
    Practice("step 8", "Sensitivity analysis", _sensitivity),
    Practice("step 9", "Risk and uncertainty analysis", _risk),
    Practice("step 10", "Document the estimate", _documented),
    Practice("step 11", "Present it for approval", _presented),
    Practice("step 12", "Update it with actual costs", _updated),
    Practice("comprehensive", "All costs of the life cycle", _life_cycle),
    Practice("comprehensive", "A technical baseline that defines the programme", _baseline),
    Practice("comprehensive", "A work breakdown structure without gaps or overlaps", _structure),
    Practice("comprehensive", "All ground rules and assumptions that move the cost", _ground_rules),
    Practice("well documented", "Source data, their reliability, and the method of each element", _data),
    Practice("well documented", "Steps that another analyst can repeat", _documented),
    Practice("well documented", "A baseline that agrees with the estimate", _consistent),
    Practice("well documented", "Review and acceptance by management", _accepted),
    Practice("accurate", "The best method for each element", _methods),
    Practice("accurate", "Adjusted properly for inflation", _inflation),
    Practice("accurate", "Few, if any, mistakes", _no_mistakes),
    Practice("accurate", "Updated regularly", _updated),
    Practice("accurate", "Variances from the plan explained", _variances),
    Practice("accurate", "Records of comparable programmes", _experience),
    Practice("credible", "Sensitivity to the major assumptions", _sensitivity),
    Practice("credible", "Risk and uncertainty quantified", _risk),
    Practice("credible", "Major elements cross-checked", _cross_checked),
    Practice("credible", "An independent cost estimate", _independent),
)
"""The twelve steps in their order, then the practices by characteristic."""
