"""Moderation. In: lists of sensitive terms, posts. Out: posts that wait for a person, decisions.

Open `screen.py` first (what is found in a text), with `skeleton.py` (how evasions are read); both
are pure, and so are `entries.py` (a list's rows) and `verdicts.py` (what follows from what).
`lists.py` reads the project's lists, `follow.py` flags the store's posts, `decide.py` takes what a
moderator decides.
"""
