"""The SQL of this room: `tables`, and the queries on `sources` and on `targets`.

What may be written, and when, is decided in `desk`; here it is only written.
"""
