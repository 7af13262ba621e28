"""The distributions that a range can have: what each is, and which there are."""
