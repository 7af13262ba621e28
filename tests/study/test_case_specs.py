"""Cases made on the spot for a comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from patriot_cost import compare, evaluate, load
from patriot_cost.dataset.library import find_data, library_at
from patriot_cost.errors import UsageFault
from patriot_cost.study.case_specs import case_spec

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = ("funding_need", "battery_gap", "interceptors_per_battery", "battery_unit_cost")
SCENARIOS = library_at().scenario_ids
FORMS: dict[str, tuple[str, tuple[str, ...], dict[str, Any]]] = {
    "one change": (":force.operational=6", (), {"set": ["force.operational=6"]}),
    "two changes": (
        ":force.operational=6,battery.system_cost=480M",
        (),
        {"set": ["force.operational=6", "battery.system_cost=480M"]},
    ),
    "factor": (":battery.system_cost*=1.5", (), {"set": ["battery.system_cost*=1.5"]}),
    "amount": (":battery.system_cost+=10M", (), {"set": ["battery.system_cost+=10M"]}),
    "less": (":battery.system_cost-=10M", (), {"set": ["battery.system_cost-=10M"]}),
    "commas in a number": (
        ":battery.system_cost=480,000,000,force.operational=6",
        (),
        {"set": ["battery.system_cost=480000000", "force.operational=6"]},
    ),
    "system": (":system=samp_t", (), {"system": "samp_t"}),
    "stacked": ("+halt", ("halt",), {}),
    "all": (
        "+halt:system=samp_t,force.operational=6",
        ("halt",),
        {"system": "samp_t", "set": ["force.operational=6"]},
    ),
}
REFUSED = {
    "no change": ("baseline:", "after the colon comes what is changed in the case; found nothing"),
    "no value": ("baseline:force.operational", "found 'force.operational', which has no value"),
    "no second name": ("baseline+", "a name is missing"),
    "no first name": ("+halt", "a name is missing"),
    "no name": (":force.operational=6", "a name is missing"),
    "two systems": ("baseline:system=samp_t,system=nasams", "buys one system; found samp_t and nasams"),
    "a system alone": ("samp_t", "'samp_t' is a system"),
    "a system laid on": ("baseline+samp_t", "'samp_t' is a system"),
    "unknown path": ("baseline:force.operationl=6", "nearest: force.operational"),
    "unknown scenario": ("baselin:force.operational=6", "nearest: baseline"),
    "unknown system": ("baseline:system=samp", "nearest: samp_t"),
    "not a number": ("baseline:force.operational=six", "baseline:force.operational: "),
}


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize(("form", "stacked", "options"), FORMS.values(), ids=FORMS)
def test_a_case_made_on_the_spot_is_the_case_typed(
    scenario: str, form: str, stacked: tuple[str, ...], options: dict[str, Any]
) -> None:
    """Its figures are those of the same scenarios, settings and system typed as options."""
    made = compare(scenario, f"{scenario}{form}", figures=KEYS).cases[1]
    typed = evaluate(load(scenario, *stacked, **options))
    for key in KEYS:
        found = made.figure(key)
        assert found is not None
        assert found.value == typed[key].value, key


def test_each_case_is_called_by_what_was_typed() -> None:
    """Columns and rows name the scenario and all that is changed; `latest` is the id that it stands for."""
    found = compare("baseline", "latest:force.operational=6, system=samp_t", "baseline+halt").cases
    newest = max(name for name in SCENARIOS if name[:2] == "20")
    assert [one.title for one in found] == [
        "baseline",
        f"{newest}:force.operational=6,system=samp_t",
        "baseline+halt",
    ]


@pytest.mark.parametrize(("typed", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_case_is_refused(typed: str, said: str) -> None:
    """The message says what was found, and what a case is."""
    with pytest.raises(UsageFault) as raised:
        compare("baseline", typed)
    assert said in raised.value.message


@pytest.mark.parametrize("name", ["a+b.toml", "a:b.toml", "baseline+halt", "baseline:"])
def test_a_file_is_itself_whatever_its_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with a plus or a colon in its name is that file, alone, laid on another, and changed."""
    monkeypatch.chdir(tmp_path)
    text = (find_data() / "scenarios" / "halt.toml").read_text(encoding="utf-8")
    Path(name).write_text(text.replace('id = "halt"', 'id = "mine"'), encoding="utf-8")
    library = library_at()
    assert case_spec(library, name).names == (name,)
    assert case_spec(library, f"baseline+{name}").names == ("baseline", name)
    changed = case_spec(library, f"{name}:force.operational=6")
    assert (changed.names, [str(one) for one in changed.settings]) == ((name,), ["force.operational=6"])


def test_a_saved_result_cannot_be_changed(saved_result: Callable[[], str]) -> None:
    """Its figures are numbers without formulas, so a change of it is refused by name."""
    path = saved_result()
    for typed in (f"{path}:force.operational=6", f"baseline+{path}"):
        with pytest.raises(UsageFault, match="a saved result cannot be computed again"):
            compare("baseline", typed)


@pytest.fixture
def saved_result(tmp_path: Path) -> Callable[[], str]:
    """Return a function that saves a result, and returns its path."""

    def save() -> str:
        from patriot_cost.cli.main import run

        path = tmp_path / "saved.json"
        assert run(["gap", "--json", "-o", str(path), "-q"]) == 0
        return str(path)

    return save
