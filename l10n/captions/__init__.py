"""Posts and comments. In: streams of posts. Out: zh/en pairs, and caption units in the store.

Open `run.py` first (sources → pairs → a sink, gone on with where it was killed), then `translate.py`
(captions → pairs). `pair_lines.py` reads pairs back, one bounded line at a time, and `units.py`
takes them into the review store.
"""
