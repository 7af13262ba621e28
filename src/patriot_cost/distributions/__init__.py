"""The distributions that a range can have: the class of record, and the table of all."""
