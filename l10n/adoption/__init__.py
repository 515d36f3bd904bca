"""A living project comes in. In: a folder, and its catalogs. Out: settings, approvals, suggestions.

Open `plan.py` for what a folder holds: it asks each of `detectors/` (one file a way to keep
translations, over the files that `walk.py` lists), joins what they found, and says what becomes a
catalog and what can't be read yet. `settings_text.py` writes that as l10n.toml, `table.py` shows
it, `news.py` tells what settings of before lack. `adopt.py` says what happens to each translation.
"""
