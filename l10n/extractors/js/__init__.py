"""JavaScript and TypeScript by their syntax tree. In: code. Out: what it marks for translation.

`syntax.py` parses and reads constants, `scopes.py` knows which namespace a `t` belongs to,
`calls.py`, `components.py` and `macros.py` read what libraries offer; `program.py` runs them.
"""
