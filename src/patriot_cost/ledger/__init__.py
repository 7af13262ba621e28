"""Questions to the facts: select, compare, sum up, cite, and check the sources' own arithmetic."""
