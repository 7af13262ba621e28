"""Typed records of sources, facts, estimates and cases. No arithmetic, no files.

`assumptions` is the table of all assumptions, words and dates of a case, `assumption_kinds` its columns, `paths`
derives names, inputs and causes from a path. `fields` has the types of fields, `record_shape` the parts of a record
in JSON, rows and schema.
"""
