"""Messages about records speak of numbers, texts, tables and lists: nothing of Python shows through."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from inspect import getmembers
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_origin

import pytest

from patriot_cost.case.settings import parse_setting
from patriot_cost.dataset.messages import NOT_OF_THE_FORM
from patriot_cost.dataset.table_form import TableForm, form, table_of
from patriot_cost.dataset.validate import faults_of
from patriot_cost.errors import UsageFault
from patriot_cost.model import case, estimate, ledger, manifest, saved_result, scenario
from patriot_cost.model.record_shape import is_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Call = Callable[..., Any]


def tables(hint: object, above: str) -> Iterator[tuple[str, TableForm]]:
    """Yield the tables of a case, by path; `*` stands for an item."""
    while get_origin(hint) is dict:
        above, hint = f"{above}.*", get_args(hint)[1]
    hint = table_of(hint) if is_kind(hint) else hint
    if isinstance(hint, TableForm):
        yield above, hint
        for name, (inner, _) in hint.fields.items():
            yield from tables(inner, f"{above}.{name}".lstrip("."))


MODULES = (case, estimate, ledger, manifest, saved_result, scenario)
RECORDS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": table_of(record)
    for module in MODULES
    for name, record in getmembers(module, is_kind)
    if record.__module__ == module.__name__ and record not in {case.Case, scenario.ScenarioFile}
}
RECORDS |= {f"form.{path}": table for path, table in tables(form(), "")}
LENIENT = {table_of(saved_result.SavedResult), table_of(saved_result.SavedFigure)}
VALUES = [
    True,
    3,
    -1,
    10**30,
    2.5,
    float("nan"),
    float("inf"),
    "x",
    "",
    date(2026, 1, 1),
    datetime(2026, 1, 1, 12, tzinfo=UTC),
    datetime(2026, 1, 1, 12),  # noqa: DTZ001 - TOML has days without a zone
    time(12),
    [],
    [1],
    [[1]],
    {},
    {"a": 1},
    {"a": {"b": date(2026, 1, 1)}},
    None,
]
"""What TOML and JSON can hold."""
PYTHON = re.compile(
    r"datetime|\b(None|True|False|dict|dictionary|tuple|NoneType|int|integer|float|str|string|bool|instance|model)\b"
    r"|[Ii]nput|\{'|\[\d|\(\d|1000000000"
)


@pytest.mark.parametrize("table", RECORDS.values(), ids=RECORDS)
def test_no_message_shows_python(table: TableForm) -> None:
    """Each field of each record is given each kind of value; what is said of it is in words of the file."""
    for name in table.fields:
        for value in VALUES:
            given, extra = ({name: value}, "ignore") if table in LENIENT else ({name: value, "\x00": 0}, "forbid")
            faults = faults_of(table, given, (), extra)
            assert faults
            for place, said in faults:
                assert not PYTHON.search(said), (name, value, said)
                assert not re.search(r"\.(float|str|int|bool|\[key\])$", place), place


@pytest.mark.parametrize(
    "value", [True, date(2026, 1, 1), datetime(2026, 1, 1, 12, tzinfo=UTC), [1], {"a": 1}], ids=repr
)
def test_no_setting_shows_python(value: object) -> None:
    """A value of `[set]` that is no number is said as it stands in the file."""
    with pytest.raises(UsageFault) as refused:
        parse_setting("battery.system_cost", value)
    assert not PYTHON.search(refused.value.message)


def test_a_date_in_quotation_marks_is_told_from_a_date(cli: Call, scenario_file: Call) -> None:
    """TOML has days of its own; one in quotation marks is text, and the message says what to leave out."""
    path = Path(scenario_file(""))
    path.write_text(path.read_text("utf-8").replace("date = 2026-11-23", 'date = "2026-11-23"'), encoding="utf-8")
    said = "scenario.date: found '2026-11-23'; needed: a date such as 2026-01-31, without quotation marks"
    assert f"{path}:5: {said}" in cli("gap", "-s", str(path)).err


def test_a_form_that_is_missed_is_said_in_words() -> None:
    """No pattern is ever shown."""
    assert all(len(said) > 10 and "[" not in said and "^" not in said for said in NOT_OF_THE_FORM.values())
