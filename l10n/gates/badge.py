"""A badge that says how much is approved, as a picture for a README: SVG, without a script."""

from html import escape

from l10n.text.typography import has_han

# From so many in a hundred on, white on these is read well (a contrast of 4.5 and more).
_COLOURS = ((100, "#2e7d32"), (80, "#4d6b00"), (50, "#8a5a00"), (0, "#b3261e"))
_AROUND, _LATIN, _HAN = 12, 7, 12


def badge(label: str, share: float) -> str:
    """The picture.

    Args:
        label: what is counted; it begins with the product's name.
        share: approved units in a hundred.
    """
    said = f"{share:.0f}%" if share == int(share) else f"{share:.1f}%"
    left, right = (_AROUND + _width(text) for text in (label, said))
    colour = next(colour for least, colour in _COLOURS if share >= least)
    whole, text = left + right, escape(label, quote=False)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" '
        f'aria-label="{escape(label)}: {said}">'
        f"<title>{text}: {said}</title>"
        f'<rect width="{left}" height="20" fill="#444"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" '
        'text-anchor="middle">'
        f'<text x="{left / 2}" y="14">{text}</text>'
        f'<text x="{left + right / 2}" y="14">{said}</text></g></svg>\n'
    )


def _width(text: str) -> int:
    return sum(_HAN if has_han(char) else _LATIN for char in text)
