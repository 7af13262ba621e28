"""Reports of studies word the records that a study returns; they compute nothing themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import patriot_cost

REPORT = Path(patriot_cost.__file__).parent / "report"
COMPUTING = {
    "patriot_cost.engine.evaluation_plan",
    "patriot_cost.engine.ranges",
    "patriot_cost.engine.result",
    "patriot_cost.engine.step",
    "patriot_cost.study.counterfactual",
    "patriot_cost.distributions.curve",
    "patriot_cost.study.change_division",
    "patriot_cost.study.draws",
    "patriot_cost.study.array_model",
    "patriot_cost.study.shapley",
    "patriot_cost.study.sweep_variants",
}
WITHOUT_A_DOOR = {"indices.py", "sensitivity.py", "solve.py"}
"""Reports of studies that have no door in `study` yet."""


def imported(module: Path) -> set[str]:
    """Return the modules that a module imports when it runs; those of type hints alone do not count."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    hints = [node for node in tree.body if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)]
    left_out = {id(inner) for node in hints for inner in ast.walk(node)}
    found = [node for node in ast.walk(tree) if id(node) not in left_out]
    whole = {name.name for node in found if isinstance(node, ast.Import) for name in node.names}
    pairs = [(node.module, one.name) for node in found if isinstance(node, ast.ImportFrom) for one in node.names]
    return whole | {str(module) for module, _ in pairs} | {f"{module}.{name}" for module, name in pairs}


def test_imports_are_found_in_any_form(tmp_path: Path) -> None:
    """Of a module, of a name in it, and within a function; not those of hints."""
    module = tmp_path / "a.py"
    module.write_text("import a.b\nfrom c import d\nif TYPE_CHECKING:\n    import e\ndef f():\n    from g import h\n")
    assert imported(module) == {"a.b", "c", "c.d", "g", "g.h"}


REPORTS = [path for path in sorted(REPORT.glob("*.py")) if path.name not in WITHOUT_A_DOOR]


@pytest.mark.parametrize("module", REPORTS, ids=lambda path: path.name)
def test_a_report_imports_nothing_to_compute_with(module: Path) -> None:
    """No plan, no model of arrays, no distribution: a new study computes in `study`, and its report words it."""
    assert not imported(module) & COMPUTING
