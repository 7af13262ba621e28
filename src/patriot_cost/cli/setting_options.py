"""Options that make settings: the mark of such an option, and those that many commands share."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_args, get_origin

import typer

from patriot_cost.cli.completion import variants
from patriot_cost.errors import UsageFault

if TYPE_CHECKING:
    from patriot_cost.case.settings import TypedSetting
    from patriot_cost.case.typed_prices import Load


class Sets(NamedTuple):
    """Marks an option that makes a setting: the path, and the word if the option is a switch.

    The settings that it `implies` at other paths hold unless another option sets them. It `excludes` other paths, whose
    statements it replaces. A price that is `divided` becomes several settings, by those of the case.
    """

    path: str
    word: str = ""
    implies: Mapping[str, str] = {}
    excludes: tuple[str, ...] = ()
    meaning: str = ""
    divided: bool = False


def declared_in(cls: type) -> dict[str, Any]:
    """Return the annotation of each option of a class for typer, by the name of its field."""
    classes = (vars(parent).get("__annotations__", {}) for parent in reversed(cls.__mro__))
    return {name: hint for hints in classes for name, hint in hints.items() if get_origin(hint) is Annotated}


def setters_in(cls: type) -> dict[str, Sets]:
    """Return the marks of the options of a class that make settings, by the name of their field."""
    return {name: mark for name, hint in declared_in(cls).items() for mark in get_args(hint) if isinstance(mark, Sets)}


class SettingOptions:
    """Options that people vary most, each the same as a setting or a few."""

    more: Annotated[
        str | None,
        typer.Option("--more", metavar="N", help="Buy exactly N more batteries; nothing is subtracted."),
        Sets(
            "requirement.batteries",
            implies={
                "requirement.kind": "order",
                "requirement.counts": "unstated",
                "requirement.delivered_since": "0",
            },
            excludes=("requirement.case",),
            meaning="exactly that many are bought",
        ),
    ] = None
    required: Annotated[
        str | None,
        typer.Option(
            "--required", metavar="N", help="Batteries required in all; those operational or pledged are subtracted."
        ),
        Sets(
            "requirement.batteries",
            implies={"requirement.kind": "total"},
            excludes=("requirement.case",),
            meaning="a total, from which what operates is subtracted",
        ),
    ] = None
    operational: Annotated[
        str | None,
        typer.Option("--operational", metavar="N", help="Batteries operational now."),
        Sets("force.operational"),
    ] = None
    system_price: Annotated[
        str | None,
        typer.Option(
            "--system-price", metavar="PRICE", help="Price of the ground system of one battery, without missiles: 450M."
        ),
        Sets("battery.system_cost"),
    ] = None
    battery_price: Annotated[
        str | None,
        typer.Option(
            "--battery-price",
            metavar="PRICE",
            help="Price of one battery with its missiles, all in: 1.1B. The missiles keep their prices; the ground "
            "system is the rest.",
        ),
        Sets(
            "battery.system_cost",
            excludes=("battery.missile_package_cost", "battery.package_rule"),
            meaning="the price with missiles",
            divided=True,
        ),
    ] = None
    missile_price: Annotated[
        list[str] | None,
        typer.Option(
            "--missile-price",
            metavar="[VARIANT=]PRICE",
            help="Price of one missile: 4.1M for every variant bought, pac3_mse=4.1M for one. Repeat for more.",
            autocompletion=variants,
        ),
        Sets("interceptors.*.unit_cost", divided=True),
    ] = None
    missiles_per_battery: Annotated[
        str | None,
        typer.Option("--missiles-per-battery", metavar="N", help="Missiles bought with one battery."),
        Sets("battery.missiles", implies={"battery.package_rule": "counted"}),
    ] = None

    def settings(self) -> "list[TypedSetting]":
        """Return the settings that options make, apart from divided prices; errors in each name its option.

        Raises:
            UsageFault: two options, or an option and `--set`, set the same, or one excludes the other.
        """
        from patriot_cost.case.settings import TypedSetting

        typed = list(self._typed())
        _refuse_two_of_one(typed, getattr(self, "set", None) or ())
        plain = [one for one in typed if not one.mark.divided]
        made = {one.mark.path: TypedSetting(one.mark.path, one.mark.word or one.value, one.option) for one in plain}
        implied = {
            path: TypedSetting(path, word, one.option) for one in plain for path, word in one.mark.implies.items()
        }
        order = dict.fromkeys(mark.path for mark in setters_in(type(self)).values())
        found = {**implied, **made}
        return [found[path] for path in {**order, **implied} if path in found]

    def prices(self, load: "Load") -> "list[TypedSetting]":
        """Return the settings that prices make by those of the case with all other settings.

        Raises:
            UsageFault: a price is not understood, or the case has none of that kind.
        """
        missiles, battery = self.missile_price or (), self.battery_price
        if not missiles and battery is None:
            return []
        from patriot_cost.case.typed_prices import battery_price, missile_prices

        made = missile_prices(load(()), missiles) if missiles else []
        return made if battery is None else [*made, *battery_price(load(made), battery)]

    def _typed(self) -> "Iterator[_Typed]":
        for name, mark in setters_in(type(self)).items():
            value = getattr(self, name)
            if value is not None and value is not False and value != []:
                required = not hasattr(type(self), name)
                yield _Typed(name.upper() if required else f"--{name.replace('_', '-')}", mark, value)


class _Typed(NamedTuple):
    """An option that was typed, its mark, and its value."""

    option: str
    mark: Sets
    value: Any

    def __str__(self) -> str:
        return f"{self.option} ({self.mark.meaning})" if self.mark.meaning else self.option


def _refuse_two_of_one(typed: "list[_Typed]", settings: "list[str] | tuple[()]") -> None:
    """Refuse two settings of one path, of which one would be lost, and a setting that an option excludes."""
    faults = []
    for place, one in enumerate(typed):
        faults += [
            UsageFault(f"{one} and {other} both set {one.mark.path}", "type one of them")
            for other in typed[place + 1 :]
            if other.mark.path == one.mark.path
        ]
        for text in settings:
            name, _, value = (part.strip() for part in text.partition("="))
            path = name.rstrip("*+- ")
            if path == one.mark.path and (one.mark.divided or value != (one.mark.word or one.value)):
                faults.append(UsageFault(f"{one.option} and --set {text} both set {path}", "type one of them"))
            elif path in one.mark.excludes or one.mark.implies.get(path, value) != value:
                faults.append(UsageFault(f"{one} replaces {path}; found --set {text} too", "type one of them"))
    if faults:
        raise UsageFault.of(faults)
