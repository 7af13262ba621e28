"""Questions to the facts: select, compare, sum up, cite, and check the sources' own arithmetic.

`open_ledger` reads all of it; `query` selects, `conflicts` and `summary` compare and sum up, `citations` cite,
`identities` checks sums that the sources state; `price_indices` and `restate` bring amounts to dollars of one year,
`deflators` those of a case by the kinds of its costs.
"""
