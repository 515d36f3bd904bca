"""The machine learns from the team. In: approved translations. Out: an adapted model, if better.

The only room that imports PyTorch; only the command `l10n model adapt` opens it, and the recipe in
`models/`, which makes the starter. `examples.py` says what a pair looks like to the model,
`network.py`, `loss.py` and `steps.py` what is trained and how, `weights.py` and `export.py` read
and write it as CTranslate2 does.
"""
