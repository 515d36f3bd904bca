"""How English and Chinese say a quantity: 12,000 and 1.2万, 70 m², 2.5 kg. Pure."""

from decimal import Decimal

from l10n.text import numerals
from l10n.text.quantities import Quantity, digits


def renderings(quantity: Quantity, language: str) -> tuple[str, ...]:
    """How a language writes a quantity, the usual way first."""
    value = quantity.value
    if quantity.unit == "m²":
        return _with_units(value, ("m²", "square meters", "square metres", "sq m", "sqm"))
    if quantity.unit == "jin":
        return _weights(value)
    plain = digits(value)
    grouped = f"{int(value):,}" if value == int(value) else plain
    ways: tuple[str, ...]
    if language == "zh":
        usual = _scaled(value, ((10**8, "亿"), (10**4, "万")))
        ways = (usual or plain, plain, grouped, numerals.in_han(value))
    else:
        usual = _scaled(value, ((10**9, " billion"), (10**6, " million")))
        thousand = _scaled(value, ((10**3, "k"),)) if value < 10**6 else ""
        words = numerals.in_words(value)
        short = usual.replace(" billion", "B").replace(" million", "M")
        ways = (usual or grouped, grouped, plain, short, thousand, thousand.upper(), words)
    return tuple(dict.fromkeys(filter(None, ways)))


def _weights(jin: Decimal) -> tuple[str, ...]:
    kilograms = jin / 2
    pounds = [digits(value) for value in Quantity(0, 0, jin, "jin").equals[3:]]
    light = kilograms < 1
    small = (f"{digits(jin * 500)} g", f"{digits(jin * 500)} grams", f"{digits(jin * 500)}g")
    large = _with_units(kilograms, ("kg", "kilograms", "kilos", "kilogram", "kilo"))
    near = [f"{number} {unit}" for number in pounds for unit in ("pounds", "lbs", "lb", "pound")]
    return tuple(dict.fromkeys((*(small if light else ()), *large, *near)))


def _with_units(value: Decimal, units: tuple[str, ...]) -> tuple[str, ...]:
    number = f"{int(value):,}" if value == int(value) else digits(value)
    ways = [f"{number} {unit}" for unit in units]
    hyphened = [f"{number}-{unit.rstrip('s').replace(' ', '-')}" for unit in units if " " in unit]
    return (*ways, f"{number}{units[0]}", *hyphened)


def _scaled(value: Decimal, scales: tuple[tuple[int, str], ...]) -> str:
    """The value by the largest scale that it fills, with two decimals at most; "" for none."""
    for size, name in scales:
        many = value / size
        if many >= 1:
            return digits(many) + name if many == round(many, 2) else ""
    return ""
