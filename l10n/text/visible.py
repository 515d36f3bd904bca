"""Hostile or broken text made harmless on a terminal."""


def visible(text: str) -> str:
    """The text with controls and bidi marks spelled out, and line breaks as a sign."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable() or char == " "
        else "⏎"
        if char == "\n"
        else f"\\u{ord(char):04x}"
        for char in text
    )
