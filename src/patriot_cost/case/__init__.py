"""Cases: layers of assumptions and settings made into a case that can be computed, and its figures.

`load` makes a `loaded_case`, in this order: the `scenario_stack`; a `draft`, to which `resolve` applies layers, a
system and `settings`; records by `assemble`, checked by `case_rules` and `schedule_rules`; `price_escalation`;
years, index sets and inputs of the formulas by `horizon`, `axis_items` and `input_binding`; `long_series` along years.

`evaluation` computes it; `range_case` is a low or high case; `provenance` and `explanation` follow a figure to its
sources; `outliers`, `idle_settings` and `data_limits` are the grounds of warnings; `varied_paths` reads axes, evenly
spaced or not; `audit` checks all data.
"""
