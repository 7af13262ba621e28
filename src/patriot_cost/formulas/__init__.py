"""Formulas of all figures, one theme a file: the part an analyst reads first."""

from patriot_cost.formulas import (
    affordability,
    arrivals,
    balance,
    budget,
    coverage,
    discounting,
    donors,
    engagement,
    funding,
    interceptors,
    learning,
    production,
    risk,
    schedule,
    stock,
    support,
)

__all__ = [
    "affordability",
    "arrivals",
    "balance",
    "budget",
    "coverage",
    "discounting",
    "donors",
    "engagement",
    "funding",
    "interceptors",
    "learning",
    "production",
    "risk",
    "schedule",
    "stock",
    "support",
]
