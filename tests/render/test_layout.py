"""Tables on a screen: columns as long as they are readable, else records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patriot_cost.render.joined import NO_BREAK
from patriot_cost.render.layout import laid_out
from patriot_cost.render.wrap import breadth, wrapped
from patriot_cost.report.document import Column, Number, Phrase, Table

if TYPE_CHECKING:
    from patriot_cost.report.document import Cell


def text(table: Table, width: int) -> list[str]:
    """Return a table as a screen of a width shows it."""
    return ["".join(piece for piece, _ in line).replace(NO_BREAK, " ") for line in laid_out(table, width)]


def test_a_table_stays_one_where_its_records_are_not_much_shorter() -> None:
    """Two rows of two lines under a title are read more easily along their columns than as four lines of records."""
    rows: list[list[Cell]] = [[f"name_{place}", "some words, and more of such"] for place in (1, 2)]
    assert text(Table([Column("item"), Column()], rows), 33) == [
        "item",
        "name_1  some words, and more of",
        "        such",
        "name_2  some words, and more of",
        "        such",
    ]


def test_a_tower_of_words_becomes_a_record_that_begins_beside_its_key() -> None:
    """A text of a few words a line in a narrow column is shorter as a record: its key, then values with labels."""
    names = [f"a_name_of_23_characters{place}" for place in (1, 2)]
    rows: list[list[Cell]] = [[name, Number(3.0, "battery"), "words " * 19 + "words"] for name in names]
    table = Table([Column("item"), Column("count", "right"), Column("what")], rows)
    told = ["  what: " + "words " * 5 + "words", *["    " + "words " * 6 + "words"] * 2]
    assert text(table, 45) == [line for name in names for line in (f"{name}   count: 3", *told)]


def test_a_text_in_a_column_of_numbers_breaks_and_a_number_does_not() -> None:
    """A phrase to the right may break between its numbers; each keeps its unit."""
    value = Phrase((Number(9.55e6, "USD", style="quantity"), " in all, of ", Number(3.0, "battery", style="quantity")))
    table = Table([Column("item"), Column("value", "right")], [["a", value], ["b", Number(12.0, "battery")]])
    assert text(table, 24) == [
        "item               value",
        "a      $9.55M in all, of",
        "             3 batteries",
        "b                     12",
    ]


def test_an_indent_gives_way_to_what_just_fits() -> None:
    """A number with its unit as wide as the screen stands at its edge rather than beyond it."""
    assert wrapped("  missing: 123,456 interceptors", 20, "  ") == ["  missing:", f"123,456{NO_BREAK}interceptors"]


def test_a_record_has_its_key_bold_and_the_numbers_of_its_table() -> None:
    """Whether as columns or as records, and in a pipe: the same amounts in the same words."""
    prices = {"missile_of_a_long_name": 3.8e6, "drone_of_a_long_name": 16.4e3}
    rows: list[list[Cell]] = [[name, Number(price, "USD", style="number")] for name, price in prices.items()]
    table = Table([Column("what", no_wrap=True), Column("reported price", "right")], rows)
    assert laid_out(table, 26) == [
        [("missile_of_a_long_name", "bold"), ("", "")],
        [("  reported price: $3.80M", "")],
        [("drone_of_a_long_name", "bold"), ("", "")],
        [("  reported price: $0.016M", "")],
    ]
    assert [line.split()[-1] for line in text(table, 60)] == ["price", "$3.80M", "$0.016M"]


def test_a_range_longer_than_the_screen_breaks_before_its_numbers_would() -> None:
    """Its ends stand on lines of their own; neither is parted from its unit."""
    assert [line.replace(NO_BREAK, " ") for line in wrapped("from 0 to 100,000 batteries.", 20)] == [
        "from 0 to",
        "100,000 batteries.",
    ]


def test_what_has_no_title_stays_beside_what_it_is_said_of() -> None:
    """In a record an error without a label stands on the line of its number, where one line holds both."""
    columns = [Column("item"), *(Column(title, "right") for title in ("alone", "", "total", ""))]
    errors = [Phrase(("± ", Number(value))) for value in (29.9, 24.6)]
    row: list[Cell] = [
        "a_name_longer_than_the_others",
        Number(0.77, "share"),
        errors[0],
        Number(0.81, "share"),
        errors[1],
    ]
    assert text(Table(columns, [row]), 34) == [
        "a_name_longer_than_the_others",
        "  alone: 77 %   ± 29.9",
        "  total: 81 %   ± 24.6",
    ]


def test_what_just_fits_a_line_stays_on_it() -> None:
    """A record that is as long as the screen is wide is not parted; on a screen of one letter less it is."""
    columns = [Column("item"), Column("alone", "right"), Column("", "right")]
    rows: list[list[Cell]] = [["name", Number(0.77, "share"), Phrase(("± ", Number(29.9), " points"))]]
    record = "  alone: 77 %   ± 29.9 points"
    table = Table([*columns, Column("of", "right")], [[*rows[0], "a_name_of_22_characters"]])
    assert record in text(table, len(record))
    assert record not in text(table, len(record) - 1)


def test_a_name_that_fits_its_column_is_not_broken() -> None:
    """A name over a column breaks after its points and underscores only where the column is narrower."""
    table = Table([Column("item"), Column("force.in_repair", "right")], [["a", Number(3.0)]])
    assert text(table, 40)[0] == text(table, 21)[0] == "item  force.in_repair"
    assert text(table, 14)[:3] == ["        force.", "           in_", "item    repair"]


def test_what_is_said_below_a_table_is_dim_in_columns_and_records() -> None:
    """It stands last, whether the rows are in columns or not."""
    table = Table([Column("item"), Column("count", "right")], [["a_name_of_many", Number(3.0)]], below="As of May.")
    assert [laid_out(table, width)[-1] for width in (40, 15)] == [[("As of May.", "dim")]] * 2


def test_letters_of_two_columns_move_no_number() -> None:
    """Chinese letters are twice as wide as others, so that fewer fit, and what stands behind them is aligned."""
    assert [breadth(one) for one in ("abc", "±…", "日本", "é")] == [3, 2, 4, 1]
    rows: list[list[Cell]] = [["日本", Number(3.0, "battery")], ["abcd", Number(12.0, "battery")]]
    assert text(Table([Column("item"), Column("count", "right")], rows), 40) == [
        "item  count",
        "日本      3",
        "abcd     12",
    ]


def test_an_optional_column_gives_way_to_a_name_of_many_lines() -> None:
    """The name of a row has three lines at most, unless no column can give way to it."""
    columns = [Column(), Column("point", "right"), Column("more", "right", optional=True)]
    rows: list[list[Cell]] = [["Interceptors required for the missing batteries", Number(1192.0), Number(3422.0)]]
    assert text(Table(columns, rows), 31) == [
        "                   point   more",
        "Interceptors       1,192  3,422",
        "required for the",
        "missing batteries",
    ]
    assert text(Table(columns, rows), 30)[-1] == "not shown at this width: more"
    columns[2] = columns[2]._replace(optional=False)
    assert text(Table(columns, rows), 30)[-3:] == ["required for the", "missing", "batteries"]


def test_an_optional_column_gives_way_to_a_title_of_many_lines() -> None:
    """A title has three lines at most where it can."""
    columns = [Column("item"), Column("in stock at the end", "right"), Column("more", "right", optional=True)]
    rows: list[list[Cell]] = [["an item, a", Number(1.0), Number(2.0)]]
    assert text(Table(columns, rows), 26) == [
        "            in stock",
        "              at the",
        "item             end  more",
        "an item, a         1     2",
    ]
    assert text(Table(columns, rows), 25)[-2:] == ["not shown at this width:", "more"]
    columns[2] = columns[2]._replace(optional=False)
    assert len(text(Table(columns, rows), 25)) == 5


def test_a_tab_does_not_move_columns() -> None:
    """What a file says with a tab in it has a blank there, so that what follows stands where it would."""
    rows: list[list[Cell]] = [["a\tb", Number(3.0, "battery")], ["abc", Number(12.0, "battery")]]
    assert text(Table([Column("item"), Column("count", "right")], rows), 40) == [
        "item  count",
        "a b       3",
        "abc      12",
    ]
