"""Every figure this program knows, one theme a file: the part an analyst reads first."""

from patriot_cost.formulas import coverage, donors, funding, interceptors

__all__ = ["coverage", "donors", "funding", "interceptors"]
