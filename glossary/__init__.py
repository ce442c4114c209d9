"""The names of institutions: concepts, their terms in every language, recognition, approval, tables.

`glossary.Glossary` is the door; the modules behind it are pure (`recognition`, `importing`, `naming`, `csv`) or SQL (`store`).
"""
