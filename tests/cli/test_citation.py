"""`--cite`: quotable lines that name the case, what the user replaced, and only the sources of the rest."""

from collections.abc import Callable

import pytest
from tests.conftest import Outcome

from patriot_cost.case.evaluation import evaluate, loader
from patriot_cost.case.provenance import facts_of, paths_of
from patriot_cost.cli.command_record import CITED
from patriot_cost.cli.commands import COMMANDS

Call = Callable[..., Outcome]
MORE = {
    "afford": "5B",
    "compare": "mid-2026+halt mid-2026",
    "cost": "10 batteries",
    "explain": "funding_need",
    "get": "funding_need",
    "simulate": "--draws 100",
    "solve": "funding_need=14B --for requirement.batteries",
    "sweep": "--vary force.operational=3,8",
}
"""The arguments of commands that need some."""
WITHOUT_FIGURES = {
    "find": "it lists names",
    "glossary": "it explains words",
    "facts": "it lists publications, each with its own address",
    "budget": "its rows are published; it has a --cite of its own",
    "sources": "sources cite gives references in full",
    "show": "it lists the parts of a case; get cites a figure",
    "scenario": "it lists files",
    "data": "it imports files",
    "check": "it lists findings",
    "selftest": "its examples are published ones",
    "review": "it lists practices; the commands that it names cite",
    "report": "its parts are answers of commands that cite, beside their sources",
    "explore": "its figures move; it gives the command that makes them",
    "rerun": "it repeats a run, with the options of that",
    "schema": "it describes formats",
}
"""The commands without --cite, and why."""


def lines_of(cli: Call, name: str, *more: str) -> list[str]:
    """Return the quotable lines of a command."""
    case = [word for word in more if name != "compare" or word not in {"-s", "mid-2026"}]
    outcome = cli(name, *MORE.get(name, "").split(), *case, "--cite", "-q", "--json")
    assert outcome.code == 0, outcome.err
    return [*outcome.data["citations"]]


def test_every_command_cites_or_has_no_figures_of_a_case() -> None:
    """No command that answers with figures lacks --cite; the others are named with the reason."""
    assert {name for name in COMMANDS if not COMMANDS[name].takes("cite")} == set(WITHOUT_FIGURES)


@pytest.mark.parametrize("name", ["compare", "solve", "sweep"])
def test_the_result_of_a_study_is_a_line_of_its_own(cli: Call, name: str) -> None:
    """What was compared, found or swept is quotable too, and stands before the figures of the case."""
    words = {"compare": "in mid-2026+halt", "solve": "requirement.batteries", "sweep": "at force.operational=3"}
    first, *others = lines_of(cli, name, "-s", "mid-2026")
    assert words[name] in first
    assert "scenario mid-2026" in first
    assert any(line.startswith("Acquisition cost of the shortfall: ") for line in others)


@pytest.mark.parametrize("name", sorted(CITED))
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("--set", "battery.system_cost=600M"), "battery.system_cost=600M"),
        (("--system", "samp_t"), "SAMP/T in place of Patriot"),
        (("--case", "high"), "high case of"),
    ],
)
def test_each_line_names_what_was_changed(cli: Call, name: str, typed: tuple[str, str], words: str) -> None:
    """A line stands alone: a setting, a system and a high case are in each, and in that of the result."""
    if typed[0] == "--case" and not COMMANDS[name].takes("case"):
        return
    lines = lines_of(cli, name, "-s", "mid-2026", *typed)
    assert lines
    assert [line for line in lines if words not in line] == []
    assert lines[-1].startswith(f"Result: patriot-cost {cli('--version').out.split()[1]}, {name}, scenario mid-2026")


def test_no_publisher_is_credited_with_a_number_of_the_user(cli: Call) -> None:
    """With an input replaced or scaled, the need names no publisher whose facts only that input rests on."""
    case = evaluate(loader("mid-2026")(()))
    case.need(["funding_need"], ())
    paths = [path for path in paths_of(case, ["funding_need"]) if case.loaded.estimates[path].value is not None]

    def publishers(used: list[str]) -> set[str]:
        return {case.loaded.sources[fact.source].publisher for fact in facts_of(case.loaded, used)}

    checked = 0
    for path in paths:
        only = publishers([path]) - publishers([other for other in paths if other != path])
        if only:
            for setting in (f"{path}={case.loaded.estimates[path].value}", f"{path}*=0.5"):
                line = lines_of(cli, "get", "-s", "mid-2026", "--set", setting)[0]
                assert setting in line
                assert "; the settings are the user's; after " in line
                assert [name for name in only if name in line.split("; after ")[-1]] == []
            checked += 1
    assert checked > 1


def test_recorded_money_is_not_quoted_as_nothing(cli: Call) -> None:
    """Commitments that are recorded and not credited make no line of $0; without any the line stays."""
    assert [line for line in lines_of(cli, "brief", "-s", "mid-2026") if line.startswith("Committed money")] == []
    assert [line for line in lines_of(cli, "brief") if line.startswith("Committed money")] != []


def test_a_relay_is_named_beside_its_publisher(cli: Call) -> None:
    """A publication that was read elsewhere says where, in each line that rests on it."""
    case = evaluate(loader("mid-2026")(()))
    case.need(["funding_need"], ())
    facts = facts_of(case.loaded, paths_of(case, ["funding_need"]))
    relayed = {case.loaded.sources[fact.source] for fact in facts if case.loaded.sources[fact.source].via}
    (line,) = lines_of(cli, "get", "-s", "mid-2026")[:-1]
    assert relayed
    assert all(f"{source.publisher} (read via {source.via}" in line for source in relayed)


def test_assumed_inputs_are_named_as_far_as_a_line_holds_them(cli: Call) -> None:
    """Spending rests on six: up to four are all named, of more three and the number of the others, never of one."""
    typed = ("battery.annual_support_cost=20M", "production.gem_t.lead_time=24", "force.operational=8")
    told = []
    for count in range(4):
        settings = [word for one in typed[:count] for word in ("--set", one)]
        line = cli("get", "spend_total", "-s", "mid-2026", *settings, "--cite", "-q", "--json").data["citations"][0]
        named = line.rpartition("assumed: ")[2].rstrip(").").split(", ")
        told.append((len(named), named[-1].rpartition(" and ")[2] if " more inputs" in named[-1] else ""))
    assert told == [(3, "3 more inputs"), (3, "2 more inputs"), (4, ""), (3, "")]
