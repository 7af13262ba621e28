"""`find`: plain words lead to exact names, and each example runs."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from patriot_cost.case.evaluation import evaluate, load
from patriot_cost.cli.app import loaded
from patriot_cost.cli.commands import COMMANDS
from patriot_cost.ledger.open_ledger import open_ledger
from patriot_cost.nearest import folded, synonyms
from patriot_cost.report.find import Named, all_names, found_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Call = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("price", {"battery_unit_cost", "battery.system_cost"}),
        ("cost", {"funding_need", "fund"}),
        ("germany", {"germany", "pledges.germany.interceptors"}),
        ("pac-3", {"pac3", "pac3_mse"}),
        ("shortfall", {"battery_gap", "interceptor_gap", "gap"}),
        ("need", {"funding_need"}),
        ("intercept", {"engage", "engagement.hit_probability"}),
        ("halt", {"halt"}),
        ("samp-t", {"samp_t"}),
        ("confidence", {"--confidence"}),
        ("R005", {"R005"}),
    ],
)
def test_a_plain_word_finds_what_is_meant(cli: Call, words: str, found: set[str]) -> None:
    """The names that a reader means are among the first twenty, and every example of them runs."""
    items = cli("find", *words.split(), "-s", "mid-2026", "--json").data["items"]
    assert found <= {item["name"] for item in items}
    assert len(items) <= 20
    for item in [one for one in items if one["name"] in found]:
        assert cli(*shlex.split(item["example"])[1:], "-o", "-").code == 0 or "--help" in item["example"]


def test_what_is_not_there_is_an_empty_list(cli: Call) -> None:
    """No name is no error, and the words that help are named."""
    outcome = cli("find", "zzzzqq")
    assert outcome.code == 0
    assert "Try a word of the field" in outcome.out


def test_values_are_those_of_the_case(cli: Call) -> None:
    """The value beside a figure is what `get --human` prints for the same case."""
    items = cli("find", "battery_gap", "-s", "mid-2026", "--json").data["items"]
    (value,) = [item["value"] for item in items if item["name"] == "battery_gap"]
    assert value == cli("get", "battery_gap", "--human", "-s", "mid-2026").out.strip()


EVALUATION, OPENED = evaluate(load("mid-2026")), open_ledger()
EVALUATION.need([], ())
NAMES = all_names(EVALUATION, OPENED.ledger)
KINDS: dict[str, list[Named]] = defaultdict(list)
for name in NAMES:
    KINDS[name.kind].append(name)


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_finds_its_name(kind: str) -> None:
    """Of each kind some, evenly over all: the name and the label find it, or another with that label, among three."""
    for one in KINDS[kind][:: max(1, len(KINDS[kind]) // 5)]:
        for query in (one.name, one.label if kind not in {"term", "setting"} else one.name):
            best = found_names(query, NAMES)[:3]
            same = {folded(text) for found in best for text in (found.name, found.label)}
            assert folded(query) in same, (query, best)


def test_every_word_that_stands_for_others_leads_to_one() -> None:
    """Each synonym is a name, or a word of a name or a label, of something that there is."""
    commands = [Named("command", row.name, row.help, "") for row in COMMANDS.values()]
    cases = [Named("scenario", name, "", "") for name in (*OPENED.library.scenario_ids, *OPENED.library.system_ids)]
    options = [Named("option", one.opts[0], "", "") for row in COMMANDS.values() for one in loaded(row).params]
    every = [*NAMES, *commands, *cases, *options, Named("scenario", "latest", "", "")]
    texts = " ".join(f"_{folded(text)}_" for one in every for text in (one.name, one.label, one.description))
    held = {word for word in re.split(r"[^\w&]+|_", texts) if word}
    for word, means in synonyms().items():
        assert any(
            f"_{other}_" in texts or {*other.split("_")} <= {*held, *(one.removesuffix("s") for one in held)}
            for other in means
        ), (word, means)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("batery", "battery"), ("germny", "germany"), ("batteries", "battery_gap"), ("interceptors", "interceptor_cost")],
)
def test_a_slip_and_a_plural_find_the_same(cli: Call, typed: str, meant: str) -> None:
    """A word that nothing has is read as the nearest word that something has, and the first line says so."""
    items = cli("find", typed, "-s", "mid-2026", "--json").data["items"]
    assert meant in {item["name"] for item in items}
    outcome = cli("find", "germny")
    assert "'germny', read as 'germany'" in outcome.out


def test_commands_and_options_have_examples_of_help(cli: Call) -> None:
    """What `find` shows for a command is a line of the help of a command, which runs as another test holds."""
    shown = {
        item["example"]
        for word in ("cost", "draws", "confidence", "show", "vary", "price", "saved")
        for item in cli("find", word, "--all", "--json").data["items"]
        if item["kind"] in {"command", "option"}
    }
    groups = [loaded(row) for row in COMMANDS.values()]
    every = [*groups, *(one for group in groups for one in getattr(group, "commands", {}).values())]
    helps = {line for one in every for line in str(one.epilog).splitlines()}
    assert len([line for line in shown if not line.endswith("--help")]) > 8
    assert [line for line in shown if not line.endswith("--help") and line not in helps] == []


def test_an_option_of_many_commands_is_found_once(cli: Call) -> None:
    """With one example, whichever command it is of."""
    for word, option in (("seed", "--seed"), ("file", "--output"), ("scenario", "--scenario")):
        items = cli("find", word, "--all", "--json").data["items"]
        names = [item["name"] for item in items if item["kind"] == "option"]
        assert option in names
        assert len(names) == len(set(names))
