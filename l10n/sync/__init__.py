"""Catalog files ↔ review store. In: both as they stand. Out: both saying the same, or a conflict.

Open `sync.py` first, then `compare.py` (what moved), `reconcile.py` (which side has news),
`take.py` (the store takes them), `story.py` (an entry's news as events) and `changes.py` (the
ledger's as an entry). `blocks.py` changes a few entries of a large file.
"""
