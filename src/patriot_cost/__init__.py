"""patriot-cost: the cost of the missing Patriot batteries, every number sourced.

from patriot_cost import evaluate, load
result = evaluate(load("baseline", set={"requirement.batteries": 25}))
result["funding_need"].value
"""

TYPE_CHECKING = False
"""The constant of `typing`, whose import takes longer than all others before signals are heeded."""

__version__ = "0.1.0"
__all__ = [
    "Comparison",
    "Drawing",
    "Evaluation",
    "Explanation",
    "LoadedCase",
    "PatriotCostError",
    "Sweep",
    "__version__",
    "chart",
    "compare",
    "evaluate",
    "explain",
    "global_sensitivity",
    "load",
    "loader",
    "sensitivity",
    "simulate",
    "solve",
    "sweep",
]

if TYPE_CHECKING:
    from patriot_cost.case.evaluation import Evaluation, evaluate, load, loader
    from patriot_cost.case.explanation import Explanation, explain
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.errors import PatriotCostError
    from patriot_cost.render.notebook import chart
    from patriot_cost.study.compare import Comparison, compare
    from patriot_cost.study.drawing import Drawing
    from patriot_cost.study.global_sensitivity import global_sensitivity
    from patriot_cost.study.sensitivity import sensitivity
    from patriot_cost.study.simulate import simulate
    from patriot_cost.study.solve import solve
    from patriot_cost.study.sweep import Sweep, sweep

_HOMES = {
    "Comparison": "patriot_cost.study.compare",
    "Drawing": "patriot_cost.study.drawing",
    "Evaluation": "patriot_cost.case.evaluation",
    "Explanation": "patriot_cost.case.explanation",
    "LoadedCase": "patriot_cost.case.loaded_case",
    "PatriotCostError": "patriot_cost.errors",
    "Sweep": "patriot_cost.study.sweep",
    "chart": "patriot_cost.render.notebook",
    "compare": "patriot_cost.study.compare",
    "evaluate": "patriot_cost.case.evaluation",
    "explain": "patriot_cost.case.explanation",
    "global_sensitivity": "patriot_cost.study.global_sensitivity",
    "load": "patriot_cost.case.evaluation",
    "loader": "patriot_cost.case.evaluation",
    "sensitivity": "patriot_cost.study.sensitivity",
    "simulate": "patriot_cost.study.simulate",
    "solve": "patriot_cost.study.solve",
    "sweep": "patriot_cost.study.sweep",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that `--version` does not load the validator."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'patriot_cost' has no attribute '{name}'")
