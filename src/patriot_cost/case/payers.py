"""The payers of a case, and the fit of its payment profile to their money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from patriot_cost.engine.keys import key_of

if TYPE_CHECKING:
    from patriot_cost.case.loaded_case import LoadedCase

PROFILE = "payment.profile"
_US = "united_states"
_US_PROFILE = "appropriation"
Money = Literal["us", "others", "mixed"]


class PaymentFit(NamedTuple):
    """The payment profile of a case, its payers, whose money that is, and whether the profile is of such money."""

    profile: str
    payers: tuple[str, ...]
    money: Money

    @property
    def fits(self) -> bool:
        """Whether all payers pay so: the United States by the outlay rates of its accounts, others by contract.

        Where both pay, one profile has to stand for all: that of contracts.
        """
        return not self.payers or (self.profile == _US_PROFILE) == (self.money == "us")


def payment_fit(case: LoadedCase) -> PaymentFit:
    """Return the payment profile of a case beside those who pay: the donors that share the need, but for a share of 0.

    A group counts as others than the United States, also if it has that member: allies pay for their gifts through it.
    """
    payers = tuple(name for name in case.index_sets.axes["donor"] if not _pays_nothing(case, name))
    money: Money = "others" if _US not in payers else "us" if payers == (_US,) else "mixed"
    return PaymentFit(case.case.words[PROFILE], payers, money)


def _pays_nothing(case: LoadedCase, donor: str) -> bool:
    share = case.inputs.get(key_of("funding_share", donor))
    return share is not None and share.value == 0
