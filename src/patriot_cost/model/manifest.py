"""The record of a run: all that is needed to run it again, and to find the difference if its answer differs."""

from typing import Annotated, Literal, NamedTuple

from patriot_cost.model.fields import Day, Form, Identifier, Length, Limits

Text = Annotated[str, Form(r"^[^\x00]*$", "holds a null character")]
"""Text without the null character, which no operating system takes."""
Variable = Annotated[str, Form(r"^PATRIOT_COST_[A-Z_]+$", "is not a variable of this program")]
Hash = Annotated[str, Form(r"^sha256:[0-9a-f]{64}$", "is not a hash; needed: sha256: and 64 digits from 0 to f")]


class ScreenSize(NamedTuple):
    """The screen of the answer: its width in characters, null for a pipe, and whether it had colour."""

    width: Annotated[int, Limits(1, 100_000)] | None
    color: bool


class Output(NamedTuple):
    """The size and hash of the answer in UTF-8, whatever the encoding of the terminal."""

    bytes: Annotated[int, Limits(0)]
    hash: Hash


class Manifest(NamedTuple):
    """One run of the command line.

    Attributes:
        arguments: as typed, without `--manifest` itself; paths are as typed too.
        environment: the variables that are defaults of options.
        versions: of this program, of Python, of the machine, and of the libraries that were loaded.
        data_hash: over all data files, so that a change of the data is seen.
        scenario, overrides, seed: as in the answer; the seed is null if nothing was drawn.
        files: the hash of every file that was read by name, outside the data.
        stdin: the text on standard input if it was read, so that the run can be repeated.
        kept: the texts read by names that are not of files, such as pipes of the shell.
        latest: the scenario that this name stood for; null if no scenario was dated.
        today: the day, if the answer depends on it.
        features: the groups of vector instructions numpy used; null if it was not loaded, or not yet recorded.
        written: the files written besides the answer.
        answer: the answer itself, if its last digits may depend on the processor, unless it is long.
    """

    manifest_version: Literal[1]
    arguments: Annotated[tuple[Text, ...], Length(1)]
    environment: dict[Variable, Text]
    screen: ScreenSize
    versions: dict[str, str]
    data_version: str
    data_hash: Hash
    scenario: tuple[str, ...]
    overrides: tuple[str, ...]
    seed: int | None
    files: dict[Text, Hash]
    stdin: str | None
    output: Output
    kept: dict[Text, Text] = {}
    latest: Identifier | None = None
    today: Day | None = None
    features: tuple[str, ...] | None = None
    written: dict[Text, Output] = {}
    answer: str | None = None
