"""Machine suggestions. In: units, glossary, an engine. Out: suggestions with quality and evidence.

Open `suggest.py` first: it cuts units into segments and puts the answers together. `waves.py` asks
the engine until the terms are held; `masking.py`, `wording.py`, `gates.py`, `quality.py`,
`calibration.py` and `memory.py` are its pure pieces, `candidates.py` the choice among answers.
`clauses.py` cuts long sentences, `readings.py` tells whether their parts say more than the whole.
`fill.py` writes suggestions into catalogs, `translators.py` opens what a run takes.
"""
