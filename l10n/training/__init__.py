"""The machine learns from the team. In: approved translations. Out: an adapted model, if better.

The only room that imports PyTorch; only the command `l10n model adapt` opens it, and the recipe in
`models/`, which makes the starter. Open `plan.py` first, then `adapt.py`. `gather.py`, `pairs.py`
bring the team's words, `examples.py` says what they look like to the model; `network.py`,
`loss.py`, `steps.py` and `fit.py` train it, `weights.py` and `export.py` read and write it as
CTranslate2 does, `measure.py` and `card.py` say how good it is.
"""
