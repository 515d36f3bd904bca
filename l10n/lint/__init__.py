"""Text that users see and nobody marked. In: source files. Out: findings.

One file a kind of source, found by its suffixes. Open `interface.py` first, then `scripts.py`;
`words.py` says what is somebody's words, `linter.py` runs the linters and heeds comments,
`pieces.py` and `plurals.py` say what is glued or counted by hand, `fixes.py` puts right what is
sure, `baseline.py` keeps what a project has already. Bytes come in; nothing here opens a file.
"""
