"""What ships. In: catalogs and their checks. Out: release files of approved text, and a manifest.

One file, `compile.py`: nothing that is not approved gets out of it.
"""
