"""Where pairs go, a file each. In: blocks of pairs. Out: files that appear whole, or rows.

Open `interface.py` first, then `jsonl.py`, the plainest.
"""
