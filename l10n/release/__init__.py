"""What ships. In: catalogs and their checks. Out: release files of approved text, and a manifest.

Open `compile.py` first: nothing that is not approved gets out of it; `folder.py` is where it goes.
"""
