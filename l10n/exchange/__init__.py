"""Work done elsewhere. In: units of the store, files that come back. Out: files, decisions.

Open `export.py` first, then `import_.py`; `compare.py` says what each row of a file would do here,
`uploads.py` keeps a file between its preview and its confirmation, and `judging.py` judges it.
"""
