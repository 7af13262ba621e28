"""`patriot-cost scenario`: list, show, new, check."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from patriot_cost.cli.command_decorators import answers, application, part
from patriot_cost.cli.completion import among
from patriot_cost.cli.completion import scenarios as offered
from patriot_cost.cli.options import CaseOptions, OutputOptions, default_scenarios
from patriot_cost.cli.run_manifest import today
from patriot_cost.cli.template_options import TemplateOptions
from patriot_cost.report.document import Response

if TYPE_CHECKING:
    from patriot_cost.dataset.library import Library


class NewOptions(TemplateOptions, CaseOptions):
    """Options of `scenario new`: those of a template, and those of a case to be saved."""

    range_case: Annotated[
        str | None,
        typer.Option(
            "--case",
            metavar="CASE",
            help="low, mid or high: the case of funding_need, as `fund --case` computes it, as a case of its own "
            "without ranges.",
            autocompletion=among(("low", "mid", "high")),
        ),
    ] = None

    def is_case(self) -> bool:
        """Tell whether a case was typed, and not a template asked for."""
        return bool(self.scenario or self.set or self.system or self.range_case or next(self._typed(), None))


scenario = application(help="List, show, start or check scenario files.", bare=False)


@part(scenario, "scenario list", "Which scenarios are there?", "")
@answers
def list_(options: OutputOptions) -> Response:
    """The shipped scenarios."""
    return shipped("scenario list", options.data)


@part(scenario, "scenario show", "What does the scenario halt change?", "halt")
@answers
def show(
    options: OutputOptions,
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", autocompletion=offered)],
    raw: Annotated[bool, typer.Option("--raw", help="Print only its file, unchanged.")] = False,
) -> Response:
    """One scenario: its header and its file."""
    from patriot_cost.dataset.layers import read_layer
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.scenarios import one_answer

    library = library_at(options.data)
    layer = read_layer(library, name)
    return one_answer(layer.header, layer.file.label, layer.file.text, library.version, raw=raw)


@part(
    scenario,
    "scenario new",
    "How is a changed case saved as a file?",
    "-s mid-2026 --set force.operational=9 -o my-case.toml",
)
@answers
def new(
    options: NewOptions,
    extends: Annotated[
        str | None,
        typer.Option(
            "--extends", metavar="NAME|FILE", help="The scenario it changes. Default: latest.", autocompletion=offered
        ),
    ] = None,
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", metavar="DATE", formats=["%Y-%m-%d"], help="The day it describes. Default: today."),
    ] = None,
) -> Response:
    """A template for a scenario of your own, which runs as it is; or a case saved as a file.

    With -s, --set and the other options that change a case, that case is saved as a file that gives the same figures.
    """
    from patriot_cost.dataset.library import LATEST, library_at
    from patriot_cost.errors import UsageFault
    from patriot_cost.model.fields import FIRST_DAY, LAST_DAY
    from patriot_cost.report.scenarios import template_answer

    library = library_at(options.data)
    if options.is_case():
        for option, typed in (("--extends", extends), ("--as-of", as_of), ("--fail-if", options.fail_if)):
            if typed:
                raise UsageFault(f"{option} has no use where a case is saved", "-s names the scenario it builds on")
        return _saved(options, library)
    parent = options.parent(library, extends or LATEST)
    day = as_of.date() if as_of else today()
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageFault(f"--as-of: {day} is out of range; needed: a day from {FIRST_DAY} to {LAST_DAY}")
    return template_answer(_own_name(options.output, library.root), today(), day, parent)


def _saved(options: NewOptions, library: "Library") -> Response:
    """Answer with the file of the case that was typed.

    Raises:
        UsageFault: one file cannot say it.
    """
    from patriot_cost.case.evaluation import DEFAULT_SCENARIO
    from patriot_cost.case.load import load_case
    from patriot_cost.case.saved_case import range_case_alone, refuse_other_case, saved_case
    from patriot_cost.errors import FileFaults, UsageFault, blamed_on
    from patriot_cost.report.scenario_text import saved_text
    from patriot_cost.report.scenarios import new_answer

    names = options.scenario or default_scenarios() or [DEFAULT_SCENARIO]
    if "-" in names:
        raise UsageFault("--scenario: standard input cannot be read again; needed: a scenario by name or file")
    extends = options.parent(library, names[0])
    name, load = _own_name(options.output, library.root), options.loader()
    if options.range_case is None:
        contents = saved_case(library, names, case := load(()), extends)
    else:
        with blamed_on("--case"):
            case, changed = range_case_alone(load, options.range_case, "funding_need")
        contents = saved_case(library, names, case, extends)._replace(changed=changed)
    text = saved_text(contents, name, today())
    # Read as the file will be, from its own folder.
    path = str(Path(f"{name}.toml" if options.output in {None, "-"} else str(options.output)).absolute())
    try:
        library.hold(path, text)
        saved = load_case(library, [path], ())
    except FileFaults as faults:
        raise UsageFault(f"one file cannot hold this case: {'; '.join(faults.lines)}", "nothing was written") from None
    refuse_other_case(case, saved)
    return new_answer(text)


def _own_name(output: str | None, data: Path) -> str:
    """Return the id of a new scenario: the name of its file in the form of an id, and of no shipped one."""
    from patriot_cost.characters import as_identifier
    from patriot_cost.dataset.library import scenario_ids

    path = Path(output or "-")
    name = as_identifier(path.stem) or "my-case"
    shipped = path.resolve().parent == (data / "scenarios").resolve()
    return f"my-{name}" if name in scenario_ids(data) and not shipped else name


@part(scenario, "scenario check", "Is anything wrong with my file?", "my-case.toml")
@answers
def check(
    options: OutputOptions,
    names: Annotated[list[str], typer.Argument(metavar="NAME|FILE...", autocompletion=offered)],
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
) -> Response:
    """Check scenarios: every fault of every file at once."""
    from patriot_cost.case.audit import Findings, audit_scenarios
    from patriot_cost.dataset.library import library_at
    from patriot_cost.dataset.tables import read_explanations
    from patriot_cost.report.check import check_answer

    library, found = library_at(options.data), Findings()
    found.explanations = read_explanations(library, found.errors)
    audit_scenarios(library, names, today(), found)
    return check_answer("scenario check", found, library.version, strict=strict)


def shipped(command: str, data: str | None) -> Response:
    """List the shipped scenarios."""
    from patriot_cost.dataset.latest import latest
    from patriot_cost.dataset.layers import read_layer
    from patriot_cost.dataset.library import library_at
    from patriot_cost.report.scenarios import list_answer

    library = library_at(data)
    headers = [read_layer(library, name).header for name in library.readable_scenarios]
    return list_answer(command, headers, latest(library), library.version, library.unread)
