"""Catalogs in git. In: sources and PO files. Out: PO files that follow the code.

Light: no store, engine or web behind it, because the hook starts here. Open `extract.py` first
(sources → units), then `merge.py` (units → catalog), `files.py` (from and to the disk),
`approve.py` (decisions → catalog) and `status.py`.
"""
