"""What ships. In: catalogs and their checks. Out: release files of approved text, and a manifest.

Open `compile.py` first: nothing that is not approved gets out of it; `folder.py` is where it goes.
`bundle.py` makes the release that can be proved, `publish.py` puts it on the disk in one step,
`verify.py` looks at it from outside, and `diff.py` shows what changes for users.
"""
