"""Keys in their parts, and that no other module takes one apart or puts one together."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import patriot_cost
from patriot_cost.engine.keys import Key, key_of, kind_of

SOURCE = Path(patriot_cost.__file__).parent
MODULES = [path for path in sorted(SOURCE.rglob("*.py")) if path != SOURCE / "engine" / "keys.py"]
JOINED = re.compile(r"[\w}]\[(?=\{|$)|\}\[")
"""A name with a bracket behind it, before what is filled in or at the end of a text."""


@pytest.mark.parametrize(
    ("text", "name", "items"),
    [
        ("funding_need", "funding_need", ()),
        ("spend[2028]", "spend", ("2028",)),
        ("interceptor_deliveries[pac3_mse,2027]", "interceptor_deliveries", ("pac3_mse", "2027")),
    ],
)
def test_a_key_is_a_name_and_items(text: str, name: str, items: tuple[str, ...]) -> None:
    """A key splits into its name and its items, and the same text comes of them again."""
    assert Key.of(text) == (name, items)
    assert str(Key(name, items)) == key_of(name, *items) == text


@pytest.mark.parametrize("text", ["spend[2028", "spend]", "spend[2028]]", "spend[2028] ", "[", "[]", ""])
def test_what_is_no_key_splits_all_the_same(text: str) -> None:
    """Anything typed can be split; where it is not written as keys are, no figure of a case has its parts."""
    assert all("[" not in part for part in (Key.of(text).name, *Key.of(text).items[1:]))


@pytest.mark.parametrize(("axis", "kind"), [("year", "year"), ("year, ahead", "year")])
def test_an_axis_is_of_a_kind(axis: str, kind: str) -> None:
    """A selection of the items of a kind is of that kind."""
    assert kind_of(axis) == kind


def by_hand(code: str) -> list[str]:
    """Return what splits or joins a key or an axis in a module."""
    tree = ast.parse(code)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if (isinstance(node, ast.JoinedStr) and JOINED.search(template(node)))
        or (isinstance(node, ast.Call) and (splits(node) or joins(node)))
        or (
            isinstance(node, ast.Compare)
            and any(isinstance(op, (ast.In, ast.NotIn)) for op in node.ops)
            and bracket(node.left)
        )
        or (
            isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and (bracket(node.left) or bracket(node.right))
        )
        or (isinstance(node, ast.Constant) and id(node) not in said and re.search(r"\}\[|%s\[", str(node.value)))
    ]


def template(node: ast.JoinedStr) -> str:
    """Return a text with `{` and `}` for each value that is filled in."""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def bracket(node: ast.expr) -> bool:
    """Tell whether an expression is a bracket by itself."""
    return isinstance(node, ast.Constant) and node.value in {"[", "]", "[]"}


def joins(call: ast.Call) -> bool:
    """Tell whether a call makes a key of items that are joined already."""
    made = [ast.unparse(part.func) for part in call.args if isinstance(part, ast.Call)]
    return ast.unparse(call.func) == "key_of" and any(name.endswith(".join") for name in made)


def splits(call: ast.Call) -> bool:
    """Tell whether a call looks for a bracket in a text, or for the comma in an axis."""
    if not isinstance(call.func, ast.Attribute) or not call.args:
        return False
    comma = isinstance(call.args[0], ast.Constant) and str(call.args[0].value).strip() == ","
    return bracket(call.args[0]) or (comma and bool(re.search("axis|axes|kind|key", ast.unparse(call.func.value))))


def test_keys_are_split_and_joined_in_one_place() -> None:
    """No module but the one of keys splits or joins a key, or the kind of an axis, by hand."""
    found = {path.relative_to(SOURCE).as_posix(): by_hand(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    "code",
    [
        'name.partition("[")[0]',
        'key.rstrip("]")',
        'f"{name}[{item}]"',
        'f"stock[{month}]"',
        'key.startswith(f"production_{field}[")',
        '"{}[{}]".format(name, item)',
        'name + "[" + item + "]"',
        '"[" in key',
        'key_of(name, ",".join(items))',
        'axis.partition(",")[0]',
        'marker.axis.split(", ")',
    ],
)
def test_a_key_made_by_hand_is_found(code: str) -> None:
    """Each of the ways in which keys were once made and split is seen."""
    assert by_hand(code)
