"""Decisions. In: a person, a unit and what they saw. Out: events in the ledger.

Open `decide.py` first (who may decide what), then `editor.py` (what a unit's page shows).
`batch.py` decides many, `trials.py` measures the review itself, `judges.py` holds what decisions
are judged by and `refresh.py` brings units in line with it. `terminology.py`, `term_effects.py`
and `term_texts.py` decide about terms; `announce.py` and `webhooks.py` tell others.
"""
