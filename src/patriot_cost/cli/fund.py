"""`patriot-cost fund`."""

from patriot_cost.cli.options import Case, application, takes
from patriot_cost.views.document import Answer

app = application()


@app.command(epilog="Example: patriot-cost fund --set battery.system_cost=500M --fail-if 'funding_need > 25B'")
@takes(Case)
def fund(options: Case) -> Answer:
    """What the missing batteries cost in parts, what is pledged and committed, what is unmet, who pays."""
    from patriot_cost.views.fund import fund_answer

    return fund_answer(options.question("fund"))
