"""From results to neutral documents: wording and rounding live here, and only here."""
