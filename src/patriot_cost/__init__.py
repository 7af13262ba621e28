"""patriot-cost: the cost of the missing Patriot batteries, every number sourced.

from patriot_cost import evaluate, load
result = evaluate(load("baseline", set={"requirement.batteries": 25}))
result["funding_need"].value
"""

TYPE_CHECKING = False
"""The constant of `typing`, whose import takes longer than all others before signals are heeded."""

__version__ = "0.1.0"
__all__ = ["Drawing", "Evaluation", "LoadedCase", "PatriotCostError", "__version__", "evaluate", "load", "simulate"]

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation, evaluate, load
    from patriot_cost.case.loaded import LoadedCase
    from patriot_cost.errors import PatriotCostError
    from patriot_cost.study.simulate import Drawing, simulate

_HOMES = {
    "Drawing": "patriot_cost.study.simulate",
    "Evaluation": "patriot_cost.case.evaluation",
    "LoadedCase": "patriot_cost.case.load",
    "PatriotCostError": "patriot_cost.errors",
    "evaluate": "patriot_cost.case.evaluation",
    "load": "patriot_cost.case.evaluation",
    "simulate": "patriot_cost.study.simulate",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `--version` does not load the validator."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'patriot_cost' has no attribute '{name}'")
