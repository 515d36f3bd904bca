"""Posts and comments. In: streams of posts. Out: zh/en pairs, and caption units in the store.

Open `run.py` first (sources → pairs → a sink, gone on with where it was killed), then `windows.py`
(sources → captions), `blocks.py` (what becomes of a window, in this process; `on_ray.py` has it
done on many machines) and `translate.py` (captions → pairs). `pair_lines.py` reads pairs back, one
bounded line at a time, `units.py` takes them into the review store. `sample.py` draws what is to be
read of them, `standing.py` says where a sample stands, `release.py` ships what holds.
"""
