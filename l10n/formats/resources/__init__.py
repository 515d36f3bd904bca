"""Resource files: an app's strings as its own team keeps them. In: bytes. Out: messages, bytes.

One file a format, and no disk. Open `interface.py` first, then `known.py`, which picks a format.
Libraries read where they tell the places of what they read; values are spliced into the bytes
that were there (`splice.py`, `json_tree.py`), so that what nobody changed stays as it was.
"""
