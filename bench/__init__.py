"""Measurements against the goals: one module a goal, each prints our figure, the peer's in the same run, and the ratio.

Run all with `make bench`, one with `python -m bench matching`. They assert nothing. The material is read from where
VIERLUIK_TEST_DATA points, or ../shared/data; it is no part of the project.
"""
