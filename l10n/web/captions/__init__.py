"""Captions over HTTP. In: LibreTranslate's requests. Out: its answers, with terms, locks and proof.

Open `app.py` first (what is mounted), then `queue.py` (who goes first, and what waits together) and
`speaker.py` (what is said). `asking.py` reads requests, `answering.py` writes replies, `page.py` is
the page at `/`.
"""
