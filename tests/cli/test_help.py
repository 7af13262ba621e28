"""Help that shows what to type, and what it shows works."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
import typer

from patriot_cost.case.loaded_case import CASES
from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.cli.schema import TOPICS as SCHEMAS
from patriot_cost.dataset.library import find_data
from patriot_cost.ledger.citations import STYLES
from patriot_cost.ledger.query import SORTS
from patriot_cost.model.fields import allowed_words
from patriot_cost.model.ledger import Fact, Source
from patriot_cost.model.paths import SETTINGS
from patriot_cost.render import EVERY_FORMAT, FORMATS, PICTURES
from patriot_cost.report.show import TOPICS as LISTS
from patriot_cost.study.random_points import SAMPLERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Call = Callable[..., Any]

EVERY = {name: loaded(row) for name, row in COMMANDS.items()}
"""Every command, also those of groups, by what is typed."""
for group in [*EVERY]:
    EVERY |= {f"{group} {name}": command for name, command in getattr(EVERY[group], "commands", {}).items()}
NAMES = [name for name, command in EVERY.items() if command.epilog]
"""Those that do something themselves."""
ABOUT_A_CASE = [name for name, command in EVERY.items() if "scenario" in {option.name for option in command.params}]


def examples(text: str) -> dict[str, list[str]]:
    """Return the words of each example of a help, by its question, as a shell reads them and without a redirection."""
    found = re.findall(r"^  # (.+)\n((?:.*\\\n)*.*)$", text, re.MULTILINE)
    words = {question: shlex.split(line.replace("\\\n", " ")) for question, line in found}
    return {question: line[1 : line.index(">") if ">" in line else None] for question, line in words.items()}


def test_all_but_a_group_have_an_example() -> None:
    """What only holds commands of its own has nothing to be typed alone."""
    assert [name for name in EVERY if name not in NAMES] == ["scenario", "data"]


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("name", [*NAMES, ""])
def test_every_example_answers_a_question(cli: Call, monkeypatch: pytest.MonkeyPatch, name: str, columns: str) -> None:
    """Help ends with examples of the command itself, each below a question, the same on every screen."""
    monkeypatch.setenv("COLUMNS", columns)
    outcome = cli(*name.split(), "--help")
    found = examples(outcome.out)
    assert outcome.code == 0
    assert found
    for question, words in found.items():
        assert re.fullmatch(r"[A-Z].{10,73}\?", question)
        assert " ".join(words).startswith(name)
    declared = EVERY[name].epilog if name else outcome.out
    assert outcome.out.count("  # ") == len(found) == declared.count("# ")


@pytest.mark.parametrize("name", ["", *NAMES])
def test_every_example_works(cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """What help shows ends with 0 where it is typed, after the files it names were made."""
    monkeypatch.chdir(tmp_path)
    for words in examples(cli(*name.split(), "--help").out).values():
        if "my-case.toml" in words and "new" not in words:
            assert cli("scenario", "new", "-o", "my-case.toml", "-f", "table").code == 0
        if "attacks.csv" in words:
            table = "time_start,time_end,model,launched,source\n2026-01-01,2026-01-01,Iskander-M,1,kpszsu/1\n"
            (tmp_path / "attacks.csv").write_text(table, encoding="utf-8")
        if "old-data" in words:
            shutil.copytree(find_data(), tmp_path / "old-data")
        if "run.json" in words:
            assert cli("fund", "--manifest", "run.json").code == 0
        assert cli(*words).code == 0


@pytest.mark.parametrize("name", EVERY)
def test_own_options_come_first(cli: Call, name: str) -> None:
    """Options of the output, which nearly all commands have, stand below all others, under a heading of their own."""
    common = {"--format", "--json", "--output", "--force", "--quiet", "--verbose", "--help"}
    above, heading, below = cli(*name.split(), "--help").out.partition("\nShared options:\n")
    if heading:
        assert options_in(above)
        assert not options_in(above) & common
        assert common & options_in(below)
    else:
        assert options_in(above) <= {option for parameter in EVERY["gap"].params for option in parameter.opts} | {
            "--help"
        }


@pytest.mark.parametrize("name", EVERY)
def test_pictures_are_named_where_an_answer_has_charts(cli: Call, name: str) -> None:
    """Help lists the formats and the files of pictures at -f and at -o of a command with charts, and of no other."""
    text = re.sub(r"\s+", " ", cli(*name.split(), "--help").out)
    formats, files = (text.partition(option)[2].partition(" --")[0] for option in ("--format FORMAT", "--output FILE"))
    charted = COMMANDS[name.split(maxsplit=1)[0]].takes("chart")
    for extension, form in PICTURES.items():
        assert bool(re.search(rf"\b{re.escape(form)}\b(?!\w)", formats)) is charted
        assert (f"FILE{extension}" in files) is charted


def options_in(text: str) -> set[str]:
    """Return the options that a part of a help explains."""
    return set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["", "facts", "sources", "scenario", "data"])
def test_a_group_lists_its_commands_in_full(cli: Call, name: str) -> None:
    """No line about a command is cut."""
    listed = cli(*name.split(), "--help").out.partition("\nCommands:\n")[2].partition("\n\n")[0]
    assert listed
    assert "..." not in listed


@pytest.mark.parametrize("name", ABOUT_A_CASE)
def test_options_mean_the_same_everywhere(cli: Call, name: str) -> None:
    """Every command about a case takes the options of the contract and names the variables behind them."""
    text = re.sub(r"\s+", " ", cli(*name.split(), "--help").out)
    for option in (
        "-s, --scenario",
        "--set",
        "-f, --format",
        "--json",
        "-o, --output",
        "--force",
        "--fail-if",
        "--data",
    ):
        assert option in text
    for option in ("-q, --quiet", "-v, --verbose", "--no-color", "-h, --help"):
        assert option in text
    for variable in ("PATRIOT_COST_SCENARIO", "PATRIOT_COST_FORMAT", "PATRIOT_COST_DATA"):
        assert variable in text


def test_the_root_lists_every_command(cli: Call) -> None:
    """Help without a command shows them all, and so does the program called with nothing, which is 2."""
    text = cli("--help").out
    for name in COMMANDS:
        assert re.search(rf"^  {name} +\S", text, re.MULTILINE)
    outcome = cli()
    assert (outcome.code, outcome.out) == (2, "")
    assert "Commands:" in outcome.err


@pytest.mark.parametrize("name", [*EVERY, ""])
def test_help_fits_a_terminal(cli: Call, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No line of help is longer than 80 characters."""
    monkeypatch.setenv("COLUMNS", "80")
    lines = cli(*name.split(), "--help").out.splitlines()
    assert lines[0].startswith("Usage: patriot-cost")
    assert max(map(len, lines)) <= 80


