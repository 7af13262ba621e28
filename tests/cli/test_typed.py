"""What is typed: each fault names the option or path as typed, exits 2 and blames no file; all forms say the same."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import load
from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.options import OutputOptions, Sets
from patriot_cost.model.assumptions import ASSUMPTIONS
from patriot_cost.model.settings import PERIODS, SELECTION, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from patriot_cost.cli.command_record import Command

    Call = Callable[..., Any]

CASE = load("mid-2026")


def paths() -> list[str]:
    """Return a path for each assumption: one that the case states, else one with items that it could state."""
    stated = {pattern: path for path in CASE.estimates for pattern in ASSUMPTIONS if fits(pattern, path)}
    found = [stated.get(pattern) or FREE.get(pattern, pattern) for pattern in ASSUMPTIONS]
    return [path for path in found if "*" not in path]


def fits(pattern: str, path: str) -> bool:
    """Tell whether a path is of a pattern."""
    wanted, given = pattern.split("."), path.split(".")
    return len(wanted) == len(given) and all(want in {"*", have} for want, have in zip(wanted, given, strict=True))


FREE = {
    "donors.*.gdp": "donors.norway.gdp",
    "donors.*.population": "donors.norway.population",
    "production.*.learning_slope": "production.fire_unit.learning_slope",
    "prices.procurement_index.*": "prices.procurement_index.2030",
    "prices.support_index.*": "prices.support_index.2030",
    "demand.observed.*": "demand.observed.2026-06",
}
PATHS = [*paths(), *SETTINGS, *PERIODS, SELECTION]
OPTIONS = {
    ("afford", "5b"): "AMOUNT: '5b' has a lower-case suffix: write 5B",
    ("afford", "-5B"): "AMOUNT: -5B is negative; needed: money to spend, 0 or more",
    ("afford", "5B", "--buys", "planes"): "--buys: 'planes' is not allowed; allowed: batteries",
    ("afford", "5B", "--by", "2020"): "--by: 2020 is outside the plan",
    ("plan", "--cap", "2b"): "--cap: '2b' has a lower-case suffix: write 2B",
    ("plan", "--cap", ""): "--cap: '' is not a number",
    ("plan", "--orders", "fst"): "--orders: 'fst' is not allowed",
    ("plan", "--payment", "cash"): "--payment: 'cash' is not allowed",
    ("plan", "--until", "2020"): "--until: 2020 is before the plan starts",
    ("stock", "--on-hand", "xx"): "--on-hand: 'xx' is not a number",
    ("stock", "--launches", "-1"): "--launches: -1 is negative",
    ("stock", "--until", "2028"): "--until: '2028' is not a month",
    ("stock", "--until", "2100-01"): "--until: 2100-01 is too far",
    ("engage", "--salvo", "two"): "--salvo: 'two' is not a number",
    ("engage", "--hit", "120%"): "--hit: a share of 1.2 is above 1",
    ("sweep", "--vary", "force.operational=-1,2"): "--vary force.operational: -1 is negative",
}

LINES = "budget.limit=lines"


def standing(row: Command) -> dict[str, Sets]:
    """Return what the options of a command set that stand for settings, by the name of their field."""
    function = loaded(row).callback
    parameters = inspect.signature(inspect.unwrap(function)).parameters.values() if function else ()
    classes = (parameter.annotation for parameter in parameters)
    return next((one.setters() for one in classes if isinstance(one, type) and issubclass(one, OutputOptions)), {})


def assert_blamed_on_what_was_typed(outcome: Any, *said: str) -> None:  # noqa: ANN401
    """Assert that a fault is exit 2, says nothing on standard output, and names no file of the data."""
    assert (outcome.code, outcome.out) == (2, ""), outcome.err
    assert ".toml" not in outcome.err
    assert all(text in outcome.err for text in said), outcome.err


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("value", ["5b", "-3", "1e40"])
def test_a_fault_of_any_path_is_blamed_on_set(cli: Call, path: str, value: str) -> None:
    """Whatever is set to what it cannot be, the message names the path with its option, and no file of the data."""
    assert_blamed_on_what_was_typed(
        cli("get", "battery_gap", "-s", "mid-2026", "--set", f"{path}={value}"), f"--set {path}: "
    )


@pytest.mark.parametrize(("arguments", "said"), OPTIONS.items())
def test_a_fault_names_the_option_as_typed(cli: Call, arguments: tuple[str, ...], said: str) -> None:
    """An option that stands for a setting is named itself, not the setting behind it."""
    assert_blamed_on_what_was_typed(cli(*arguments), f"error: {said}")


@pytest.mark.parametrize(
    ("row", "field", "mark"),
    [(row, *found) for row in COMMANDS.values() for found in standing(row).items()],
    ids=lambda given: given if isinstance(given, str) else getattr(given, "path", "") or given.name,
)
def test_every_option_that_stands_for_a_setting_is_named_itself(
    cli: Call, row: Command, field: str, mark: Sets
) -> None:
    """Whatever such options there are: a fault, and a setting that they make idle, are told by the name in help."""
    (option,) = (option for option in loaded(row).params if option.name == field)
    asked = f"{row.name} {row.example}".partition(" -")[0].split()
    asked += ["--for", "force.operational"] if row.name == "solve" else []
    name, words = (option.metavar, [row.name]) if option.required else (option.opts[0], [*asked, option.opts[0]])
    if not mark.word:
        assert_blamed_on_what_was_typed(cli(*words, "?"), f"error: {name}: ")
        return
    said = cli(*words, "--set", f"{mark.path}={mark.word}").err
    assert f"warning: {mark.path}={mark.word}: {name} takes its place" in said


@pytest.mark.parametrize(
    ("typed", "settings"),
    [
        ("plan --cap 2B", ["orders.profile=capped", "orders.annual_cap=2B"]),
        ("plan --cap 2B --orders fast", ["orders.profile=fast", "orders.annual_cap=2B"]),
        ("stock --launches 40", ["demand.launches=40", "demand.rule=own"]),
        ("afford 5B --by 2035 --keep-rest", [*("budget.amount=5B", "budget.rest=keep", "budget.by=2035"), LINES]),
    ],
)
def test_an_option_sets_what_it_implies_unless_another_says_otherwise(
    cli: Call, typed: str, settings: list[str]
) -> None:
    """A yearly cap means capped orders, launches a rule of their own, a year the limits of the lines."""
    assert cli(*typed.split(), "--json").data["overrides"] == settings


@pytest.mark.parametrize(
    "setting",
    [
        "production.fire_unit.rate.2024=1000000",
        "production.fire_unit.rate.2027=1",
        "production.fire_unit.rate.2025*=100",
        "production.fire_unit.rate.2033=12",
        "plan.first_year=2020",
        "interceptors.gem_t.share=0.5",
        "payment.outlay_rates.0=90%",
        "supply.available_share=1.5",
    ],
)
def test_a_contradiction_is_blamed_on_what_was_typed(cli: Call, setting: str) -> None:
    """Where a typed value and one of the data exclude each other, the typed one is at fault."""
    path = setting.partition("=")[0].rstrip("*")
    assert_blamed_on_what_was_typed(cli("gap", "-s", "mid-2026", "--set", setting), f"--set {path}")


@pytest.mark.parametrize("setting", ["2025*=1.1", "2026=30", "2027=6", "2030=0"])
def test_a_line_may_shrink(cli: Call, setting: str) -> None:
    """A rate below that of the year before is an ordinary question."""
    assert cli("get", "battery_gap", "--set", f"production.fire_unit.rate.{setting}").code == 0


def test_all_faults_are_told_at_once(cli: Call) -> None:
    """Names, texts and values that are no good have a line each, at whichever step each of them is found."""
    wrong = {
        "batery.system_cost=1M": "nearest: battery.system_cost",
        "battery.system_cost=450m": "write 450M",
        "force.operational=-2": "is negative",
        "supply.available_share=3": "is above 1",
        "battery.package_rule=prized": "nearest: priced",
    }
    outcome = cli("gap", *(word for setting in wrong for word in ("--set", setting)))
    assert (outcome.code, outcome.out) == (2, "")
    lines = [line for line in outcome.err.splitlines() if line.startswith("error: ")]
    assert len(lines) == len(wrong)
    for line, (setting, said) in zip(sorted(lines), sorted(wrong.items()), strict=True):
        assert line.startswith(f"error: --set {setting.partition('=')[0]}: ")
        assert said in line


@pytest.mark.parametrize("path", [path for path in paths() if path in CASE.estimates])
def test_every_form_of_a_path_sets_the_same(scenario_file: Call, path: str) -> None:
    """In quotes, with dots, as tables within tables, or in a table of its own: the same value at the same path."""
    value = CASE.estimates[path].value or 0.0
    *above, last = path.split(".")
    forms = [
        f'[set]\n"{path}" = {value!r}\n',
        f"[set]\n{path} = {value!r}\n",
        f"[set]\n{above[0]} = {{ {'.'.join([*above[1:], last])} = {value!r} }}\n",
        f"[set.{'.'.join(above)}]\n{last} = {value!r}\n",
    ]
    cases = [load(scenario_file(form, extends="mid-2026")) for form in forms]
    assert [case.estimates[path].value for case in cases] == [value] * 4
    assert {case.origins[path] for case in cases} == {"test-case"}


def test_a_path_is_set_once(cli: Call, scenario_file: Call) -> None:
    """Two forms of one path in a file contradict each other, which is told with a line."""
    path = scenario_file('[set]\nforce.operational = 4\n"force.operational" = 5\n')
    outcome = cli("gap", "-s", path)
    assert (outcome.code, outcome.out) == (3, "")
    assert f"{path}:12: force.operational: is set twice" in outcome.err


@pytest.mark.parametrize(
    ("value", "said"),
    [("2026-01-01", "'2026-01-01' is not a number"), ("true", "'true' is not a number"), ("[1, 2]", "a list or table")],
)
def test_a_value_of_another_kind_is_told_as_written(cli: Call, scenario_file: Call, value: str, said: str) -> None:
    """A date, a truth value or a list in place of a number is named as it stands in the file, not as Python has it."""
    outcome = cli("gap", "-s", scenario_file(f"[set]\nforce.operational = {value}\n"))
    assert outcome.code == 3
    assert f": force.operational: {said}" in outcome.err


@pytest.mark.parametrize("name", ["x.JSON", "x.Csv"])
def test_an_extension_is_read_in_any_case(cli: Call, tmp_path: Any, name: str) -> None:  # noqa: ANN401
    """What other systems write in capitals is the same extension."""
    assert cli("gap", "-o", str(tmp_path / name)).code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(("{", "key,"))


def test_records_are_read_in_every_form(scenario_file: Call) -> None:
    """Under [estimates] or as a section, in quotes, with dots or nested: each record counts, and none hides another."""
    record = 'value = 5\nbasis = "assumed"\nrationale = "A test."\n'
    forms = [
        f'[estimates."force.operational"]\n{record}',
        f"[estimates.force.operational]\n{record}",
        f"[force.operational]\n{record}",
        f'[estimates.requirement.held_then]\n{record}[requirement]\nkind = "total"\n[force.operational]\n{record}',
    ]
    for form in forms:
        case = load(scenario_file(form))
        assert (case.estimates["force.operational"].value, case.origins["force.operational"]) == (5, "test-case")
    assert case.estimates["requirement.held_then"].value == 5


def test_a_record_stands_once(cli: Call, scenario_file: Call) -> None:
    """The same path as a section and under [estimates] is a contradiction."""
    record = 'value = 5\nbasis = "assumed"\nrationale = "A test."\n'
    path = scenario_file(f'[force.operational]\n{record}[estimates."force.operational"]\n{record}')
    outcome = cli("gap", "-s", path)
    assert outcome.code == 3
    assert f"{path}:11: force.operational: appears twice" in outcome.err


NINE = ("--set", "force.operational=9")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("gap", "--set", "force.operational=4", "--set", "force.operational=5"), "force.operational=4: force.operati"),
        (
            ("sweep", "--vary", "force.operational=3,4", "--vary", "battery.package_rule=priced", *NINE),
            "--set force.operational: --vary force.operational takes its place",
        ),
        (
            ("sweep", "--vary", "force.operational=3,4", *NINE),
            "--set force.operational: --vary force.operational takes its place",
        ),
    ],
)
def test_a_setting_that_another_takes_the_place_of_is_warned_of(cli: Call, typed: tuple[str, ...], said: str) -> None:
    """One of the two changes nothing; one that scales or raises builds on what is set before."""
    assert said in cli(*typed).err
    built = cli("gap", "--set", "force.operational=4", "--set", "force.operational+=1")
    assert "takes its place" not in built.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gap", "mid-2026"), "a scenario goes after -s: patriot-cost gap -s mid-2026"),
        (("gap", "own.toml"), "a scenario goes after -s: patriot-cost gap -s own.toml"),
        (("gap", "a.b=3"), "a changed assumption goes after --set: patriot-cost gap --set a.b=3"),
        (("fund", "10"), "more batteries go after --more: patriot-cost fund --more 10"),
        (("gap", "word"), "'patriot-cost gap' takes no such argument"),
        (("selftest", "10"), "'patriot-cost selftest' takes no such argument"),
    ],
)
def test_a_word_without_its_option_is_told_the_option(cli: Call, words: tuple[str, ...], said: str) -> None:
    """A word that stands where a command takes none has the option in front of which it was meant, and no other."""
    refused = cli(*words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines()[0].endswith(said)


def test_an_option_in_short_is_near_to_none(cli: Call) -> None:
    """Each letter is half like each other one: only the long names are offered, as they mean something."""
    said = cli("gap", "-z").err.splitlines()[0]
    assert said.startswith("error: no option '-z'; allowed: --")
    assert all(name.startswith("--") for name in said.partition("allowed: ")[2].split(", "))
    assert "no option '--scenaro'; nearest: --scenario" in cli("gap", "--scenaro").err


def test_what_an_option_implies_is_set_with_it(cli: Call) -> None:
    """A number of missiles is counted, whatever rule the case has for their price; the answer says both."""
    overrides = cli("fund", "--missiles-per-battery", "64", "--json").data["overrides"]
    assert overrides == ["battery.missiles=64", "battery.package_rule=counted"]


def test_options_may_stand_in_front_of_their_command(cli: Call) -> None:
    """It is the same line, wherever the command stands in it."""
    for words in (("-s", "mid-2026", "gap", "--json"), ("--json", "gap", "--scenario=mid-2026")):
        assert cli(*words).out == cli("gap", "-s", "mid-2026", "--json").out


def test_an_answer_has_one_length(cli: Call) -> None:
    """In short it is a part of the usual one, and in full there is more; both at once are refused."""
    lengths = [len(cli("fund", *words).out) for words in (("--short",), (), ("--all",))]
    assert 0 < lengths[0] < lengths[1] < lengths[2]
    refused = cli("fund", "--short", "--all")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error: --short contradicts --all")
