"""`patriot-cost show`."""

from typing import Annotated

import typer

from patriot_cost.cli.command import application, takes
from patriot_cost.cli.options import Query
from patriot_cost.views.document import Answer

app = application()
TOPICS = ("batteries", "interceptors", "force", "pledges", "assumptions", "figures", "scenarios")


def _topics(incomplete: str) -> list[str]:
    return [topic for topic in TOPICS if topic.startswith(incomplete)]


@app.command(epilog="Example: patriot-cost show assumptions -s mid-2026")
@takes(Query)
def show(
    options: Query,
    topic: Annotated[str, typer.Argument(metavar="LIST", help=", ".join(TOPICS), autocompletion=_topics)],
) -> Answer:
    """Lists: batteries, interceptors, force, pledges, assumptions, figures, scenarios."""
    if topic == "scenarios":
        from patriot_cost.cli.scenario import shipped

        return shipped("show scenarios", options.data)
    from patriot_cost.views.show import show_answer

    return show_answer(topic, options.question("show").evaluation)
