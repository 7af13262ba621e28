"""Formulas as data: register, evaluation, bounds, ranges and text of formulas, of any subject."""
