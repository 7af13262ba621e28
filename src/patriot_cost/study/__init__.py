"""Studies: the same formulas evaluated many times, with arrays in place of numbers.

One function a study, public from `patriot_cost`, returns records: `compare`, `sweep`, `simulate`, `sensitivity`,
`global_sensitivity`, `solve`. `results` are records that need no arrays.

`array_model` evaluates figures over arrays; `blocks`, `cluster` and `cluster_connection` share out the work.
`spreads`, `input_quantiles`, `random_points`, `correlation` and `draws` draw, in this order; `draw_statistics` and
`contingency` sum up. `uncertain_inputs` and `sobol_indices` serve sensitivities, `root_search` goal seek,
`sweep_variants` and `sweep_summary` sweeps; `comparison_cases`, `attribution`, `change_division`, `counterfactual` and
`shapley` comparisons.
"""
