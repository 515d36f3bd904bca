"""What a text is made of. In: a string. Out: its placeables, plural forms, segments, typography.

Pure. Open `placeables.py` first: it parses a string into the pattern that every other room works
with. `icu.py` reads ICU messages and `branches.py` says them out, branch by branch; `formats.py`
tells what other formats can't read, `plurals.py` knows CLDR's categories, `segments.py` cuts a text
into what is translated by itself, `money.py` finds amounts, `typography.py` knows what well-set
Chinese and English look like.
"""
