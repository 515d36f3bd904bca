"""Where posts come from, a file each. In: a place. Out: posts as mappings, resumable anywhere.

Open `interface.py` first, then `jsonl.py`, the plainest; `opening.py` tells which one reads what.
"""
