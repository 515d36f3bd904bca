"""Posts and comments. In: streams of posts. Out: zh/en pairs, and caption units in the store.

Open `translate.py` first (posts → pairs); `pair_lines.py` reads pairs back, one bounded line at a
time, and `units.py` takes them into the review store. `sample.py` draws what is to be read of them,
`standing.py` says where a sample stands, `release.py` ships what holds.
"""
