"""Whether a project may be released, told to people and to CI. In: catalogs. Out: remarks, reports.

Open `judge.py` first (what a gate asks of catalogs and glossary), then `report.py` and the formats
beside it. `badge.py` draws how far a project is.
"""
