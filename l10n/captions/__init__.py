"""Posts and comments. In: streams of posts. Out: zh/en pairs, and caption units in the store.

Open `run.py` first (sources → pairs → a sink, gone on with where it was killed), `translate.py`
then (captions → pairs). `pair_lines.py` reads pairs back, one bounded line at a time, `units.py`
takes them into the review store.
"""
