"""The work breakdown structure: its elements with their dictionary, and the packages of prices that cover them.

Elements and their order follow MIL-STD-881 (missile systems, common elements) and the appropriations of a fielded
unit: equipment, purchases that go with it, additions of the sale and the site, upkeep.
"""

# Without the future import of annotations: named tuples would compile each text at start-up.
from typing import TYPE_CHECKING, Literal, NamedTuple


class WorkElement(NamedTuple):
    """An element: its name, its dictionary entry, the path of its own price, and its number in one battery.

    `each` is the path of that number where it is an assumption; `one` tells that there is one in each battery.
    """

    label: str
    meaning: str
    price: str
    each: str = ""
    one: bool = False


def _own(name: str) -> str:
    return f"elements.{name}.cost"


ELEMENTS = {
    "radar": WorkElement(
        "Radar", "The radar set of the fire unit, which searches, tracks and guides.", _own("radar"), one=True
    ),
    "control_station": WorkElement(
        "Control station",
        "The engagement control station, from which the crew fights.",
        _own("control_station"),
        one=True,
    ),
    "launchers": WorkElement(
        "Launchers",
        "Launching stations on their vehicles, without missiles.",
        "elements.launchers.unit_cost",
        each="battery.launchers",
    ),
    "communications": WorkElement(
        "Communications and power",
        "Antenna masts, relays and the electric power plant of the fire unit.",
        _own("communications"),
        one=True,
    ),
    "first_load": WorkElement(
        "First missile load",
        "The missiles bought with the battery; those fired later are not part of it.",
        "interceptors.*.unit_cost",
    ),
    "spares": WorkElement("Initial spares", "Spare parts and tools for the first years of use.", _own("spares")),
    "training": WorkElement(
        "Training", "Courses, simulators and training equipment for the first crews.", _own("training")
    ),
    "interim_support": WorkElement(
        "Interim contractor support",
        "Technical help and maintenance that the maker gives with the delivery, for a time that prices do not state.",
        _own("interim_support"),
    ),
    "programme": WorkElement(
        "Government and programme cost",
        "Management, engineering, tests and quality assurance of the governments that buy and sell.",
        _own("programme"),
    ),
    "sale_fees": WorkElement(
        "Fees of the sale",
        "Charges of the selling government for a foreign military sale; a direct sale has none.",
        _own("sale_fees"),
    ),
    "facilities": WorkElement(
        "Facilities", "Sites, shelters, workshops and missile stores of the battery.", _own("facilities")
    ),
    "transport": WorkElement("Transport", "Packing, shipping and handling up to the buyer.", _own("transport")),
    "support": WorkElement(
        "Operation and support",
        "Crews, maintenance, software and repair parts of a year in service; it falls due by year, in addition to "
        "all else.",
        "battery.annual_support_cost",
    ),
}
"""The elements of a battery, by id; those before `support` make up its acquisition with all in it."""

if TYPE_CHECKING:
    Element = str
else:
    Element = Literal[tuple(ELEMENTS)]

HARDWARE = ("radar", "control_station", "launchers", "communications")
"""The elements that make up the ground system."""
PRICED = tuple(name for name, element in ELEMENTS.items() if element.price.startswith("elements."))
"""The elements that have a price of their own."""
ACQUIRED = tuple(name for name in ELEMENTS if name != "support")
"""The elements that a price of acquisition can cover."""

PACKAGES = {
    "battery.system_cost": HARDWARE,
    "battery.missile_package_cost": ("first_load",),
    "interceptors.*.unit_cost": ("first_load",),
}
"""The prices that cover elements, with those that each covers where it does not say so."""

OF_TOTALS = {
    "system": HARDWARE,
    "launchers": ("launchers",),
    "missiles": ("first_load",),
    "spares": ("spares",),
    "training": ("training",),
    "support": ("interim_support",),
    "infrastructure": ("facilities",),
    "transport": ("transport",),
    "fees": ("sale_fees",),
}
"""The elements that are meant by the parts of a total price, as facts name them."""
