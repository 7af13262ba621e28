"""Messages about records speak of numbers, texts, tables and lists: nothing of Python shows through."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from inspect import getmembers, isclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from patriot_cost.case.settings import parse_setting
from patriot_cost.dataset.form import form
from patriot_cost.dataset.messages import messages
from patriot_cost.errors import UsageFault
from patriot_cost.model import case, estimate, ledger, manifest, saved, scenario
from patriot_cost.model.record import NOT_OF_THE_FORM, Record
from patriot_cost.model.saved import SavedRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    Call = Callable[..., Any]


def sections(record: type[BaseModel], above: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the record of a case and those within it, by path; `*` stands for an item."""
    yield above, record
    for name, field in record.model_fields.items():
        path, kind = f"{above}.{name}".lstrip("."), field.annotation
        while get_origin(kind) is dict:
            path, kind = f"{path}.*", get_args(kind)[1]
        if isclass(kind) and issubclass(kind, Record):
            yield from sections(kind, path)


MODULES = (case, estimate, ledger, manifest, saved, scenario)
RECORDS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": record
    for module in MODULES
    for name, record in getmembers(module, isclass)
    if issubclass(record, (Record, SavedRecord)) and record.__module__ == module.__name__
}
RECORDS |= {f"form.{path}": record for path, record in sections(form(), "")}
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


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_no_message_shows_python(record: type[BaseModel]) -> None:
    """Each field of each record is given each kind of value; what is said of it is in words of the file."""
    for name in record.model_fields:
        for value in VALUES:
            with pytest.raises(ValidationError) as refused:
                record.model_validate(
                    {name: value, "\x00": 0} if record.model_config.get("extra") == "forbid" else {name: value}
                )
            for place, said in messages(refused.value):
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