def words_of(name: str, field: str) -> str:
    """Return what help says that an option or an argument takes."""
    (option,) = (option for option in EVERY[name].params if option.name == field)
    return f"{option.metavar} {option.help}"


ALLOWED = {
    ("show", "topic"): (*LISTS, "scenarios"),
    ("schema", "topic"): tuple(SCHEMAS),
    ("sources cite", "style"): tuple(STYLES),
    **{(name, "grade"): allowed_words(Source, "grade") for name in ("facts", "facts conflicts", "sources")},
    **{("facts", field): allowed_words(Fact, field) for field in ("quality", "checked", "dollars")},
    ("facts", "sort"): tuple(SORTS),
    ("get", "case"): CASES,
    ("simulate", "sampler"): SAMPLERS,
    ("gap", "form"): FORMATS,
    ("sweep", "form"): EVERY_FORMAT,
    ("plan", "orders"): SETTINGS["orders.profile"],
    ("plan", "payment"): SETTINGS["payment.profile"],
    ("plan", "years"): SETTINGS["plan.years"],
    ("afford", "years"): SETTINGS["plan.years"],
    ("afford", "buys"): SETTINGS["budget.buys"],
}


@pytest.mark.parametrize(("name", "field"), ALLOWED, ids=" ".join)
def test_help_names_every_word_that_is_allowed(name: str, field: str) -> None:
    """What an option or an argument is chosen from is listed where it is typed, all of it."""
    missing = [word for word in ALLOWED[name, field] if not re.search(rf"\b{word}\b", words_of(name, field))]
    assert missing == []


@pytest.mark.parametrize("name", ["facts", "facts conflicts", "facts summary", "sources"])
def test_every_word_of_a_filter_is_offered(name: str) -> None:
    """The shell completes each filter that takes a word of the ledger, with all its words."""
    context = typer.Context(EVERY[name], info_name=name.partition(" ")[0])
    offered = {option.name: option.shell_complete(context, "") for option in EVERY[name].params}
    for record in (Fact, Source):
        for field in offered.keys() & set(record._fields) & {option.name for option in EVERY[name].params}:
            words = allowed_words(record, field)
            assert [item.value for item in offered[field]] == words or not words


def test_the_lists_that_are_offered_are_those_there_are(cli: Call) -> None:
    """Completion, the line of help and the help of `show` name the same lists."""
    (option,) = (option for option in EVERY["show"].params if option.name == "topic")
    assert str(option.help).split(", ") == [*LISTS, "scenarios"]
    for text in (COMMANDS["show"].help, re.sub(r"\s+", " ", cli("show", "--help").out)):
        assert f"Lists: {', '.join((*LISTS, 'scenarios'))}." in text


def test_the_template_runs_as_it_stands(cli: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`scenario new` writes a file that checks clean and computes."""
    monkeypatch.chdir(tmp_path)
    assert cli("scenario", "new", "--extends", "mid-2026", "-o", "mine.toml", "-f", "table").code == 0
    assert cli("scenario", "check", "mine.toml").code == 0
    assert cli("gap", "--json", "-s", "mine.toml").data["price_year"] == 2026
