"""What git knows of a project. In: a folder of it. Out: staged texts, changes, hooks installed.

Open `ask.py` first (how git is asked), then `index.py` (what is staged, and what changed) and
`hooks.py` (who calls us when something is committed or merged).
"""
