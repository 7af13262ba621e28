"""Doubts about the data, which a reader must settle, and the explanations that settle them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patriot_cost.model.upkeep import DueTopic, ExplainedDoubt, Topic


class Doubt(NamedTuple):
    """A doubt of one topic about a fact, a source, an identity or an assumption.

    `within` is the scenario or system that states the assumption, or `assumptions` if all share it; `facts` are those
    that raise the doubt. `text` says the doubt; in a list of its topic `detail` is enough.
    """

    topic: Topic | DueTopic
    where: str
    about: str
    text: str
    detail: str = ""
    facts: tuple[str, ...] = ()
    within: str = ""

    @property
    def message(self) -> str:
        """The doubt with its subject."""
        return f"{self.about}: {self.text}"


class Sorted(NamedTuple):
    """Doubts that are not explained, and those that are explained, with the reason."""

    unexplained: list[Doubt]
    explained: list[tuple[Doubt, str]]


def sort_out(doubts: Iterable[Doubt], explanations: Mapping[str, ExplainedDoubt], *, whole: bool = True) -> Sorted:
    """Sort doubts by whether they are explained; one that a further fact raises is open again.

    `explanations` are by file and line; if the `whole` data were checked, one of a doubt that is not raised is a doubt.
    """
    known: dict[tuple[str, str, str], str] = {
        (one.topic, one.within or "", one.about): where for where, one in explanations.items()
    }
    found, idle = Sorted([], []), dict(explanations)
    for doubt in dict.fromkeys(doubts):
        where = known.get((doubt.topic, doubt.within, doubt.about), "")
        reason = explanations.get(where)
        idle.pop(where, None)
        if reason and {*doubt.facts} <= {*(reason.facts or "").split()}:
            found.explained.append((doubt, reason.reason))
        else:
            found.unexplained.append(doubt)
    for where, reason in idle.items() if whole else ():
        found.unexplained.append(
            Doubt("explains_nothing", where, reason.about, f"'{reason.topic}' is no longer a doubt here")
        )
    return found
