"""The items of the review of an estimate, and of its ground rules."""

from __future__ import annotations

from typing import Literal, NamedTuple

from patriot_cost.model.record_shape import record


@record()
class GroundRule(NamedTuple):
    """A ground rule of a whole estimate: a `rule` by its word, a `date`, a `choice` of policy, an `assumption`."""

    kind: Literal["rule", "date", "choice", "assumption"]
    path: str
    label: str
    value: str
    reason: str


@record()
class ReviewedPractice(NamedTuple):
    """A practice of cost estimating: the step or characteristic it is `part` of, and the verdict on a case.

    `missing` is needed for a yes, `command` shows the evidence.
    """

    part: str
    practice: str
    verdict: Literal["yes", "partly", "no"]
    evidence: str
    missing: str
    command: str
