"""Formulas as data: registry, evaluation, one-sidedness, ranges and explanation, of any subject."""
