"""From results to neutral documents: wording and rounding live here, and only here.

One file a command (`gap`, `fund`, ...) puts records into a `document` of typed cells with `tables`; `request` adds
first line, footer, warnings and gates. `cells`, `money` and `rounding` make the text of a cell, `wording` that of
numbers in sentences, `notes` and `diagnostics` the notes and warnings.

The records behind JSON, rows and schema: `answer_records` of all answers, `list_items` of lists, `study_records` and
`comparison_records` of studies; `answer_keys` joins them for the schema.
"""
