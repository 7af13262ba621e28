"""The page that computes, in a real browser: typed, moved, read, and compared with the program."""

from __future__ import annotations

import random
from math import isclose, isinf
from typing import TYPE_CHECKING

import pytest
from tests.browser import opened

from patriot_cost import evaluate, load
from patriot_cost.case.input_binding import input_key
from patriot_cost.case.live_inputs import LIVE, LOCKED, live_words
from patriot_cost.cli.main import run
from patriot_cost.errors import PatriotCostError, UsageFault
from patriot_cost.model.settings import CHOICES
from patriot_cost.report.explore import HEADLINES
from patriot_cost.units import compact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

LARGEST = 2_500_000
CASE = "mid-2026"
TITLE = '</script><script>window.hit=1</script><b>"my" case</b>'
TIMES = 20


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of a case, with a title that is markup."""
    file = tmp_path_factory.mktemp("page") / "explore.html"
    assert run(["explore", "-s", CASE, "-q", "--draws", "1000", "--title", TITLE, "-o", str(file)]) == 0
    return file


@pytest.fixture(scope="module")
def shown(explored: Path) -> Iterator[Page]:
    """Open the page, and find at the end that it has asked for nothing and complained of nothing."""
    with opened(explored, width=1400) as (page, noted):
        page.wait_for_selector("#tornado svg")
        yield page
        assert not noted


@pytest.fixture(autouse=True)
def _untouched(shown: Page) -> None:
    shown.evaluate("reset()")
    shown.fill("#search", "")


def control(path: str) -> str:
    """Return the selector of the control of an assumption."""
    return f'[data-path="{path}"]'


def type_value(page: Page, path: str, text: str) -> None:
    """Type a value into the field of an assumption, as a person does."""
    page.fill("#search", path)
    field = page.locator(f"{control(path)} input[type=text]")
    field.fill(text)
    field.press("Enter")


def choose_word(page: Page, path: str, word: str) -> None:
    """Choose a word from the list of a rule."""
    page.fill("#search", path)
    page.locator(f"{control(path)} select").select_option(word)


def values(page: Page) -> dict[str, float | None]:
    """Read the figures that the page shows, at full precision; None is unknown."""
    rows = page.locator("#figures tr").evaluate_all(
        "(rows) => rows.map((row) => [row.dataset.key, row.querySelector('[data-value]').dataset.value])"
    )
    return {key: None if value == "unknown" else float(value) for key, value in rows}


def expected(*settings: str) -> dict[str, float | None]:
    """Compute the same figures with the program."""
    evaluation = evaluate(load(CASE, set=settings))
    evaluation.need(HEADLINES, ())
    return {key: evaluation.values[key] for key in HEADLINES}


def alike(one: float | None, other: float | None) -> bool:
    """Tell whether two values agree to nine digits."""
    if one is None or other is None or isinf(one):
        return one == other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def test_it_stands_alone(explored: Path, shown: Page) -> None:
    """One file of limited size, whose policy names its scripts and its styles by their hashes and evaluates no text."""
    policy = shown.get_attribute("meta[http-equiv]", "content") or ""
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert explored.stat().st_size < LARGEST
    assert "Copyright" in explored.read_text("utf-8")


def test_a_title_stays_text(shown: Page) -> None:
    """A title that is markup is shown as typed and runs nothing."""
    assert shown.evaluate("window.hit") is None
    assert TITLE in shown.inner_text("h1")


def test_untouched_it_shows_what_the_program_does(shown: Page) -> None:
    """All figures at the top have the values of the program."""
    found, right = values(shown), expected()
    assert found.keys() == right.keys()
    assert [key for key in right if not alike(right[key], found[key])] == []


def test_random_settings_agree_with_the_program(shown: Page) -> None:
    """Whatever is typed and chosen, the figures are those of the command line with the same settings."""
    chosen = random.Random(7)  # noqa: S311 - no secret
    case = load(CASE)
    words = live_words(case)
    free = [
        (path, entry)
        for path, estimate in case.estimates.items()
        if (entry := case.inputs.get(input_key(path))) and entry.value and estimate.unit != "share"
        if not path.startswith(LOCKED) and path not in {"demand.block_months", "budget.amount"}
        if shown.locator(control(path)).count()
    ]
    for _ in range(TIMES):
        picked = chosen.sample(free, 3)
        typed = {path: compact(float(f"{entry.value * chosen.uniform(0.8, 1.0):.6g}")) for path, entry in picked}
        for path, text in typed.items():
            type_value(shown, path, text)
        rules = {path: chosen.choice(words[path]) for path in chosen.sample([*words], 2)}
        for path, word in rules.items():
            choose_word(shown, path, word)
        settings = [f"{path}={text}" for path, text in (typed | rules).items()]
        found, right = values(shown), expected(*settings)
        assert not [(settings, key) for key in right if not alike(right[key], found[key])]
        shown.evaluate("reset()")


@pytest.mark.parametrize("path", LIVE)
def test_every_word_agrees_with_the_program(shown: Page, path: str) -> None:
    """The list of a rule has the words that the case may have, that in force chosen; each gives the right figures."""
    case = load(CASE)
    words = live_words(case).get(path, ())
    listed = shown.locator(f"{control(path)} option")
    assert listed.all_text_contents() == [*words]
    for word in words:
        assert shown.input_value(f"{control(path)} select") == case.choice(path)
        choose_word(shown, path, word)
        found, right = values(shown), expected(f"{path}={word}")
        assert [key for key in right if not alike(right[key], found[key])] == [], word
        shown.evaluate("reset()")


def test_a_number_that_the_case_does_not_state_can_be_set(shown: Page) -> None:
    """A rule that needs one makes figures unknown until it is typed; it is taken back as unknown."""
    choose_word(shown, "orders.profile", "capped")
    assert values(shown)["spend_total"] is None
    type_value(shown, "orders.annual_cap", "3B")
    found, right = values(shown), expected("orders.profile=capped", "orders.annual_cap=3B")
    assert right["spend_total"]
    assert [key for key in right if not alike(right[key], found[key])] == []
    assert any(line.endswith("was unknown") for line in shown.locator("#changed li").all_text_contents())
    shown.locator(f"{control('orders.annual_cap')} > button").click()
    assert values(shown)["spend_total"] is None


def test_parts_that_are_no_whole_are_told(shown: Page) -> None:
    """Until the other parts make up for it, the page says that the program refuses what was typed; then no more."""
    mix = ("interceptors.pac3_mse.share", "interceptors.gem_t.share")
    type_value(shown, mix[0], "80%")
    assert "Share of the missiles bought: 94.3 % in all" in shown.inner_text("#changed")
    with pytest.raises(UsageFault, match=r"add up to 94\.3 %"):
        load(CASE, set=[f"{mix[0]}=80%"])
    type_value(shown, mix[1], "20%")
    assert not shown.locator("#changed .fault").count()
    found, right = values(shown), expected(f"{mix[0]}=80%", f"{mix[1]}=20%")
    assert [key for key in right if not alike(right[key], found[key])] == []


@pytest.mark.parametrize(
    ("setting", "fault"),
    [
        ("budget.by=2050", "At most 2041"),
        ("budget.by=2020", "At least 2027"),
        ("demand.block_months=2.5", "A whole number is needed"),
        ("production.pac3_mse.lead_time=130", "At most 120"),
    ],
)
def test_a_number_that_the_program_refuses_is_refused_where_it_is_typed(shown: Page, setting: str, fault: str) -> None:
    """The note below the field says what is allowed, and nothing is changed."""
    path, _, text = setting.partition("=")
    with pytest.raises(PatriotCostError):
        load(CASE, set=[setting])
    type_value(shown, path, text)
    assert shown.inner_text(f"{control(path)} .fault") == fault
    assert not shown.locator("#changed li").count()


def test_changes_of_years_and_months_are_counted(shown: Page) -> None:
    """The last column counts the years and the months between now and before, since a bare 2 says of neither."""
    before = expected()
    type_value(shown, "force.operational", "11")
    type_value(shown, "stock.on_hand", "1500")
    now = expected("force.operational=11", "stock.on_hand=1500")
    for key, a_year, noun in (("gap_closed_year", 1, "year"), ("first_empty_month", 12, "month")):
        count = round(((now[key] or 0.0) - (before[key] or 0.0)) * a_year)
        text = shown.locator(f'#figures [data-key="{key}"] td').last.text_content()
        assert abs(count) > 1
        assert text == f"{count:+} {noun}s"


def test_a_sentence_gives_way_to_what_never_comes(shown: Page) -> None:
    """No gap closes in never: the label says it."""
    assert "The battery gap closes in 20" in shown.inner_text("#sentences")
    type_value(shown, "production.fire_unit.open_share", "0%")
    assert "Year in which the battery gap closes: never." in shown.inner_text("#sentences")


def test_a_slider_moves_over_the_range(shown: Page) -> None:
    """A slider at its end is the end of the range, and the field shows it."""
    entry = load(CASE).inputs["force_operational"]
    shown.fill("#search", "force.operational")
    slider = shown.locator(f"{control('force.operational')} input[type=range]")
    slider.focus()
    slider.press("End")
    assert entry.high is not None
    assert shown.input_value(f"{control('force.operational')} input[type=text]") == compact(entry.high)
    assert alike(expected(f"force.operational={entry.high}")["battery_gap"], values(shown)["battery_gap"])


@pytest.mark.parametrize("text", ["", "many", "-3", "$", "1e400"])
def test_what_is_no_number_is_refused(shown: Page, text: str) -> None:
    """A field says what is needed, and the figures stay as they were."""
    before = values(shown)
    type_value(shown, "force.operational", text)
    field = shown.locator(f"{control('force.operational')} input[type=text]")
    assert field.get_attribute("aria-invalid") == "true"
    assert shown.inner_text(f"{control('force.operational')} .note")
    assert values(shown) == before


def test_the_address_holds_the_state(explored: Path, shown: Page) -> None:
    """Opened at its address, the page is as it was left; the command line and the scenario file say the same."""
    type_value(shown, "battery.system_cost", "500M")
    type_value(shown, "force.operational", "9")
    choose_word(shown, "orders.profile", "level")
    address = shown.evaluate("location.hash")
    assert address == "#battery.system_cost=500M&force.operational=9&orders.profile=level"
    options = shown.inner_text("#command").partition(" --set ")[2].split(" --set ")
    assert options == ["battery.system_cost=500M", "force.operational=9", "orders.profile=level"]
    assert '"battery.system_cost" = "500M"' in shown.inner_text("#scenario")
    assert '"orders.profile" = "level"' in shown.inner_text("#scenario")
    assert "Profile of the orders: level, was fast" in shown.locator("#changed li").all_text_contents()
    left = values(shown)
    shown.goto(f"{explored.as_uri()}{address}")
    shown.reload()
    shown.wait_for_selector("#tornado svg")
    assert values(shown) == left
    assert shown.input_value(f"{control('orders.profile')} select") == "level"
    assert shown.locator("#changed li").count() == 3


@pytest.mark.parametrize(
    "part", ["orders.profile=sideways", "orders.profile=toString", "orders.profile=", "orders.profile=%"]
)
def test_an_unknown_word_in_an_address_is_passed_over(explored: Path, shown: Page, part: str) -> None:
    """What follows it holds, and the rule stays as it is."""
    shown.goto(f"{explored.as_uri()}#{part}&demand.rule=observed_peak&force.operational=9")
    shown.reload()
    assert shown.locator("#changed li").all_text_contents() == ["Batteries operational: 9 batteries, was 8 batteries"]
    assert shown.input_value(f"{control('orders.profile')} select") == load(CASE).choice("orders.profile")
    assert alike(expected("force.operational=9")["battery_gap"], values(shown)["battery_gap"])


def test_the_scenario_file_gives_the_same_figures(shown: Page, tmp_path: Path) -> None:
    """What is copied is a whole scenario file, which the program reads, and its figures are those of the page."""
    type_value(shown, "battery.system_cost", "500M")
    type_value(shown, "force.operational", "10")
    choose_word(shown, "supply.allocation", "stock")
    choose_word(shown, "battery.package_rule", "priced")
    file = tmp_path / "my-case.toml"
    file.write_text(shown.inner_text("#scenario"), encoding="utf-8")
    evaluation = evaluate(load(str(file)))
    evaluation.need(HEADLINES, ())
    found = values(shown)
    assert not [key for key in HEADLINES if not alike(evaluation.values[key], found[key])]


def test_a_figure_is_explained_with_the_present_numbers(shown: Page) -> None:
    """Selected, a figure shows its formula and its inputs; a figure among these opens its own."""
    type_value(shown, "battery.system_cost", "500M")
    shown.locator("#figures button", has_text="Acquisition cost").click()
    assert "funding_need = systems_cost + missiles_cost" in shown.inner_text("#explained")
    shown.locator("#explained button", has_text="Systems").click()
    assert "battery_gap" in shown.inner_text("#explained")
    shown.locator("#explanation form button").click()
    assert not shown.locator("#explanation").is_visible()


def test_an_explanation_names_words_and_dates(shown: Page) -> None:
    """The inputs of a figure that are words stand there as words, as chosen, and dates as dates."""
    choose_word(shown, "supply.allocation", "stock")
    read = {
        key: shown.evaluate(f"explain('{key}'); byId('explained').innerText")
        for key in ("first_load_part", "plan_start")
    }
    shown.locator("#explanation form button").click()
    assert "Rule for new missiles\tstock\t" in read["first_load_part"]
    assert "Kind of years\tcalendar\t" in read["plan_start"]
    assert "First year of the plan\t2027\t" in read["plan_start"]


def test_no_explanation_shows_the_number_of_a_word_or_a_month(shown: Page) -> None:
    """Words and dates of the case are given as they are typed, whichever figure they enter."""
    case = load(CASE)
    settings = {path: case.choice(path) for path in CHOICES if case.choice(path)}
    texts = shown.evaluate("Object.fromEntries(plan.keys.map((key) => [key, worth(key, valueOf(key, untouched))]))")
    keys = {input_key(path): word for path, word in settings.items()} | {"stock_first_month": "2026-08"}
    found = {key: texts[key] for key in keys if key in texts}
    assert len(found) > 15
    assert found == {key: keys[key] for key in found}


def test_a_word_is_chosen_and_put_back_by_keyboard(shown: Page) -> None:
    """The arrow keys choose another word; the button beside the list puts back that of the case."""
    before = values(shown)
    shown.fill("#search", "orders.profile")
    shown.locator(f"{control('orders.profile')} select").focus()
    shown.keyboard.press("ArrowDown")
    assert values(shown) != before
    shown.keyboard.press("Tab")
    shown.keyboard.press("Enter")
    assert values(shown) == before
    assert shown.input_value(f"{control('orders.profile')} select") == load(CASE).choice("orders.profile")


def test_it_works_by_keyboard_alone(shown: Page) -> None:
    """From the top, the keys reach a field, change it, and reach the figures."""
    shown.locator("#search").focus()
    shown.keyboard.type("force.operational")
    for _ in range(8):
        shown.keyboard.press("Tab")
        if shown.evaluate("document.activeElement.type") == "text":
            break
    shown.keyboard.press("Control+A")
    shown.keyboard.type("10")
    shown.keyboard.press("Tab")
    assert alike(expected("force.operational=10")["battery_gap"], values(shown)["battery_gap"])


def test_every_assumption_is_a_control_or_says_how_it_is_set(shown: Page) -> None:
    """What changes the formulas or the years of a case is shown locked, with the option that sets it."""
    case = load(CASE)
    locked = shown.locator(".locked").evaluate_all("(all) => all.map((one) => one.dataset.path)")
    assert {path for path in CHOICES if case.choice(path) is not None} - {*live_words(case)} <= {*locked}
    assert {*locked}.isdisjoint(live_words(case))
    every = shown.locator(".control").evaluate_all("(all) => all.map((one) => one.dataset.path)")
    read = {*shown.evaluate("plan.keys")}
    assert {path for path in (*case.estimates, *live_words(case)) if input_key(path) in read} <= {*every}
    assert sorted(every) == sorted({*every})
    words = shown.locator(".locked code").all_text_contents()
    assert all(text.startswith("--set ") for text in words)
    assert len(words) == len(locked)


def test_search_finds_controls(shown: Page) -> None:
    """Words leave the controls that have all of them."""
    shown.fill("#search", "operational")
    left = shown.locator(".control:visible").evaluate_all("(all) => all.map((one) => one.dataset.path)")
    assert "force.operational" in left
    assert "battery.system_cost" not in left


@pytest.mark.parametrize("dark", [False, True])
def test_it_can_be_used_by_all(explored: Path, dark: bool) -> None:  # noqa: FBT001 - a case
    """The checker of accessibility finds nothing, with all groups open."""
    from axe_playwright_python.sync_playwright import Axe

    with opened(explored, dark=dark) as (page, _):
        page.wait_for_selector("#tornado svg")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(page)
        assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_is_cut_off(explored: Path, width: int) -> None:
    """On a telephone and on a wide screen the page does not scroll sideways."""
    with opened(explored, width=width) as (page, _):
        page.wait_for_selector("#tornado svg")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_without_its_controls(shown: Page) -> None:
    """On paper there are figures and charts, and no controls."""
    shown.emulate_media(media="print")
    assert not shown.is_visible("aside")
    assert shown.pdf(format="A4").startswith(b"%PDF")
    shown.emulate_media(media="screen")
