"""Studies: the same formulas evaluated many times, with arrays in place of numbers.

One function a study, public from `patriot_cost`, returns records: `compare`, `sweep`, `simulate`, `sensitivity`,
`global_sensitivity`, `solve`. `results` are records that need no arrays.

`model` evaluates figures over arrays; `blocks`, `cluster` and `cluster_connection` share out the work; `spreads`,
`sampling`, `points`, `correlation` and `draws` draw, `summary` and `contingency` sum up; `uncertain_inputs` and
`indices` serve sensitivities, `roots` goal seek, `variants` and `sweep_summary` sweeps; `cases`, `attribution`,
`divide`, `counterfactual` and `shapley` comparisons.
"""
