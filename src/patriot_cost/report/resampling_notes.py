"""The months observed that draws put in place of the months ahead, in words and as a record; or why they put none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patriot_cost.case.launch_months import RESAMPLING
from patriot_cost.case.resampling import resampling
from patriot_cost.engine.keys import key_of
from patriot_cost.report.wording import counted, number

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase
    from patriot_cost.case.resampling import Resampling

_IMPORT = "`patriot-cost data import-launches FILE`"


class ResampledMonths(NamedTuple):
    """The months observed that are resampled for those ahead: each of `blocks`, of `block_months`, is as likely.

    `left_out` are the months between them of which not all launches are known.
    """

    setting: str
    observed: tuple[str, ...]
    left_out: tuple[str, ...]
    mean: float
    block_months: int
    blocks: int


def resampled_months(loaded: LoadedCase, months: Resampling) -> ResampledMonths:
    """Return the record of the months that are resampled."""
    counts = [loaded.inputs[key_of("demand_observed", month)].value or 0.0 for month in months.observed]
    return ResampledMonths(
        setting=months.word,
        observed=months.observed,
        left_out=tuple(
            month for month in loaded.calendar.observed if month >= months.observed[0] and month not in months.observed
        ),
        mean=sum(counts) / len(counts),
        block_months=months.length,
        blocks=len(months.starts),
    )


def resampled_words(months: ResampledMonths) -> str:
    """Word the months that draws resample, and those that they leave out."""
    span = f"{counted(len(months.observed), 'complete month')} {months.observed[0]} to {months.observed[-1]}"
    mean = f"whose mean is {number(months.mean, 'launch/month')} launches a month"
    how = f"each alone, from the {span}, {mean}"
    if months.block_months > 1:
        blocks = f"{counted(months.blocks, 'such block')} within the {span}"
        how = f"in blocks of {months.block_months} consecutive months, from the {blocks}, {mean}"
    left = f" Left out: {counted(len(months.left_out), 'month')} between them, withheld in part or missing"
    out = f"{left}; if more was launched in those months, the draws are too low." if months.left_out else ""
    return f"Months ahead are resampled with replacement ({RESAMPLING}): {how}.{out}"


def expected_path_words(loaded: LoadedCase) -> str:
    """Say that a path has the same launches in every month, and whether draws can resample them."""
    months = resampling(loaded)
    if months:
        more = f"with --draws N they are resampled from {counted(len(months.observed), 'month')} observed"
    elif len(loaded.index_sets.axes["month, observed"]) > 1:
        more = f"{RESAMPLING} says from which of the months observed --draws N resamples them"
    else:
        more = f"months are not resampled, since no launches by month are imported ({_IMPORT})"
    return f"This is an expected path, with the same launches in every month; {more}."
