"""`python -m patriot_cost` is the same as `patriot-cost`."""

from patriot_cost.cli.main import main

main()
