"""Errors as people read them: faults of files in order, counted and cut; what the operating system refuses."""

from __future__ import annotations

import errno

import pytest

from patriot_cost.dataset.files import is_refused, of_the_system
from patriot_cost.errors import (
    CannotCompute,
    Fault,
    FileFaults,
    PatriotCostError,
    UsageFault,
    not_allowed,
    unknown,
)

REFUSED = (
    *("EACCES", "EBUSY", "EEXIST", "EILSEQ", "EINVAL", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENOENT", "ENOSYS"),
    *("ENOTDIR", "ENOTSUP", "ENXIO", "EOPNOTSUPP", "EPERM", "EROFS", "ETXTBSY"),
)
"""Errors about what was asked for, by the manual of errno."""


def test_faults_are_told_from_top_to_bottom_of_each_file() -> None:
    """Line 9 comes before line 10, one file before the next, and a fault that was found twice is told once."""
    found = [Fault("b.toml:2", "x"), Fault("a.toml:10", "y"), Fault("a.toml:9", "z"), Fault("a.toml:9", "z")]
    assert FileFaults(found).lines == ["a.toml:9: z", "a.toml:10: y", "b.toml:2: x"]


def test_a_fault_without_a_line_comes_before_those_with_one() -> None:
    """What concerns a whole file is told first, also where its name has a colon."""
    found = [Fault("a:b.toml:1", "x"), Fault("a:b.toml", "y"), Fault("a:b.toml:2", "z")]
    assert FileFaults(found).lines == ["a:b.toml: y", "a:b.toml:1: x", "a:b.toml:2: z"]


@pytest.mark.parametrize(
    ("places", "message"),
    [
        (["a.toml:1"], "1 problem in a.toml; nothing was computed"),
        (["a.toml:1", "a.toml:2"], "2 problems in a.toml; nothing was computed"),
        (["a.toml:1", "b.toml:1"], "2 problems in 2 files; nothing was computed"),
        ([f"a.toml:{line}" for line in range(1, 1201)], "1,200 problems in a.toml; nothing was computed"),
    ],
    ids=["one", "two", "two files", "many"],
)
def test_the_message_counts_problems_and_files(places: list[str], message: str) -> None:
    """One problem is no problems, and one file is named."""
    error = FileFaults([Fault(place, "x") for place in places])
    assert (error.message, str(error), error.exit_code) == (message, message, 3)


def test_a_hundred_faults_are_told_and_the_rest_is_counted() -> None:
    """100 faults stand in full; of 1,101 the first 100, and that there are 1,001 more."""
    lines = [f"a.toml:{line}: x" for line in range(1, 101)]
    shown = {
        count: FileFaults([Fault(f"a.toml:{line}", "x") for line in range(1, count + 1)]).lines for count in (100, 1101)
    }
    assert shown == {100: lines, 1101: [*lines, "and 1,001 more"]}
    assert FileFaults([Fault(f"a.toml:{line}", "x") for line in range(1, 102)]).lines == [*lines, "and 1 more"]


def test_a_fault_stands_on_one_line_of_2000_characters() -> None:
    """A line feed is shown as such, and a longer line is cut and says so."""
    assert str(Fault("a", "b\nc")) == r"a: b\nc"
    assert str(Fault("a", "x" * 1997)) == "a: " + "x" * 1997
    assert str(Fault("a", "x" * 1998)) == "a: " + "x" * 1997 + "..."


@pytest.mark.parametrize(("error", "code"), [(PatriotCostError, 4), (CannotCompute, 4), (UsageFault, 2)])
def test_an_error_has_the_exit_code_of_its_kind(error: type[PatriotCostError], code: int) -> None:
    """What was typed wrong is 2, what cannot be computed 4; the message is the text of the exception."""
    raised = error("x", "y")
    assert (raised.exit_code, raised.message, raised.hint, str(raised)) == (code, "x", "y", "x")
    assert error("x").hint == ""


def test_several_faults_are_one_with_a_line_each() -> None:
    """What was said twice is said once, and the first hint is kept."""
    one = UsageFault.of([UsageFault("a"), UsageFault("b", "look"), UsageFault("a"), UsageFault("c", "there")])
    assert (one.message, one.hint) == ("a\nb\nc", "look")
    assert UsageFault.of([UsageFault("a")]).hint == ""


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_system_refuses_was_typed_wrong(name: str) -> None:
    """A missing file, a right, a kind of file or a read-only disk is for the user to mend: code 2."""
    error = OSError(getattr(errno, name), "the reason")
    assert is_refused(error)
    said = of_the_system(error, "a.json", "written")
    assert (type(said), said.message) == (UsageFault, "'a.json' cannot be written: the reason")


@pytest.mark.parametrize("name", ["EIO", "ENOSPC", "EDQUOT", "EMFILE", "EFBIG", "ENOMEM"])
def test_a_device_that_fails_or_is_full_was_not(name: str) -> None:
    """A full disk cannot be typed away: code 4."""
    error = OSError(getattr(errno, name), "the reason")
    assert not is_refused(error)
    assert (type(of_the_system(error, "a")), str(of_the_system(error, "a"))) == (
        CannotCompute,
        "'a' cannot be used: the reason",
    )


def test_of_very_many_names_those_that_begin_alike_are_compared() -> None:
    """Among 2,000 names any may be near; among 2,001 one with the same two letters, and of these the first 2,000."""
    few, many = [f"zz{number}" for number in range(1999)], [f"zz{number}" for number in range(2000)]
    assert unknown("name", "abcdef", ["xbcdef", *few]) == "no name 'abcdef'; nearest: xbcdef"
    assert unknown("name", "abcdef", ["xbcdef", *many]) == "no name 'abcdef'"
    assert unknown("name", "abcdef", ["abzdef", *many]) == "no name 'abcdef'; nearest: abzdef"
    alike = [f"ab{number:04}xyzxyz" for number in range(2000)]
    assert unknown("name", "abcdef", [*alike, "abcdeg"]) == "no name 'abcdef'"
    assert unknown("name", "abcdef", [*alike[1:], "abcdeg", "zz"]) == "no name 'abcdef'; nearest: abcdeg"


def test_a_name_of_a_hundred_characters_has_a_nearest_one() -> None:
    """A longer one is compared with nothing, because the time grows with its length."""
    for length, said in ((100, f"; nearest: {'a' * 99}b; allowed: {'a' * 99}b"), (101, f"; allowed: {'a' * 100}b")):
        name = "a" * length
        assert unknown("name", name, [name[:-1] + "b"]) == f"no name '{name}'{said}"


def test_quotation_marks_are_no_part_of_a_word() -> None:
    """The nearest word is found for what stands between them."""
    assert not_allowed("'ab'", ["abc"]) == "'ab' is not allowed; nearest: abc; allowed: abc"
