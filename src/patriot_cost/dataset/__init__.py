"""Data files and files of users: found, read, checked. No other package reads data files.

`library` finds the data, `files` reads text, `csv_table` and `toml` parse it, each with the lines of its parts.
`layers` are the assumptions, systems and scenarios, `tables` the facts and sources, `saved_results` and `manifest`
files that the program wrote.

`checked_records` is the one way from a table of a file to a record: `table_form` is the form of the table, `validate`
checks it (the only module that imports pydantic), `messages` words the faults. `fingerprint` identifies the data that
were validated when the program was built.
"""
