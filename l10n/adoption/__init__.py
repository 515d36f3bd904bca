"""A living project comes in. In: its own catalogs. Out: approvals, suggestions and what is broken.

Open `adopt.py`.
"""
