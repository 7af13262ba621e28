"""Cases: layers of assumptions and settings made into a case that can be computed, and its figures."""
