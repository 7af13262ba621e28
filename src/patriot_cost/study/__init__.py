"""Studies: the same formulas evaluated many times, with arrays in place of numbers.

One function a study, public from `patriot_cost`, returns records: `compare`, `sweep`, `simulate`, `sensitivity`,
`global_sensitivity`, `solve`. `results` are records that need no arrays.

`array_model` evaluates figures over arrays; `blocks`, `cluster` and `cluster_connection` share out the work.
`drawing` has the options; `spreads`, `month_spreads`, `random_points`, `correlation` and `draws` draw, in this order;
`draw_statistics`, `contingency` and `joint_confidence` sum up, `stock_draws` by month. `confidence` does as much for
a few thousand draws without arrays, with `latin_hypercube`, `stated_correlation` and `ordered_draws`.
`uncertain_inputs` and `sobol_indices` serve sensitivities, `root_search` goal seek, `sweep_variants` and
`sweep_summary` sweeps, `comparison_cases` and `system_cases` comparisons; `demand_rules` has a case under each of its
rules. `change_division` divides a change: of a `joint_case` of two, by `counterfactual` mixes of its `drivers` and
`driver_causes`, with `shapley` values, into an `attribution`; `sar_variance` divides it by categories of the Selected
Acquisition Reports.
"""
